package platen.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line from the printer, understood.
///
/// Firmwares answer in loose prose. What Platen does not act on is [Chatter], which is kept and never
/// an error: firmwares say new things every year.
public sealed interface Reply {

    /// `ok`. What stands behind it is heard too: the number of the line that it accepts and what is free
    /// in the planner and the queue (each −1 when not told), or a whole reply such as temperatures.
    record Accepted(
            int line,
            int plannerFree,
            int queueFree,
            @Nullable Reply said) implements Reply {
        public static final int UNTOLD = -1;
        public static final Accepted PLAIN = new Accepted(UNTOLD, UNTOLD, UNTOLD, null);
    }

    /// Everything from this line on has to be sent again. Mostly an `ok` follows that accepts nothing.
    record Resend(int line) implements Reply {}

    /// A line arrived damaged, or not in its turn. Not fatal: a [Resend] follows, or the next line tells.
    record Damaged(String text) implements Reply {}

    /// A line that had come twice was dropped (Repetier).
    record Skipped(int line) implements Reply {}

    /// The firmware has nothing to do (`wait`).
    record Idle() implements Reply {}

    /// Working at a long command.
    record Busy() implements Reply {}

    /// The firmware stands still until a person acts.
    record NeedsPerson(String text) implements Reply {}

    /// The board has started again: whatever was printing is lost.
    record Restarted(String cause) implements Reply {}

    /// The firmware has stopped itself and answers nothing before a reset.
    record Halted(String reason) implements Reply {}

    /// The firmware answers, but refuses to move until a person has looked (M999).
    record Stopped(String reason) implements Reply {}

    /// An error that ends a print.
    record Failed(String reason) implements Reply {}

    /// The firmware goes on, but extrudes nothing: the part is ruined if nobody looks.
    record ExtrusionPrevented(String text) implements Reply {}

    record Heat(Temperatures temperatures) implements Reply {}

    record Position(double xMm, double yMm, double zMm, double eMm) implements Reply {}

    /// What M115 tells, as it is written: `FIRMWARE_NAME` → `Marlin 2.1.2`.
    record Firmware(Map<String, String> facts) implements Reply {

        public Firmware {
            facts = Map.copyOf(facts);
        }

        public String name() {
            return facts.getOrDefault("FIRMWARE_NAME", "");
        }
    }

    record Capability(String name, boolean on) implements Reply {}

    /// `//action:` — the firmware asks something of its host.
    record Asked(String action, String text) implements Reply {}

    /// Whether a print runs from the printer's own card.
    record CardPrint(boolean running) implements Reply {}

    record Unknown(String command) implements Reply {}

    record Chatter(String text) implements Reply {}
}
