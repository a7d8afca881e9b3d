package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.printers.Connection;
import platen.printers.Dialect;
import platen.printers.Profile;
import platen.streaming.Outcome.End;
import platen.streaming.Outcome.Heaters;
import platen.values.Message;
import platen.virtual.Firmware;
import platen.virtual.Habits;
import platen.virtual.Report;

/// One print of a random program: the conversation with a firmware in software, in their own time, while things go
/// wrong. No thread, port or clock; the same seed gives the same print.
public final class SimulatedPrint {
    private static final double SPEED = 1_000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // first numbers of neighbouring seeds are alike
    private static final long TICK = Duration.ofMillis(50).toNanos();
    private static final long LONGEST = Duration.ofHours(6).toNanos();
    private static final long RETURN_LONGEST = Duration.ofMinutes(10).toNanos();
    private static final int PERSON_LONGEST_S = 60;
    private static final int TRANSCRIPT_LINES = 200;
    private static final int WINDOW = 4;
    private static final int LOOKS_AFTERWARDS = 200;
    private static final Set<String> NOT_BEGUN = Set.of(
            "streaming.not-ready", "streaming.not-connected", "streaming.needs-reset", "streaming.prints-from-card");

    /// What a conversation says before a print. It may stand before the program where the M110 between was lost on the
    /// wire, and the numbers came together without it.
    private static final List<List<String>> BEGINNINGS =
            List.of(List.of(), List.of("M27"), List.of("M876P1"), List.of("M27", "M876P1"));

    /// How heaters are turned off, as often as it takes: up to six such commands.
    private static final int MOST_ENDS = 1023;

    private static final List<List<String>> ENDS = ends();

    private final Random random;
    private final FaultMix mix;
    private final RandomProgram program;
    private final Profile profile;
    private final Conversation conversation;
    private final Firmware firmware;
    private final Deque<String> said = new ArrayDeque<>();
    private final Deque<Byte> underway = new ArrayDeque<>();
    private final Deque<String> transcript = new ArrayDeque<>();
    private @Nullable Chunk chunk;
    private boolean connected;
    private boolean held; // the script of a pause may have been executed
    private long personComesAt = Long.MAX_VALUE;
    private long now;

    /// What became of it.
    public sealed interface Result {
        record Ended(End end) implements Result {}

        /// The printer was not ready in time, or a person has to look whether the rest of a line was executed.
        record NeedsPerson() implements Result {}

        /// The first law is broken.
        record Broken(String what, String transcript) implements Result {}
    }

    private SimulatedPrint(long seed, FaultMix mix, Profile model) {
        random = new Random(seed * SPREAD);
        this.mix = mix;
        var dialects = List.copyOf(mix.dialects());
        var dialect = random.nextBoolean() ? Dialect.MARLIN : dialects.get(random.nextInt(dialects.size()));
        profile = onALink(model, dialect);
        program = new RandomProgram(random);
        chunk = chunk(program.text(), dialect);
        conversation = new Conversation(profile, false);
        firmware = new Firmware(profile, SPEED, habits(dialect), mix.plan(seed), (_, text) -> said.add(text));
    }

    /// Prints a program on a printer of this model; all else is left to the seed.
    public static Result run(long seed, FaultMix mix, Profile model) {
        var print = new SimulatedPrint(seed, mix, model);
        try {
            return print.run();
        } catch (IllegalStateException | IndexOutOfBoundsException e) {
            return print.broken(e.toString());
        }
    }

    private Result run() {
        firmware.reset(now);
        connect();
        conversation.wish(new Wish.Print("part", program.text().length()), now);
        while (now < LONGEST) {
            switch (step()) {
                case Occurrence.Ended ended -> {
                    return judged(ended.outcome());
                }
                case Occurrence.Refused(var why)
                when NOT_BEGUN.contains(why.key()) -> {
                    return new Result.NeedsPerson();
                }
                case Occurrence.Paused(var why)
                when why.key().equals("streaming.surplus-ok") -> {
                    return new Result.NeedsPerson();
                }
                case null, default -> {}
            }
        }
        return broken("it never ends");
    }

    /// What was told, if anything.
    private @Nullable Occurrence step() {
        var news = conversation.news();
        if (news != null) {
            note("= " + news);
            if (news instanceof Occurrence.NeedsPerson) personComes();
            return news;
        }
        if (chunk != null && conversation.isHungry()) {
            conversation.supply(chunk);
            chunk = null;
        }
        plug();
        if (connected) conversation.passed(now);
        held |= conversation.phase() instanceof Phase.Pausing;
        if (now >= personComesAt) {
            personComesAt = Long.MAX_VALUE;
            conversation.wish(new Wish.Resume(), now);
        }
        deliver();
        now = Math.max(now, Math.min(firmware.advance(now), now + TICK));
        firmware.advance(now);
        for (var line = said.poll(); line != null; line = said.poll()) hear(line);
        deliver();
        return null;
    }

    private void personComes() {
        personComesAt =
                now + Duration.ofSeconds(1 + random.nextInt(PERSON_LONGEST_S)).toNanos();
    }

