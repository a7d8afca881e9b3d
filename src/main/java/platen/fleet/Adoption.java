package platen.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.machines.BedState;
import platen.queue.Job;
import platen.queue.JobState;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Taking up what a host prints although this server's records do not say so: they were restored
/// from an earlier day. If the job fits it is tied to it; else it is kept as a run without a job,
/// which makes the machine busy and is shown.
final class Adoption {
    private final Work work;
    private final Actor host;

    Adoption(Work work, Actor host) {
        this.work = work;
        this.host = host;
    }

    /// Makes a row of an attempt that is unknown here; what the host tells of it moves it on.
    Attempt adopt(HostId at, Wish.Offer offer) {
        var machine = machineOf(at, offer.machine());
        if (machine != null) clear(machine, at);
        var job = machine == null ? null : take(offer.job(), offer.digest(), offer.title(), machine);
        var busy = machine != null && work.attempts().on(machine).isEmpty() ? machine : null;
        var row = new Attempts.NewAttempt(
                offer.attempt(),
                at,
                machine,
                job,
                offer.title(),
                offer.digest(),
                offer.bytes(),
                AttemptState.OFFERED,
                job,
                busy,
                work.now(),
                null,
                null,
                null);
        if (!work.attempts().add(row)) throw new IllegalStateException("attempt " + offer.attempt() + " is there");
        var adopted = work.attempts().byKey(offer.attempt()).orElseThrow();
        work.note(host, adopted, Message.of(job == null ? "fleet.adopted-unknown" : "fleet.adopted", offer.title()));
        return adopted;
    }

    /// Something that was taken back here runs nevertheless.
    void reopen(Attempt attempt, Instant at) {
        var machine = attempt.machine();
        if (machine != null) clear(machine, attempt.host());
        var job = machine == null || attempt.job() == null
                ? null
                : take(attempt.job(), attempt.digest(), attempt.title(), machine);
        var busy = machine != null && work.attempts().on(machine).isEmpty() ? machine : null;
        if (!work.attempts().reopen(attempt.id(), job, busy, at)) return;
        if (job != null) work.begun(job, at, host);
        if (machine != null) work.machines().setBed(machine, BedState.OCCUPIED);
        work.note(host, attempt, Message.of("fleet.runs-after-all", attempt.title()));
    }

    private @Nullable MachineId machineOf(HostId at, MachineId told) {
        return work.machines()
                .find(told)
                .filter(machine -> at.equals(machine.host()))
                .map(machine -> told)
                .orElse(null);
    }

    /// The host knows what its printer does; what these records say of it besides must make room.
    private void clear(MachineId machine, HostId at) {
        var other = work.attempts().on(machine).orElse(null);
        if (other == null || !other.host().equals(at)) return;
        if (other.state().isGranted()) work.attempts().displace(other.id());
        else new Steps(work).withdraw(other, Message.of("fleet.machine-prints-other"), host);
    }

    /// Takes the job for the machine, if it is the same work and free to be taken.
    private @Nullable JobId take(JobId told, Digest program, String title, MachineId machine) {
        var keeping = work.attempts().keeping(told).orElse(null);
        if (keeping != null && keeping.state().isGranted()) return null;
        if (!work.jobs().find(told).filter(job -> fits(job, program, title)).isPresent()) return null;
        if (keeping != null) new Steps(work).withdraw(keeping, Message.of("fleet.prints-elsewhere"), host);
        var there = work.jobs().on(machine).orElse(null);
        if (there != null && there.state() != JobState.TO_CHECK) return null;
        return work.jobs().adopt(told, machine) ? told : null;
    }

    private static boolean fits(Job job, Digest program, String title) {
        return program.equals(job.program()) && title.equals(job.title());
    }
}
