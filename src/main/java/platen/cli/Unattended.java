package platen.cli;

import java.util.List;
import java.util.Optional;
import platen.streaming.ConnectedPrinter;
import platen.streaming.Occurrence;
import platen.streaming.Status;
import platen.values.Message;

/// A print without a keyboard: what it wants of a person is asked at the printer, for as long as it takes.
final class Unattended {
    private static final String BY_PRINTER = "streaming.paused-by-printer";
    private static final String WITH_TEXT = "streaming.program-holds-for";
    private static final String END =
            " To end the print instead, stop this program (Ctrl-C or SIGTERM): it turns the" + " heaters off first.";

    private boolean asks;
    private boolean asked;

    /// What to tell about it, if there is anything to tell.
    Optional<String> heard(Occurrence occurrence, ConnectedPrinter printer) {
        if (occurrence instanceof Occurrence.Paused(var why)) {
            return Optional.of(words(ask(why, printer)) + END);
        }
        if (occurrence instanceof Occurrence.NeedsPerson) {
            asked = asks;
            if (asks) return Optional.empty(); // that it asks was our wish
            return Optional.of(answers(printer.status()) + END);
        }
        if (occurrence instanceof Occurrence.Resumed) asks = false;
        return Optional.empty();
    }

    /// To be called some times a second: whoever has answered at the printer wants the print to go on.
    void look(ConnectedPrinter printer) {
        if (!asked || printer.status().waitsForPerson() != null) return;
        asks = false;
        asked = false;
        printer.resume();
    }

    /// True when the printer itself asks now.
    ///
    /// A firmware that reads nothing while it waits is not made to wait: the print could not be ended then.
    private boolean ask(Message why, ConnectedPrinter printer) {
        if (why.key().equals(BY_PRINTER) || !printer.status().hearsWhileWaiting()) return false;
        asks = true;
        asked = false;
        printer.send(List.of(why.key().equals(WITH_TEXT) ? "M0 " + why.args().getFirst() : "M0"));
        return true;
    }

    private static String words(boolean printerAsks) {
        return "Nobody is at a keyboard here, so the print waits for a person at the printer. "
                + (printerAsks
                        ? "It goes on when somebody presses the button there."
                        : "It goes on when somebody resumes it there, at the display.");
    }

    private static String answers(Status status) {
        var prompt = status.prompt();
        if (prompt == null) return "Go to the printer and do what it asks; the print waits until then.";
        return "It asks: " + prompt.text()
                + (prompt.buttons().isEmpty() ? "." : " (" + String.join(" / ", prompt.buttons()) + ").")
                + " Answer at its display; the print waits until then. A printer without a display can only be"
                + " answered from the shop's pages: print there what asks.";
    }
}
