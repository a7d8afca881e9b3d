package platen.fleet;

import java.util.Optional;
import java.util.function.Function;
import platen.files.FileStore;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.queue.Fit;
import platen.queue.Job;
import platen.queue.JobState;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.Secrets;

/// Lets the rest of a print go to the machine where it lies: a release like any other, but for the plate, which
/// must not be empty, and for the machine, which must not have done anything else since.
final class GoingOn {
    private final Work work;
    private final FileStore files;

    GoingOn(Work work, FileStore files) {
        this.work = work;
        this.files = files;
    }

    Outcome release(JobId jobId, Rest rest, Function<Machine, Optional<Message>> unready, Actor who) {
        var job = work.jobs().find(jobId).orElse(null);
        var before = work.attempts().find(rest.of()).orElse(null);
        if (job == null || before == null || before.machine() == null || !jobId.equals(before.job()))
            return Outcome.refused("fleet.refused.gone");
        var machine = work.machines().find(before.machine()).orElse(null);
        if (machine == null || machine.host() == null) return Outcome.refused("fleet.refused.gone");
        var refusal = refusal(job, before, machine).or(() -> unready.apply(machine));
        if (refusal.isPresent()) return new Outcome.Refused(refusal.get());
        var key = Secrets.token();
        var row = new Attempts.NewAttempt(
                key,
                machine.host(),
                machine.id(),
                jobId,
                job.title(),
                rest.program(),
                rest.bytes(),
                AttemptState.OFFERED,
                jobId,
                machine.id(),
                work.now(),
                null,
                rest.of(),
                rest.fromLayer());
        if (!work.attempts().add(row)) return Outcome.refused("fleet.refused.busy", machine.name());
        if (!work.machines().keepBed(machine.id())) {
            work.attempts().undo(key);
            return Outcome.refused("fleet.refused.bed-cleared", machine.name());
        }
        if (work.isOff(machine)) {
            work.attempts().undo(key);
            return Outcome.refused("devices.power-off", machine.name());
        }
        if (!work.jobs().goOn(jobId, machine.id())) {
            work.attempts().undo(key);
            return Outcome.refused("fleet.refused.not-failed");
        }
        work.use(files, rest.program(), jobId);
        var attempt = work.attempts().byKey(key).orElseThrow();
        work.wish(machine.host(), work.offer(attempt), Work.OFFER_LIFE);
        work.note(
                who,
                attempt,
                Message.of("fleet.goes-on", job.title(), machine.name(), rest.fromLayer(), rest.heightMm()));
        return new Outcome.Done();
    }

    /// Why the rest of an attempt cannot be printed; the first reason that a person can do something about.
    private Optional<Message> refusal(Job job, Attempt before, Machine machine) {
        if (job.state() != JobState.FAILED || before.state() != AttemptState.FAILED)
            return Optional.of(Message.of("fleet.refused.not-failed"));
        var hindrance = work.hindrance(job);
        if (hindrance.isPresent()) return hindrance;
        var last = work.attempts().lastOn(machine.id());
        if (last.isEmpty() || !last.get().id().equals(before.id()))
            return Optional.of(Message.of("fleet.refused.other-since", machine.name()));
        if (machine.bed() == BedState.CLEAR)
            return Optional.of(Message.of("fleet.refused.bed-cleared", machine.name()));
        var misfit = Fit.problemBesidePlate(
                job, machine, work.jobs().on(machine.id()).orElse(null));
        if (misfit.isPresent()) return misfit;
        return work.attempts().on(machine.id()).isPresent()
                ? Optional.of(Message.of("fleet.refused.busy", machine.name()))
                : Optional.empty();
    }
}
