package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.printers.Connection;
import platen.printers.Dialect;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.sync.ByHand;
import platen.values.Message;

/// Plays a dialogue with a conversation: `>` must be sent, `<` is heard, `~` time passes, `!` is wished,
/// `=` must be told, `.` nothing may be sent.
///
/// Checksums and numbers are left out of `>` where the script does not write them.
final class Dialogue {
    /// What is said once all of a program was accepted.
    static final String FINISH = """
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FINISHED streaming.finished OFF
            .
            """;

    /// What turns the heaters off, and hears that they are.
    static final String COLD = """
            > N0 M110 N0*125
            < ok
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            """;

    private static final long STEP = Duration.ofMillis(50).toNanos();

    private final Profile profile;
    private final Conversation conversation;
    private final Deque<String> sent = new ArrayDeque<>();
    private long now;

    private Dialogue(Profile profile, boolean coolFirst) {
        this.profile = profile;
        this.conversation = new Conversation(profile, coolFirst);
    }

    static Dialogue with(String profile) {
        return new Dialogue(Profiles.shipped().profile(profile).orElseThrow(), false);
    }

    static Dialogue afterACrash(String profile) {
        return new Dialogue(Profiles.shipped().profile(profile).orElseThrow(), true);
    }

    /// A conversation that has got as far as being ready to print.
    static Dialogue ready(String... capabilities) {
        return with("ender3").greeted(capabilities);
    }

    /// The same with a firmware that numbers its lines and is not Marlin.
    static Dialogue ready(Dialect dialect) {
        return new Dialogue(like(dialect, 1, 128), false).greeted();
    }

    /// The same with a Marlin that bears lines ahead of their ok.
    static Dialogue sendingAhead(int window, int receiveBufferBytes) {
        return new Dialogue(like(Dialect.MARLIN, window, receiveBufferBytes), false).greeted();
    }

    static Dialogue of(Profile profile) {
        return new Dialogue(profile, false).greeted();
    }

    Dialogue greeted(String... capabilities) {
        var dialogue = opened().play("""
            ~ 400
            >
            > N0 M110 N0*125
            < ok
            > M115
            < FIRMWARE_NAME:Marlin 2.1.2 PROTOCOL_VERSION:1.0
            """);
        for (var capability : capabilities) dialogue.play("< Cap:" + capability + ":1");
        return dialogue.play("""
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Connected
            """);
    }

    static Profile like(Dialect dialect, int window, int receiveBufferBytes) {
        var model = Profiles.shipped().profile("ender3").orElseThrow();
        var connection = new Connection(dialect, 115_200, false, window, receiveBufferBytes, 96, false);
        return model.withConnection(connection);
    }

    Dialogue opened() {
        conversation.opened(now);
        return this;
    }

    Dialogue lost() {
        conversation.lost(Message.of("streaming.port-lost", "unplugged"), now);
        collect();
        return this;
    }

    /// Begins to print a program, and plays its start.
    Dialogue printing(String program) {
        return asking(program).play("""
            > N0 M110 N0*125
            < ok
            > N1M105*6
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Started
            """);
    }

    Dialogue asking(String program) {
        var bytes = program.getBytes(ISO_8859_1);
        conversation.wish(new Wish.Print("part", bytes.length), now);
        conversation.supply(chunk(program, profile));
        collect();
        return this;
    }

    static Chunk chunk(String program, Profile profile) {
        return SimulatedPrint.chunk(program, profile.connection().dialect());
    }

    Dialogue play(String script) {
        script.lines().forEach(this::line);
        return this;
    }

    /// The next line that was sent.
    String next() {
        return assertInstanceOf(String.class, sent.poll());
    }

    /// Wishes something by hand; why it was not done, if it was not. What was said goes to `spoken`.
    @Nullable
    String handle(ByHand act, List<String> spoken) {
        conversation.wish(new Wish.Handle(act), now);
        collect();
        String refusal = null;
        for (var news = conversation.news(); news != null; news = conversation.news()) {
            if (news instanceof Occurrence.NotDone(var why)) refusal = why.key();
            if (news instanceof Occurrence.Said(var line)) spoken.add(line);
        }
        return refusal;
    }

