package platen.streaming;

import org.jspecify.annotations.Nullable;
import platen.gcode.TimePlan;
import platen.streaming.Status.Connection;
import platen.streaming.Status.PrintStatus;
import platen.streaming.Status.Stage;
import platen.values.Message;

/// Writes down how a conversation stands, for others to read.
final class StatusBoard {
    /// Before this share of the bytes is done, the time that is left is anybody's guess.
    private static final double FIRST_GUESS = 0.01;

    private static final double ENOUGH_FOR_A_PACE_S = 60;

    private StatusBoard() {}

    static Status show(
            Course course,
            Delivery delivery,
            Acquaintance printer,
            Attention attention,
            @Nullable TimePlan plan,
            long now) {
        var phase = course.phase();
        return new Status(
                connection(phase),
                trouble(phase),
                printer.firmware(),
                printer.temperatures(),
                delivery.isStalled(),
                attention.waits(),
                attention.prompt(),
                printer.hasEmergencyParser(),
                print(phase, course.running(), delivery, plan, now),
                course.hand());
    }

    private static Connection connection(Phase phase) {
        return switch (phase) {
            case Phase.Gone _ -> Connection.GONE;
            case Phase.Looking _, Phase.Greeting _ -> Connection.CONNECTING;
            case Phase.Foreign _ -> Connection.FOREIGN;
            case Phase.Halted _ -> Connection.HALTED;
            case Phase.Idle _, Phase.Live _ -> Connection.READY;
        };
    }

    private static @Nullable Message trouble(Phase phase) {
        return switch (phase) {
            case Phase.Gone(var why) -> why;
            case Phase.Halted(var why) -> why;
            case Phase.Foreign _ -> Message.of("streaming.prints-from-card");
            case Phase.Looking _, Phase.Greeting _, Phase.Idle _, Phase.Live _ -> null;
        };
    }

    private static @Nullable PrintStatus print(
            Phase phase, @Nullable Print print, Delivery delivery, @Nullable TimePlan plan, long now) {
        if (!(phase instanceof Phase.Live live) || print == null) return null;
        var latencies = delivery.figures().latencies();
        return new PrintStatus(
                print.name(),
                stage(live),
                why(live),
                print.sent(),
                print.accepted(),
                print.fileLine(),
                print.fileOffset(),
                print.layer(),
                print.likelyLine(),
                plan == null ? Double.NaN : plan.heightMm(print.likelyLine()),
                print.acceptedShare(),
                progress(print, plan),
                leftS(print, plan),
                print.elapsedS(now),
                delivery.figures().resends(),
                latencies.percentileUs(0.5),
                latencies.percentileUs(0.99));
    }

    private static double progress(Print print, @Nullable TimePlan plan) {
        if (plan == null || plan.totalS() == 0) return print.acceptedShare();
        return Math.min(1, plan.atLineS(print.likelyLine()) / plan.totalS());
    }

    /// The plan is stretched by how much slower or faster this print has been so far, its pauses left out.
    private static double leftS(Print print, @Nullable TimePlan plan) {
        double share = print.acceptedShare();
        if (plan == null) return share < FIRST_GUESS ? Double.NaN : print.movingS() / share * (1 - share);
        double done = plan.atLineS(print.likelyLine());
        double pace = done < ENOUGH_FOR_A_PACE_S ? 1 : print.movingS() / done;
        return Math.max(0, plan.totalS() - done) * pace;
    }

    private static Stage stage(Phase.Live phase) {
        return switch (phase) {
            case Phase.Starting _ -> Stage.STARTING;
            case Phase.Printing _ -> Stage.PRINTING;
            case Phase.Finishing _ -> Stage.FINISHING;
            case Phase.Pausing _ -> Stage.PAUSING;
            case Phase.Paused _ -> Stage.PAUSED;
            case Phase.Resuming _ -> Stage.RESUMING;
            case Phase.Cancelling _ -> Stage.CANCELLING;
            case Phase.Cooling _ -> Stage.COOLING;
        };
    }

    private static @Nullable Message why(Phase.Live phase) {
        return switch (phase) {
            case Phase.Pausing pausing -> pausing.why();
            case Phase.Paused paused -> paused.why();
            case Phase.Cancelling(var why) -> why;
            case Phase.Cooling cooling -> cooling.why();
            case Phase.Starting _, Phase.Printing _, Phase.Finishing _, Phase.Resuming _ -> null;
        };
    }
}
