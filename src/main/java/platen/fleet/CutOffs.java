package platen.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.files.FileStore;
import platen.gcode.Survey;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.AttemptId;
import platen.values.JobId;
import platen.values.Message;

/// Finds out what can be gone on with.
public final class CutOffs {
    /// A print that was gone on with so often is made anew.
    private static final int MOST_RESTS = 10;

    private final Database database;
    private final FileStore files;
    private final Profiles profiles;

    public CutOffs(Database database, FileStore files, Profiles profiles) {
        this.database = database;
        this.files = files;
        this.profiles = profiles;
    }

    public sealed interface Found {
        record Here(CutOff cutOff) implements Found {}

        record Nothing(Message why) implements Found {}
    }

    /// Whether a job's last print ended in a way that may leave something to go on with.
    public boolean isCutOff(Job job) {
        return job.kind() == MachineKind.PRINTER_3D
                && job.state() == JobState.FAILED
                && last(job.id()).isPresent();
    }

    /// Reads the program of a job's last print as far as that came.
    public Found find(JobId id) throws IOException {
        var job = database.reading(Jobs.class).find(id).orElse(null);
        if (job == null || !isCutOff(job)) return nothing("fleet.refused.not-failed");
        var attempt = last(id).orElseThrow();
        var machine = machine(attempt);
        var profile = machine == null ? null : profile(machine);
        if (machine == null || profile == null) return nothing("fleet.refused.gone");
        var survey = survey(attempt, profile, 0);
        var program = files.find(attempt.digest());
        if (survey.isEmpty() || program.isEmpty()) return nothing("fleet.refused.no-file");
        var obstacle = survey.get().obstacle(profile);
        if (obstacle.isPresent()) return new Found.Nothing(obstacle.get());
        return new Found.Here(new CutOff(job, attempt, machine, profile, program.get(), survey.get()));
    }

    private static Found nothing(String key) {
        return new Found.Nothing(Message.of(key));
    }

    private Optional<Attempt> last(JobId job) {
        return database.reading(Attempts.class).of(job).reversed().stream()
                .filter(attempt -> attempt.state() != AttemptState.WITHDRAWN)
                .findFirst()
                .filter(attempt ->
                        attempt.state() == AttemptState.FAILED && attempt.lastLine() != null && attempt.lastLine() > 0);
    }

    private @Nullable Machine machine(Attempt attempt) {
        return attempt.machine() == null
                ? null
                : database.reading(Machines.class).find(attempt.machine()).orElse(null);
    }

    private @Nullable Profile profile(Machine machine) {
        return machine.profile() == null
                ? null
                : profiles.profile(machine.profile()).orElse(null);
    }

    /// What an attempt printed, and what those before it did whose rest it is: all of that stands there.
    private Optional<Survey> survey(Attempt attempt, Profile profile, int rests) throws IOException {
        Path program = files.find(attempt.digest()).orElse(null);
        if (program == null || rests > MOST_RESTS) return Optional.empty();
        var line = attempt.lastLine() == null ? 0 : attempt.lastLine();
        var survey = Survey.of(program, profile, line);
        AttemptId earlier = attempt.restOf();
        var first = attempt.fromLayer();
        if (earlier == null || first == null) return Optional.of(survey);
        var before = database.reading(Attempts.class).find(earlier).orElse(null);
        if (before == null) return Optional.empty();
        return survey(before, profile, rests + 1).map(found -> survey.after(found, first));
    }
}
