package platen.devices;

import org.jspecify.annotations.Nullable;
import platen.outbound.Caller.Login;
import platen.values.MachineId;

/// The camera at a machine: where it gives single pictures, and where a stream of them; one of the two at least.
public record Camera(
        MachineId machine,
        @Nullable String snapshotUrl,
        @Nullable String streamUrl,
        String login,
        String password) {
    Login secrets() {
        return new Login(login, password);
    }

    public boolean streams() {
        return streamUrl != null;
    }

    /// Nothing of it is written anywhere by chance.
    @Override
    public String toString() {
        return "camera of machine " + machine.value();
    }
}
