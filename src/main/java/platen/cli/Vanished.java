package platen.cli;

import java.time.Duration;
import java.util.Set;
import platen.streaming.Occurrence;
import platen.streaming.Occurrence.Ended;
import platen.streaming.Outcome;
import platen.streaming.Outcome.Heaters;

/// A printer that vanished in mid-print and may be hot: what is to be done with it once it is back.
///
/// Its heaters go off first of all by the way in which ports are opened again; here it is learned whether the
/// printer confirmed that. The print never goes on.
final class Vanished {
    /// How long it is waited for where no person watches the terminal.
    static final Duration LONGEST_UNWATCHED = Duration.ofMinutes(10);

    private static final int MOST_TRIES = 3;
    /// After these the port is opened again, with the heaters first.
    private static final Set<String> REASONS = Set.of("streaming.port-lost", "streaming.bug");

    private int tries;
    private boolean stillHot;

    enum Next {
        WAIT,
        /// It says that it is hot although it was told otherwise; it is to be told again.
        COOL_AGAIN,
        COLD,
        /// It is back, and stays hot.
        HOT
    }

    /// Whether a print ended so that its printer may be hot and cannot be reached.
    static boolean is(Ended end) {
        return end.outcome().heaters() == Heaters.UNCONFIRMED
                && REASONS.contains(end.outcome().why().key());
    }

    static String warning(boolean watched) {
        return "THE PRINTER VANISHED IN MID-PRINT AND MAY BE HOT. Plug it in again: before anything else its heaters are"
                + " turned off, and the print does not go on. Or switch it off at its power switch. "
                + (watched
                        ? "Ctrl-C ends the waiting."
                        : "It is waited for " + LONGEST_UNWATCHED.toMinutes() + " minutes; Ctrl-C ends the waiting.");
    }

    static String givenUp() {
        return "It is waited for no longer. THE PRINTER MAY BE HOT: switch it off at its power switch.";
    }

    Next heard(Occurrence occurrence) {
        return switch (occurrence) {
            case Occurrence.CooledDown(var confirmed) -> cooled(confirmed);
            case Occurrence.Connected _ -> again();
            case Occurrence.Disconnected _,
                    Occurrence.Unanswered _,
                    Occurrence.Started _,
                    Occurrence.Paused _,
                    Occurrence.Resumed _,
                    Occurrence.Ended _,
                    Occurrence.Stalled _,
                    Occurrence.Recovered _,
                    Occurrence.NeedsPerson _,
                    Occurrence.Refused _,
                    Occurrence.NotDone _,
                    Occurrence.Said _,
                    Occurrence.Noted _ -> Next.WAIT;
        };
    }

    /// The end of the print, now that the printer has confirmed that it is cold.
    static Ended cold(Ended end) {
        var outcome = new Outcome(end.outcome().end(), end.outcome().why(), Heaters.OFF);
        return new Ended(end.name(), outcome, end.figures(), end.recording());
    }

    private Next cooled(boolean confirmed) {
        if (confirmed) return Next.COLD;
        stillHot = true;
        return ++tries == MOST_TRIES ? Next.HOT : Next.WAIT;
    }

    /// Only now it takes another wish.
    private Next again() {
        return stillHot ? Next.COOL_AGAIN : Next.WAIT;
    }
}
