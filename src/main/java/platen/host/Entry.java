package platen.host;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import platen.sync.HostEvent;
import platen.sync.Snapshot.Stage;
import platen.sync.Wish;
import platen.values.MachineId;

/// One thing that a host must remember; a line of its journal is a list of them that holds as a whole.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Entry.Booted.class, name = "booted"),
    @JsonSubTypes.Type(value = Entry.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = Entry.LooksAfter.class, name = "looks-after"),
    @JsonSubTypes.Type(value = Entry.Took.class, name = "took"),
    @JsonSubTypes.Type(value = Entry.Staged.class, name = "staged"),
    @JsonSubTypes.Type(value = Entry.Happened.class, name = "happened"),
    @JsonSubTypes.Type(value = Entry.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Entry.Hot.class, name = "hot")
})
sealed interface Entry {
    /// A new epoch: events count from `firstEvent` in it.
    record Began(String epoch, long firstEvent) implements Entry {}

    record Booted(long boot) implements Entry {}

    /// Which of the server's wishes were taken last, and in which of its epochs.
    record Heard(String serverEpoch, long wishesTaken) implements Entry {}

    record LooksAfter(Wish.Settings settings) implements Entry {}

    record Took(Wish.Offer offer, long expiresAtMs) implements Entry {}

    record Staged(String attempt, Stage stage) implements Entry {}

    record Happened(long number, long atMs, HostEvent event) implements Entry {}

    record Acknowledged(long upTo) implements Entry {}

    /// How an attempt ended, kept after the server has heard of it.
    record Ended(HostEvent.Ending ending) implements Entry {}

    /// Nobody has confirmed yet that this printer's heaters are off.
    record Hot(MachineId machine) implements Entry {}
}
