package platen.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.streaming.Status;
import platen.sync.PrinterLive;
import platen.sync.PrinterLive.Activity;
import platen.sync.PrinterLive.Connection;
import platen.sync.Reached;
import platen.values.MachineId;

/// What the server is told of a printer at this moment.
final class Glance {
    private Glance() {}

    static PrinterLive of(MachineId machine, @Nullable String attempt, Status status) {
        var print = status.print();
        var heat = status.temperatures();
        return new PrinterLive(
                machine,
                connection(status),
                activity(status, attempt),
                attempt,
                known(heat.nozzle().celsius()),
                known(heat.nozzle().target()),
                known(heat.bed().celsius()),
                known(heat.bed().target()),
                print == null ? null : print.progress() * 100,
                print == null ? 0 : print.fileLine(),
                print == null || print.layer() == 0 ? null : print.layer(),
                print == null ? null : known(print.heightMm()),
                print == null || Double.isNaN(print.leftS()) ? null : Math.round(print.leftS()),
                status.waitsForPerson() == null ? status.trouble() : status.waitsForPerson(),
                asks(status));
    }

    private static PrinterLive.@Nullable Question asks(Status status) {
        var prompt = status.prompt();
        var hears = status.hearsWhileWaiting();
        if (prompt != null) return new PrinterLive.Question(prompt.number(), prompt.text(), prompt.buttons(), hears);
        return status.waitsForPerson() == null ? null : new PrinterLive.Question(0, "", List.of(), hears);
    }

    /// How far the print is, and `before` was; null when there is none.
    static @Nullable Reached reached(Status status, @Nullable Reached before) {
        var print = status.print();
        if (print == null) return null;
        var heat = status.temperatures();
        var moved = switch (print.stage()) {
            case PAUSING, PAUSED, RESUMING -> true;
            case STARTING, PRINTING, FINISHING -> false;
            case CANCELLING, COOLING -> before != null && before.headMoved();
        };
        return new Reached(
                print.fileLine(),
                print.fileOffset(),
                print.layer(),
                known(heat.nozzle().celsius()),
                known(heat.bed().celsius()),
                moved);
    }

    private static @Nullable Double known(double celsius) {
        return Double.isNaN(celsius) ? null : celsius;
    }

    private static Connection connection(Status status) {
        return switch (status.connection()) {
            case GONE -> Connection.GONE;
            case CONNECTING, HALTED -> Connection.CONNECTING;
            case READY, FOREIGN -> Connection.CONNECTED;
        };
    }

    private static Activity activity(Status status, @Nullable String attempt) {
        if (status.waitsForPerson() != null) return Activity.WAITS_FOR_PERSON;
        if (status.stalled()) return Activity.STALLED;
        if (status.connection() == Status.Connection.FOREIGN) return Activity.BUSY_ELSEWHERE;
        var print = status.print();
        if (print == null) return attempt == null ? Activity.IDLE : Activity.PRINTING;
        return switch (print.stage()) {
            case STARTING, PRINTING, RESUMING -> Activity.PRINTING;
            case PAUSING, PAUSED -> Activity.PAUSED;
            case FINISHING, CANCELLING, COOLING -> Activity.ENDING;
        };
    }
}
