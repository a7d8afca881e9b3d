package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import platen.gcode.ProgramDigest;
import platen.printers.Connection;
import platen.printers.Profile;
import platen.streaming.Outcome.End;
import platen.streaming.Outcome.Heaters;
import platen.values.Digest;
import platen.virtual.Faults;
import platen.virtual.Firmware;
import platen.virtual.Habits;
import platen.virtual.Report;

/// One print of a random program: the conversation with a firmware in software, in their own time, over
/// a wire on which things go wrong. The same seed gives the same print.
final class SimulatedPrint {
    private static final double SPEED = 1_000;
    private static final long TICK = Duration.ofMillis(50).toNanos();
    private static final long LONGEST = Duration.ofHours(6).toNanos();
    private static final int TRANSCRIPT_LINES = 100;
    private static final int WINDOW = 4;
    /// Whether it prints from its card: asked in the greeting. It stands before the program where the M110 between
    /// was lost on the wire, and the numbers came together without it.
    private static final List<String> QUESTION = List.of("M27");

    /// How heaters are turned off, as often as it takes: up to six such commands.
    private static final int MOST_ENDS = 127;

    private static final List<List<String>> ENDS = ends();

    private final Random random;
    private final BadWire wire;
    private final String program;
    private final Conversation conversation;
    private final Firmware firmware;
    private final Deque<String> said = new ArrayDeque<>();
    private final Deque<Byte> underway = new ArrayDeque<>();
    private final Deque<String> transcript = new ArrayDeque<>();
    private @Nullable Chunk chunk;
    private long now;

    SimulatedPrint(long seed, BadWire wire, Profile given) {
        random = new Random(seed);
        this.wire = wire;
        var profile = onALink(given, wire.losesNothing(), random.nextBoolean() ? WINDOW : 1);
        program = program();
        chunk = Dialogue.chunk(program, profile);
        conversation = new Conversation(profile, false);
        firmware = new Firmware(profile, SPEED, habits(), Faults.none(), (_, text) -> said.add(text));
    }

    /// Prints; how it ended, or null when the printer was not ready to begin, or a person has to look whether the rest
    /// of a line was executed. What must never be is an [AssertionError] with the last lines of the dialogue.
    @Nullable
    End run() {
        firmware.reset(now);
        conversation.opened(now);
        conversation.wish(new Wish.Print("part", program.length()), now);
        while (now < LONGEST) {
            switch (step()) {
                case Occurrence.Ended ended -> {
                    judge(ended.outcome());
                    return ended.outcome().end();
                }
                case Occurrence.Refused _, Occurrence.Paused _ -> {
                    return null;
                }
                case null, default -> {}
            }
        }
        throw broken("it never ends");
    }

    /// What was told last.
    private @Nullable Occurrence step() {
        if (chunk != null && conversation.isHungry()) {
            conversation.supply(chunk);
            chunk = null;
        }
        conversation.passed(now);
        deliver();
        if (wire.restarts(random)) {
            note("the board starts anew");
            underway.clear();
            firmware.reset(now);
        }
        now = Math.max(now, Math.min(firmware.advance(now), now + TICK));
        firmware.advance(now);
        for (var line = said.poll(); line != null; line = said.poll()) hear(line);
        deliver();
        for (var news = conversation.news(); news != null; news = conversation.news()) {
            note("= " + news);
            if (news instanceof Occurrence.Ended || news instanceof Occurrence.Refused || calls(news)) return news;
        }
        return null;
    }

    private static boolean calls(Occurrence news) {
        return news instanceof Occurrence.Paused paused && paused.why().key().equals("streaming.surplus-ok");
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
        if (line.isEmpty()) return;
        var arrives = wire.toFirmware(line, random);
        note("> " + line.strip() + (arrives.equals(line) ? "" : "   arrives as " + arrives.strip()));
        for (byte each : arrives.getBytes(ISO_8859_1)) underway.add(each);
    }