    /// Lets time pass with a firmware that takes all; what it got is added to `got`, without number and checksum.
    void answering(Duration time, String heat, List<String> got) {
        for (long end = now + time.toNanos(); now < end; ) {
            pass(Duration.ofMillis(50));
            while (!sent.isEmpty()) {
                var line = String.valueOf(shown(sent.poll(), ""));
                got.add(line);
                hear(line.contains("M105") ? heat + "\n" : "ok\n");
            }
        }
    }

    Conversation conversation() {
        return conversation;
    }

    Status status() {
        return conversation.status(null, now);
    }

    Status.PrintStatus print() {
        return assertInstanceOf(Status.PrintStatus.class, status().print());
    }

    Occurrence.Ended ended() {
        return assertInstanceOf(Occurrence.Ended.class, conversation.news());
    }

    private void line(String line) {
        var text = line.length() > 2 ? line.substring(2) : "";
        switch (line.charAt(0)) {
            case '>' -> assertEquals(text, shown(sent.poll(), text), "sent");
            case '<' -> hear(text + "\n");
            case '~' -> pass(Duration.ofMillis(Long.parseLong(text)));
            case '!' -> wish(text);
            case '=' -> assertEquals(text, told(conversation.news()), "told");
            case '.' -> assertEquals(List.of(), List.copyOf(sent), "sent though it should wait");
            default -> throw new IllegalArgumentException(line);
        }
    }

    void hear(String text) {
        var bytes = text.getBytes(ISO_8859_1);
        conversation.heard(bytes, bytes.length, now);
        collect();
    }

    void pass(Duration time) {
        for (long end = now + time.toNanos(); now < end; ) {
            now = Math.min(end, now + STEP);
            conversation.passed(now);
            collect();
        }
    }

    private void wish(String text) {
        var wish = switch (text) {
            case "pause" -> new Wish.Pause(Message.of("streaming.paused"));
            case "resume" -> new Wish.Resume();
            case "cancel" -> new Wish.Cancel(Message.of("streaming.cancelled"));
            case "cool down" -> new Wish.CoolDown();
            case "stop" -> new Wish.EmergencyStop();
            case String s when s.startsWith("answer ") -> answer(s.split(" ", -1));
            default -> new Wish.Send(List.of(text));
        };
        conversation.wish(wish, now);
        collect();
    }

    /// `answer 1` presses the second button of what is asked now, `answer 1 7` that of the prompt 7.
    private Wish answer(String[] words) {
        var asked = status().prompt();
        long prompt = words.length > 2 ? Long.parseLong(words[2]) : asked == null ? 0 : asked.number();
        return new Wish.Answer(prompt, Integer.parseInt(words[1]));
    }

    private void collect() {
        var out = conversation.out();
        if (out.length() == 0) return;
        var text = new String(out.bytes(), 0, out.length(), ISO_8859_1);
        out.clear();
        assertEquals('\n', text.charAt(text.length() - 1));
        sent.addAll(List.of(text.substring(0, text.length() - 1).split("\n", -1)));
    }

    private static @Nullable String shown(@Nullable String line, String wanted) {
        if (line == null || wanted.contains("*") || !line.contains("*")) return line;
        var command = line.substring(0, line.lastIndexOf('*'));
        int sum = command.chars().reduce(0, (all, c) -> all ^ c);
        assertEquals(line, command + "*" + sum, "checksum");
        return wanted.matches("N\\d+.*")
                ? command
                : command.replaceFirst("^N\\d+", "").strip();
    }

    private static String told(@Nullable Occurrence occurrence) {
        assertNotNull(occurrence, "nothing was told");
        return switch (occurrence) {
            case Occurrence.Ended ended ->
                "Ended " + ended.outcome().end() + " " + ended.outcome().why().key() + " "
                        + ended.outcome().heaters();
            case Occurrence.Refused(var why) -> "Refused " + why.key();
            case Occurrence.Noted(var what) -> "Noted " + what.key();
            case Occurrence.Paused(var why) -> "Paused " + why.key();
            case Occurrence.CooledDown(var confirmed) -> "CooledDown " + confirmed;
            case Occurrence.NeedsPerson(var why) -> "NeedsPerson " + why.args();
            default -> occurrence.getClass().getSimpleName();
        };
    }
}