    private void plug() {
        if (connected && firmware.isUnplugged()) {
            note("the cable is pulled out");
            underway.clear();
            conversation.lost(Message.of("streaming.port-lost", "unplugged"), now);
            connected = false;
        } else if (!connected && !firmware.isUnplugged()) {
            note("the cable is back");
            connect();
        }
    }

    private void connect() {
        if (firmware.startsAnewWhenOpened()) firmware.reset(now);
        connected = true;
        conversation.opened(now);
    }

    private void deliver() {
        var out = conversation.out();
        if (out.length() > 0) {
            var text = new String(out.bytes(), 0, out.length(), ISO_8859_1);
            out.clear();
            for (var line : text.split("(?<=\n)", -1)) send(line);
        }
        while (!underway.isEmpty() && firmware.room() > 0) {
            firmware.receive(new byte[] {underway.remove()}, 0, 1, now);
        }
    }

    private void send(String line) {
        if (line.isEmpty() || !connected) return;
        note("> " + line.strip());
        for (byte each : line.getBytes(ISO_8859_1)) underway.add(each);
    }

    private void hear(String line) {
        if (!connected) return;
        note("< " + line);
        var bytes = (line + "\n").getBytes(ISO_8859_1);
        conversation.heard(bytes, bytes.length, now);
    }

    /// The first law: each command was executed once and in order, or the print ended with a reason and cold heaters;
    /// where the wire was gone, they go off first of all when it is back.
    private Result judged(Outcome outcome) {
        if (outcome.heaters() == Heaters.UNCONFIRMED && !firmware.isHalted()) {
            for (long until = now + RETURN_LONGEST; now < until && !(step() instanceof Occurrence.CooledDown); ) {}
        }
        for (int looks = 0; looks < LOOKS_AFTERWARDS; looks++) {
            deliver();
            now += TICK;
            firmware.advance(now);
            said.clear();
        }
        var report = firmware.report(now);
        if (outcome.end() == End.FINISHED) {
            boolean whole = BEGINNINGS.stream().anyMatch(before -> report.executed(digest(before, all(), List.of())));
            return whole ? new Result.Ended(outcome.end()) : broken("not just the program: " + report);
        }
        if (!report.halted() && (report.nozzleTargetC() != 0 || report.bedTargetC() != 0))
            return broken("left hot after " + outcome + ": " + report);
        if (held) return new Result.NeedsPerson();
        if (!report.sessions().stream().allMatch(this::isBeginning))
            return broken("executed something else: " + report);
        return new Result.Ended(outcome.end());
    }

    /// Whether a session holds a beginning of the program, with or without the end that we put to it.
    private boolean isBeginning(Report.Session session) {
        for (var before : BEGINNINGS) {
            for (var end : ENDS) {
                int begun = (int) session.commands() - before.size() - end.size();
                if (begun >= 0 && begun <= all() && session.digest().equals(digest(before, begun, end))) return true;
            }
        }
        return false;
    }

    private static List<List<String>> ends() {
        var all = new ArrayList<List<String>>(List.of(List.of()));
        for (int i = 0; all.size() < MOST_ENDS; i++) {
            for (var off : List.of("M104S0", "M140S0")) {
                var longer = new ArrayList<>(all.get(i));
                longer.add(off);
                all.add(longer);
            }
        }
        return all;
    }

    private int all() {
        return program.commands().size();
    }

    private platen.values.Digest digest(List<String> before, int first, List<String> end) {
        var lines = new ArrayList<>(before);
        lines.addAll(program.commands().subList(0, first));
        lines.addAll(end);
        return RandomProgram.digest(lines);
    }

    /// A window opens by itself on a native USB; on a bridge, a person may have opened it.
    private Profile onALink(Profile model, Dialect dialect) {
        var given = model.connection();
        boolean bearsAWindow = dialect == Dialect.MARLIN || dialect == Dialect.PRUSA || dialect == Dialect.PRUSA_BUDDY;
        int window = bearsAWindow && random.nextBoolean() ? WINDOW : 1;
        return model.withConnection(new Connection(
                dialect,
                given.baud(),
                mix.losesNothing(),
                window,
                given.receiveBufferBytes(),
                given.maxLineBytes(),
                false));
    }

    static Chunk chunk(String program, Dialect dialect) {
        var packer = new ChunkPacker(platen.protocol.Habits.of(dialect), Set.of());
        var bytes = program.getBytes(ISO_8859_1);
        packer.add(bytes, 0, bytes.length);
        return packer.take(true);
    }

    private Habits habits(Dialect dialect) {
        if (dialect != Dialect.MARLIN) return Habits.of(dialect);
        return new Habits(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                true,
                random.nextInt(4) == 0,
                random.nextBoolean());
    }

    private void note(String line) {
        if (line.equals(transcript.peekLast())) return; // the shortest that tells the same
        transcript.add(line);
        if (transcript.size() > TRANSCRIPT_LINES) transcript.remove();
    }

    private Result.Broken broken(String what) {
        return new Result.Broken(
                profile.connection().dialect() + ", " + mix + ": " + what, String.join("\n", transcript));
    }
}
