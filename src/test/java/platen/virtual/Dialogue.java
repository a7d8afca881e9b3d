package platen.virtual;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import platen.printers.Profiles;

/// Plays a conversation with the pure firmware in its own time.
///
/// `> text` is sent with LF (`\n` and `\r` may stand inside, and none is added then), `< text` has to be the next
/// answer, for which time passes
/// as needed; `~ 2.5` lets seconds pass; `-` says that nothing more was answered.
final class Dialogue {
    private static final long PATIENCE_NS = 600_000_000_000L;

    final Firmware firmware;
    private final Deque<String> heard = new ArrayDeque<>();
    private long now;
    private long heardAt;

    Dialogue(Habits habits, double speed) {
        this(habits, speed, Faults.none());
    }

    Dialogue(Habits habits, double speed, FaultPlan faults) {
        var profile = Profiles.shipped().profile("ender3").orElseThrow();
        firmware = new Firmware(profile, speed, habits, faults, this::heard);
    }

    /// A Marlin with faults as [Faults#parse] reads them, at ten times the speed.
    static Dialogue faulty(String faults, long seed) {
        return new Dialogue(Habits.marlin(), 10, Faults.parse(faults, seed));
    }

    static Dialogue faulty(String faults) {
        return faulty(faults, 1);
    }

    private void heard(long at, String text) {
        heardAt = at;
        heard.add(text);
    }

    static Dialogue marlin() {
        return new Dialogue(Habits.marlin(), 1);
    }

    Dialogue play(String script) {
        script.lines().filter(line -> !line.isBlank()).forEach(this::step);
        assertEquals(0, heard.size(), () -> "not expected: " + heard);
        return this;
    }

    double seconds() {
        return now / 1e9;
    }

    double heardAtSeconds() {
        return heardAt / 1e9;
    }

    Report report() {
        return firmware.report(now);
    }

    /// Sends a command and waits for its `ok`; other answers are passed over.
    void ask(String command) {
        answers(command);
    }

    /// What a command is answered with before its `ok`.
    List<String> answers(String command) {
        send(unescaped(command));
        var answers = new ArrayList<String>();
        for (var answer = next(); !answer.startsWith("ok"); answer = next()) answers.add(answer);
        return answers;
    }

    /// Sends a command; all that is heard in so many seconds after it.
    List<String> hear(String command, double seconds) {
        send(unescaped(command));
        return hear(seconds);
    }

    /// All that is heard in so many seconds.
    List<String> hear(double seconds) {
        pass(seconds);
        var all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    void pass(double seconds) {
        now += (long) (seconds * 1e9);
        firmware.advance(now);
    }

    private void step(String line) {
        var text = line.length() > 2 ? line.substring(2) : "";
        switch (line.charAt(0)) {
            case '>' -> send(unescaped(text));
            case '<' -> assertEquals(text, next().strip(), line);
            case '~' -> pass(Double.parseDouble(text));
            case '-' -> assertEquals(0, heard.size(), () -> "not expected: " + heard);
            default -> throw new IllegalArgumentException(line);
        }
    }

    private static String unescaped(String text) {
        if (text.contains("\\")) return text.replace("\\n", "\n").replace("\\r", "\r");
        if (!text.endsWith("*?")) return text + "\n";
        int sum = 0;
        for (byte character : text.substring(0, text.length() - 2).getBytes(ISO_8859_1)) sum ^= character;
        return text.substring(0, text.length() - 1) + sum + "\n";
    }

    private void send(String text) {
        var bytes = text.getBytes(ISO_8859_1);
        for (int from = 0; from < bytes.length; ) {
            int size = Math.min(firmware.room(), bytes.length - from);
            if (size == 0) now = firmware.advance(now);
            firmware.receive(bytes, from, from + size, now);
            from += size;
        }
    }

    private String next() {
        long limit = now + PATIENCE_NS;
        while (heard.isEmpty()) {
            long due = firmware.advance(now);
            if (!heard.isEmpty()) break;
            if (due > limit) throw new AssertionError("no answer");
            now = due;
        }
        return heard.remove();
    }
}
