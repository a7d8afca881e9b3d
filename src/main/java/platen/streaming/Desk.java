package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.protocol.Command;
import platen.protocol.Habits;

/// The host's own commands, as against the program's: they wait here for their turn on the wire.
final class Desk {
    private static final int MOST_WAITING = 256;
    private static final long URGENT_AT_LAST = Duration.ofSeconds(2).toNanos();

    private final Habits habits;
    private final Delivery delivery;
    private final Outbox out;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable String urgent;
    private long urgentSince;

    Desk(Habits habits, Delivery delivery, Outbox out) {
        this.habits = habits;
        this.delivery = delivery;
        this.out = out;
    }

    void put(String... commands) {
        put(List.of(commands));
    }

    void put(List<String> commands) {
        for (var command : commands) {
            var line = command.getBytes(StandardCharsets.ISO_8859_1);
            var packed = new byte[line.length + 1];
            int length = Command.pack(line, 0, line.length, habits, packed, 0);
            if (length > 0 && waiting.size() < MOST_WAITING) waiting.add(Arrays.copyOf(packed, length));
        }
    }

    /// Writes at once and without a number, past all that waits: for what acts on the bytes that arrive.
    void shout(String command) {
        var line = (command + "\n").getBytes(StandardCharsets.ISO_8859_1);
        out.add(line, 0, line.length);
    }

    /// The same for what a firmware's emergency parser acts on, with number and checksum where lines are
    /// counted: an M108 that is damaged could be an M18, which lets go of the motors. While a lost line is
    /// sought, it waits a moment for its number.
    void urge(String command, long now) {
        urgent = command;
        urgentSince = now;
        sendUrgent(now);
    }

    void sendUrgent(long now) {
        if (urgent == null) return;
        var line = urgent.getBytes(StandardCharsets.ISO_8859_1);
        if (!delivery.loadAhead(line, Command.traits(line, 0, line.length), now)) {
            if (delivery.seeksLine() && now - urgentSince < URGENT_AT_LAST) return;
            if (!delivery.shoutAhead(line)) shout(urgent);
        }
        urgent = null;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
        urgent = null;
    }

    /// Sends the first command, if it may go. One that no firmware takes is dropped.
    boolean send(long now) {
        var command = waiting.peek();
        if (command == null || !delivery.takes(command.length)) return false;
        waiting.remove();
        delivery.load(command, 0, command.length, Command.traits(command, 0, command.length), 0, 0, now);
        return true;
    }
}
