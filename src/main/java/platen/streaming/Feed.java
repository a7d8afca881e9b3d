package platen.streaming;

import java.nio.charset.StandardCharsets;

/// What goes to the printer next: our own commands, then a question when one is due, then the program.
final class Feed {
    private static final int QUESTION_BYTES = 8;

    private final Desk desk;
    private final Delivery delivery;
    private final Acquaintance printer;

    Feed(Desk desk, Delivery delivery, Acquaintance printer) {
        this.desk = desk;
        this.delivery = delivery;
        this.printer = printer;
    }

    /// Sends one of our own commands or puts a question on the desk; false when there is none or it has to wait.
    boolean sendOwn(Phase phase, long now) {
        if (!desk.isEmpty()) return desk.send(now);
        boolean mayAsk =
                phase instanceof Phase.Idle || phase instanceof Phase.Printing || phase instanceof Phase.Paused;
        if (!mayAsk || !delivery.takes(QUESTION_BYTES)) return false;
        boolean hungry =
                phase instanceof Phase.Printing && !delivery.figures().planner().isFed();
        var question = printer.question(hungry, now);
        if (question == null) return false;
        desk.put(new String(question, StandardCharsets.US_ASCII));
        return true;
    }

    /// Sends the next command of the program, or what the display is to show first.
    boolean send(Print print, long now) {
        if (printer.showsProgress() && delivery.figures().planner().isFed()) {
            var progress = print.newProgress();
            if (progress != null) {
                desk.put(progress);
                return true;
            }
        }
        return print.send(delivery, now);
    }
}
