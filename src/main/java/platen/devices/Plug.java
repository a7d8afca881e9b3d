package platen.devices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.outbound.Caller.Login;
import platen.values.MachineId;

/// The power of a machine, switched by calling an address. `state` is what we did last, not what the plug says of
/// itself; `offWantedBy` is who wants it off as soon as the machine is cold.
public record Plug(
        MachineId machine,
        String onUrl,
        String offUrl,
        Method method,
        String login,
        String password,
        boolean offWhenCold,
        State state,
        @Nullable Instant switchedAt,
        @Nullable String offWantedBy) {
    public enum Method {
        GET,
        POST
    }

    public enum State {
        ON,
        OFF,
        UNKNOWN
    }

    public boolean isOn() {
        return state == State.ON;
    }

    public boolean isOff() {
        return state == State.OFF;
    }

    Login secrets() {
        return new Login(login, password);
    }

    @Override
    public String toString() {
        return "plug of machine " + machine.value();
    }
}
