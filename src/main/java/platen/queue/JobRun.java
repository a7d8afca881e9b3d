package platen.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;

/// A run that ended. Nobody knows when work by hand began; `reason` is nothing while nobody has said it.
public record JobRun(
        long id,
        JobId job,
        @Nullable MachineId machine,
        MachineKind kind,
        String material,
        @Nullable Instant beganAt,
        Instant endedAt,
        int good,
        int spoiled,
        @Nullable Reason reason,
        String words,
        @Nullable Digest photo,
        Said.@Nullable Cost cost,
        String notedBy) {
    public boolean isUnexplained() {
        return spoiled > 0 && reason == null;
    }
}
