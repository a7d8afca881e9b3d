package platen.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.AttemptId;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// One run of a job's program on a machine, or what a host told of a run that no job here fits.
///
/// `doubt` says why nobody knows whether it runs: then only a person ends it. `toldLate` is what the
/// host reported after it was over here. The figures come with the end, and the black box some time later.
/// `restOf` is the attempt whose rest it prints, from `fromLayer` of the part on; its program is then another
/// than the job's.
public record Attempt(
        AttemptId id,
        String attemptKey,
        HostId host,
        @Nullable MachineId machine,
        @Nullable JobId job,
        int number,
        String title,
        Digest digest,
        long bytes,
        AttemptState state,
        @Nullable Message doubt,
        @Nullable String cancelBy,
        Instant offeredAt,
        @Nullable Instant grantedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Message cause,
        @Nullable Long lastLine,
        @Nullable Boolean heatersOff,
        @Nullable Long commands,
        @Nullable Long resends,
        @Nullable Long timeS,
        @Nullable Message toldLate,
        @Nullable Integer lastLayer,
        @Nullable Integer nozzleC,
        @Nullable Integer bedC,
        @Nullable Boolean headMoved,
        @Nullable AttemptId restOf,
        @Nullable Integer fromLayer,
        @Nullable Digest blackBox) {}
