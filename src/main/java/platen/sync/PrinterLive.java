package platen.sync;

import org.jspecify.annotations.Nullable;
import platen.values.MachineId;
import platen.values.Message;

/// How a printer is doing at this moment. It lives in memory only, on either side.
public record PrinterLive(
        MachineId machine,
        Connection connection,
        Activity activity,
        @Nullable String attempt,
        @Nullable Double nozzleC,
        @Nullable Double nozzleTargetC,
        @Nullable Double bedC,
        @Nullable Double bedTargetC,
        @Nullable Double percent,
        long line,
        @Nullable Long leftS,
        @Nullable Message says) {

    public enum Connection {
        CONNECTED,
        CONNECTING,
        GONE
    }

    public enum Activity {
        IDLE,
        PRINTING,
        PAUSED,
        ENDING,
        WAITS_FOR_PERSON,
        STALLED,
        BUSY_ELSEWHERE
    }

    /// A printer that is not there.
    public static PrinterLive gone(MachineId machine, @Nullable Message why) {
        return new PrinterLive(
                machine, Connection.GONE, Activity.IDLE, null, null, null, null, null, null, 0, null, why);
    }
}