    private void hear(String line) {
        for (var arrives : wire.toHost(line, random)) {
            note("< " + arrives);
            var bytes = (arrives + "\n").getBytes(ISO_8859_1);
            conversation.heard(bytes, bytes.length, now);
        }
    }

    /// The first law: each command was executed once and in order, or the print ended cold with its reason.
    private void judge(Outcome outcome) {
        for (int looks = 0; looks < 200; looks++) {
            deliver();
            now += TICK;
            firmware.advance(now);
            said.clear();
        }
        var report = firmware.report(now);
        if (outcome.end() == End.FINISHED) {
            int all = commands().size();
            if (!report.executed(digest(List.of(), all, List.of()))
                    && !report.executed(digest(QUESTION, all, List.of())))
                throw broken("not just the program: " + report);
            return;
        }
        boolean isKnown = outcome.heaters() == Heaters.OFF || report.halted();
        if (!isKnown || report.nozzleTargetC() != 0 || report.bedTargetC() != 0)
            throw broken("left hot after " + outcome + ": " + report);
        if (!report.sessions().stream().allMatch(this::isBeginning)) throw broken("executed something else: " + report);
    }

    /// Whether a session holds a beginning of the program, with or without the end that we put to it.
    private boolean isBeginning(Report.Session session) {
        for (var question : List.of(List.<String>of(), QUESTION)) {
            for (var end : ENDS) {
                int begun = (int) session.commands() - question.size() - end.size();
                if (begun >= 0 && begun <= commands().size() && session.digest().equals(digest(question, begun, end)))
                    return true;
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

    private List<String> commands() {
        return program.lines()
                .filter(line -> !ProgramDigest.isHousekeeping(line.getBytes(ISO_8859_1), 0, line.length()))
                .toList();
    }

    private Digest digest(List<String> before, int first, List<String> end) {
        var lines = new ArrayList<>(before);
        lines.addAll(commands().subList(0, first));
        lines.addAll(end);
        try {
            return ProgramDigest.of(
                            new ByteArrayInputStream(String.join("\n", lines).getBytes(ISO_8859_1)))
                    .digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String program() {
        var lines = new ArrayList<String>();
        boolean hot = random.nextBoolean();
        if (hot) lines.addAll(List.of("M140 S60", "M104 S200", "M109 S200"));
        lines.add("G28");
        for (int moves = random.nextInt(60); moves > 0; moves--) lines.add(command(hot));
        if (hot && random.nextBoolean()) lines.addAll(List.of("M104 S0", "M140 S0"));
        return String.join("\n", lines) + "\n";
    }

    private String command(boolean hot) {
        return switch (random.nextInt(12)) {
            case 0 -> "G92 E0";
            case 1 -> "M106 S" + random.nextInt(256);
            case 2 -> "G4 P" + random.nextInt(20);
            case 3 -> "M117 layer " + random.nextInt(100);
            case 4 -> "G1 F" + (600 + random.nextInt(6_000));
            case 5 -> "G0 Z" + random.nextInt(50) / 10.0;
            default ->
                "G1 X" + random.nextInt(2_000) / 10.0 + " Y" + random.nextInt(2_000) / 10.0
                        + (hot ? " E" + random.nextInt(300) / 100.0 : "");
        };
    }

    private static Profile onALink(Profile profile, boolean losesNothing, int window) {
        var connection = profile.connection();
        return Dialogue.withConnection(
                profile,
                new Connection(
                        connection.dialect(),
                        connection.baud(),
                        losesNothing,
                        window,
                        connection.receiveBufferBytes(),
                        connection.maxLineBytes(),
                        connection.resetsOnDtr()));
    }

    private Habits habits() {
        return new Habits(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                true,
                random.nextInt(4) == 0,
                random.nextBoolean());
    }

    private void note(String line) {
        transcript.add(line);
        if (transcript.size() > TRANSCRIPT_LINES) transcript.remove();
    }

    private AssertionError broken(String what) {
        return new AssertionError(what + "\n" + String.join("\n", transcript));
    }
}
