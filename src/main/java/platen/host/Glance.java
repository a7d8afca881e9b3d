package platen.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.protocol.Temperatures;
import platen.streaming.Status;
import platen.sync.PrinterLive;
import platen.sync.PrinterLive.Activity;
import platen.sync.PrinterLive.Connection;
import platen.sync.PrinterLive.Said;
import platen.sync.Reached;
import platen.values.MachineId;

/// What the server is told of a printer at this moment.
final class Glance {
    private static final int MOST_OTHERS = 8;

    private Glance() {}

    static PrinterLive of(MachineId machine, @Nullable String attempt, Status status, @Nullable Said said) {
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
                asks(status),
                detail(status, said));
    }

    private static PrinterLive.@Nullable Detail detail(Status status, @Nullable Said said) {
        var hand = status.hand();
        if (hand == null && said == null) return null;
        var others = others(status.temperatures());
        return new PrinterLive.Detail(
                others.isEmpty() ? null : others,
                hand == null ? null : hand.speedPercent(),
                hand == null ? null : hand.flowPercent(),
                hand == null ? null : hand.fanPercent(),
                hand == null ? null : known(hand.xMm()),
                hand == null ? null : known(hand.yMm()),
                hand == null ? null : known(hand.zMm()),
                hand == null ? null : hand.doing(),
                hand != null && hand.busy(),
                status.connection() == Status.Connection.HALTED,
                said);
    }

    /// Other nozzles, the chamber, and what else the firmware tells, but not the board's own.
    private static List<PrinterLive.Reading> others(Temperatures heat) {
        var active = heat.nozzle().sensor();
        var isAlone = heat.readings().stream().noneMatch(one -> one.sensor().matches("T[1-9]\\d?"));
        return heat.readings().stream()
                .filter(one -> one.sensor().matches("T\\d{1,2}|C"))
                .filter(one -> !one.sensor().equals(active)
                        && !(isAlone && one.sensor().equals("T0")))
                .limit(MOST_OTHERS)
                .map(one -> new PrinterLive.Reading(one.sensor(), known(one.celsius()), known(one.target())))
                .toList();
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
