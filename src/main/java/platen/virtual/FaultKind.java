package platen.virtual;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can go wrong with a printer. A good host survives the recoverable kinds and ends a print cold at the others.
public enum FaultKind {
    DAMAGED_BYTE(Per.BYTE, "a byte inside a line arrives as another"),
    LOST_BYTE(Per.BYTE, "a byte inside a line does not arrive"),
    LOST_LINE_END(Per.LINE_END, "a line end does not arrive, so that two lines join"),
    LOST_OK(Per.OK, "an ok is never said"),
    DOUBLED_OK(Per.OK, "an ok is said twice"),
    RESEND_WITHOUT_OK(Per.NUMBERED_LINE, "a sound line is asked for again, and no ok follows the request"),
    STALE_RESEND(Per.NUMBERED_LINE, "a line accepted before is asked for again, or one request is said twice"),
    SILENT_DUPLICATE(Per.NUMBERED_LINE, "an accepted line is asked for again, and then dropped in silence"),
    BUSY(Per.LINE, "\"busy: processing\" is said where nothing takes long"),
    WAIT(Per.IDLE_SECOND, "\"wait\" is said, as by an idle Repetier"),
    LONG_SILENCE(Per.LINE, "nothing is read or answered, then all goes on", Duration.ofSeconds(10)),
    NUL_BURST(Per.LINE, "NULs and bytes that are no text come from the printer"),
    UNPLUG_AND_RETURN(Per.LINE, "the tty vanishes and comes back under the same --link", Duration.ofSeconds(5)),
    RUNOUT(Per.LINE, "the filament ran out: waits until M108 or M876 S", FaultPlan.UNTIL_ANSWERED),
    PAUSED_FOR_USER(Per.LINE, "waits for a person until M108 or M876 S", FaultPlan.UNTIL_ANSWERED),
    REBOOT(Per.LINE, "the board starts anew"),
    HALT(Per.LINE, "the firmware kills itself, and answers no more"),
    THERMAL_RUNAWAY(Per.LINE, "the firmware loses its heater, and kills itself"),
    UNPLUG(Per.LINE, "the tty vanishes for good");

    /// What a rate is the probability for.
    public enum Per {
        BYTE("byte"),
        LINE_END("line end"),
        OK("ok"),
        NUMBERED_LINE("numbered line"),
        LINE("line"),
        IDLE_SECOND("idle second");

        private final String title;

        Per(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private final Per per;
    private final String means;
    private final Duration lasts;

    FaultKind(Per per, String means) {
        this(per, means, Duration.ZERO);
    }

    FaultKind(Per per, String means, Duration lasts) {
        this.per = per;
        this.means = means;
        this.lasts = lasts;
    }

    public Per per() {
        return per;
    }

    /// In words, for the person who asks for it.
    public String means() {
        return means;
    }

    /// How long it lasts where nothing else is asked for; zero for a kind that takes no time.
    public Duration lasts() {
        return lasts;
    }

    /// Whether it lasts until it is answered, where no length is asked for.
    public boolean waitsForAnswer() {
        return lasts.equals(FaultPlan.UNTIL_ANSWERED);
    }

    /// Whether the print can go on after it.
    public boolean isRecoverable() {
        return compareTo(REBOOT) < 0;
    }

    /// Whether it needs no line, byte or `ok` to happen at.
    boolean happensByItself() {
        return per == Per.LINE;
    }

    public static Optional<FaultKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst();
    }

    static List<FaultKind> recoverable() {
        return Arrays.stream(values()).filter(FaultKind::isRecoverable).toList();
    }

    /// As it is written: `lost-ok`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
