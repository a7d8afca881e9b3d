package platen.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;
import platen.values.Message;

/// What happened at a host: written to its journal, then told to the server until that has it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", visible = true, defaultImpl = HostEvent.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = HostEvent.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = HostEvent.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = HostEvent.Withdrawn.class, name = "withdrawn"),
    @JsonSubTypes.Type(value = HostEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = HostEvent.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = HostEvent.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = HostEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = HostEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = HostEvent.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = HostEvent.NeedsPerson.class, name = "needs-person"),
    @JsonSubTypes.Type(value = HostEvent.WishDropped.class, name = "wish-dropped"),
    @JsonSubTypes.Type(value = HostEvent.PrinterConnected.class, name = "printer-connected"),
    @JsonSubTypes.Type(value = HostEvent.PrinterDisconnected.class, name = "printer-disconnected"),
    @JsonSubTypes.Type(value = HostEvent.CooledDown.class, name = "cooled-down"),
    @JsonSubTypes.Type(value = HostEvent.NotDone.class, name = "not-done")
})
public sealed interface HostEvent {
    /// Why a print was cancelled, where the server knows by whom.
    String BY_PERSON = "host.cancelled-by-person";

    /// What happened to an attempt.
    sealed interface OfAttempt extends HostEvent {
        String attempt();
    }

    /// The last that a host will tell of an attempt's fate: it will not (or no longer) print it.
    sealed interface Ending extends OfAttempt {}

    /// The whole program is here, its digest is right, the printer is there: it waits to be granted.
    record Accepted(String attempt) implements OfAttempt {}

    /// It has not been started, and never will be.
    record Refused(String attempt, Message reason) implements Ending {}

    /// As wished, it has not been started, and never will be.
    record Withdrawn(String attempt) implements Ending {}

    record Started(String attempt) implements OfAttempt {}

    record Paused(String attempt) implements OfAttempt {}

    record Resumed(String attempt) implements OfAttempt {}

    record Finished(String attempt, Figures figures) implements Ending {}

    /// `lastLine` is the last line that the printer accepted; not `heatersOff` means that nobody could confirm it.
    /// `reached` is the last that was noted before, if anything was.
    record Failed(
            String attempt,
            Message cause,
            long lastLine,
            boolean heatersOff,
            @Nullable Reached reached) implements Ending {}

    /// `why` is not told by a host of an older version.
    record Cancelled(
            String attempt,
            long lastLine,
            boolean heatersOff,
            @Nullable Message why) implements Ending {}

    /// The printer waits for somebody: filament, a button.
    record NeedsPerson(String attempt, Message what) implements OfAttempt {}

    /// A wish came too late, or nothing was there that it could apply to.
    record WishDropped(String wish, @Nullable String attempt, Message why) implements HostEvent {}

    record PrinterConnected(MachineId machine, String firmware) implements HostEvent {}

    record PrinterDisconnected(MachineId machine, Message why) implements HostEvent {}

    /// The printer has confirmed that its heaters are off.
    record CooledDown(MachineId machine) implements HostEvent {}

    /// What a person wanted of the printer by hand was not done, or went wrong.
    record NotDone(MachineId machine, Message why) implements HostEvent {}

    /// An event that only a newer server understands.
    record Unknown(String kind) implements HostEvent {}

    /// What a print took. The time counts from the first command to the last, pauses included.
    record Figures(long commands, long resends, long timeS) {}
}
