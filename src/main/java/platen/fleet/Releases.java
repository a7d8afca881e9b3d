package platen.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.queue.Fit;
import platen.queue.Job;
import platen.queue.JobState;
import platen.sync.ByHand;
import platen.sync.PrinterLive;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Secrets;

/// What people let happen on the printers, each in one transaction.
final class Releases {
    /// Up a little and down again: whoever stands beside sees which printer it is. Nothing is heated.
    private static final String TEST_MOVE = "G91\nG1 Z5 F300\nG1 Z-5 F300\nG90";

    private final Work work;
    private final FileStore files;

    Releases(Work work, FileStore files) {
        this.work = work;
        this.files = files;
    }

    /// `unready` says why a printer could not begin just now.
    Outcome release(JobId jobId, MachineId machineId, Function<Machine, Optional<Message>> unready, Actor who) {
        var job = work.jobs().find(jobId).orElse(null);
        var machine = work.machines().find(machineId).orElse(null);
        if (job == null || machine == null) return Outcome.refused("fleet.refused.gone");
        var refusal = refusal(job, machine).or(() -> unready.apply(machine));
        if (refusal.isPresent()) return new Outcome.Refused(refusal.get());
        if (job.program() == null || machine.host() == null) throw new IllegalStateException("refused before");
        var key = Secrets.token();
        var row = new Attempts.NewAttempt(
                key,
                machine.host(),
                machineId,
                jobId,
                job.title(),
                job.program(),
                bytes(job.program()).orElseThrow(),
                AttemptState.OFFERED,
                jobId,
                machineId,
                work.now(),
                null,
                null,
                null);
        if (!work.attempts().add(row)) return Outcome.refused("fleet.refused.busy", machine.name());
        if (!work.machines().takeBed(machineId)) {
            work.attempts().undo(key);
            return Outcome.refused("fleet.refused.bed", machine.name());
        }
        // Asked after the plate was taken: who switches it off takes a turn at the same row.
        var isOff = work.isOff(machine);
        if (isOff || !work.jobs().release(jobId, machineId)) {
            work.machines().giveBackBed(machineId, BedState.CLEAR);
            work.attempts().undo(key);
            if (isOff) return Outcome.refused("devices.power-off", machine.name());
            return Outcome.refused("fleet.refused.not-waiting");
        }
        var attempt = work.attempts().byKey(key).orElseThrow();
        work.wish(machine.host(), work.offer(attempt), Work.OFFER_LIFE);
        work.note(who, attempt, Message.of("fleet.released", job.title(), machine.name()));
        return new Outcome.Done();
    }

    Outcome pause(JobId job, Actor who) {
        return running(job, who, "fleet.asked-pause", attempt -> new Wish.Pause(attempt.attemptKey()));
    }

    /// `waits` says whether the firmware of a machine itself waits for a person, as for new filament.
    Outcome resume(JobId job, Predicate<MachineId> waits, Actor who) {
        var attempt = work.attempts().keeping(job).orElse(null);
        if (attempt == null || !(attempt.state() == AttemptState.PAUSED || waits(attempt, waits)))
            return Outcome.refused("fleet.refused.not-paused");
        return running(job, who, "fleet.asked-resume", running -> new Wish.Resume(running.attemptKey()));
    }

    private static boolean waits(Attempt attempt, Predicate<MachineId> waits) {
        return attempt.state() == AttemptState.PRINTING && attempt.machine() != null && waits.test(attempt.machine());
    }

    /// Answers what a machine asks; written about the job that it prints, if it prints one.
    Outcome answer(MachineId id, PrinterLive.Question asks, int button, Actor who) {
        var machine = work.machines().find(id).orElse(null);
        if (machine == null || machine.host() == null) return Outcome.refused("fleet.refused.gone");
        work.wish(machine.host(), new Wish.Answer(id, asks.number(), button), Work.MOMENT);
        var what = Message.of("fleet.answered", asks.text(), asks.buttons().get(button));
        work.attempts()
                .on(id)
                .ifPresentOrElse(on -> work.note(who, on, what), () -> work.note(who, Subject.of(id), what));
        return new Outcome.Done();
    }

    /// Takes back what has not been started; what has is stopped by its host, safely.
    Outcome cancel(JobId job, Actor who) {
        var attempt = work.attempts().keeping(job).orElse(null);
        if (attempt == null) return Outcome.refused("fleet.refused.not-running");
        if (new Steps(work).withdraw(attempt, Message.of("fleet.taken-back", who.name()), who))
            return new Outcome.Done();
        work.attempts().askCancel(attempt.id(), who.name());
        return running(job, who, "fleet.asked-cancel", running -> new Wish.Cancel(running.attemptKey()));
    }

    Outcome coolDown(MachineId machine, Actor who) {
        return atMachine(machine, who, Message.of("fleet.asked-cool-down"), new Wish.CoolDown(machine));
    }

    /// One wish for all of it: a printer that went up and never down again would begin its next print in the air.
    Outcome testMove(MachineId machine, Actor who) {
        return atMachine(machine, who, Message.of("fleet.asked-test-move"), new Wish.Command(machine, TEST_MOVE));
    }

    Outcome command(MachineId machine, String gcode, Actor who) {
        return atMachine(machine, who, Message.of("fleet.asked-command", gcode), new Wish.Command(machine, gcode));
    }

    /// `unheard` says why nothing reaches the machine now.
    Outcome handle(MachineId id, ByHand act, Function<Machine, Optional<Message>> unheard, Actor who) {
        var machine = work.machines().find(id).orElse(null);
        if (machine == null) return Outcome.refused("fleet.refused.gone");
        if (machine.host() == null) return Outcome.refused("fleet.refused.no-host", machine.name());
        var print = work.attempts().on(id);
        var runs = print.filter(attempt -> attempt.state().isGranted()).isPresent();
        if (print.isPresent() && !act.suitsPrint() && !(act instanceof ByHand.Release))
            return Outcome.refused("fleet.refused.prints", machine.name());
        if (!runs && !act.suitsIdle()) return Outcome.refused("fleet.refused.nothing-prints", machine.name());
        if (HandWords.movesIntoPart(act) && machine.bed() != BedState.CLEAR)
            return Outcome.refused("fleet.refused.part-in-the-way", machine.name());
        var refusal = unheard.apply(machine);
        if (refusal.isPresent()) return new Outcome.Refused(refusal.get());
        work.wish(machine.host(), new Wish.Handle(id, act), Work.MOMENT);
        work.note(who, Subject.of(id), HandWords.asked(act));
        if (HandWords.leavesPlastic(act) && machine.bed() == BedState.CLEAR) {
            work.machines().setBed(id, BedState.UNKNOWN);
            work.note(who, Subject.of(id), Message.of("fleet.plastic-on-plate"));
        }
        return new Outcome.Done();
    }

    private Outcome atMachine(MachineId id, Actor who, Message what, Wish wish) {
        var machine = work.machines().find(id).orElse(null);
        if (machine == null) return Outcome.refused("fleet.refused.gone");
        if (machine.host() == null) return Outcome.refused("fleet.refused.no-host", machine.name());
        work.wish(machine.host(), wish, Work.MOMENT);
        work.note(who, Subject.of(id), what);
        return new Outcome.Done();
    }

    private interface Making {
        Wish from(Attempt attempt);
    }

    private Outcome running(JobId job, Actor who, String asked, Making wish) {
        var attempt = work.attempts().keeping(job).orElse(null);
        if (attempt == null || !attempt.state().isGranted()) return Outcome.refused("fleet.refused.not-running");
        var made = wish.from(attempt);
        work.wish(attempt.host(), made, made.isDurable() ? Work.LASTING : Work.MOMENT);
        work.note(who, attempt, Message.of(asked));
        return new Outcome.Done();
    }

    /// Why a job cannot be let go to a machine; the first reason that a person can do something about.
    private Optional<Message> refusal(Job job, Machine machine) {
        if (job.state() != JobState.WAITING) return Optional.of(Message.of("fleet.refused.not-waiting"));
        var hindrance = work.hindrance(job).or(() -> work.unmatched(job, machine));
        if (hindrance.isPresent()) return hindrance;
        var misfit = Fit.problem(job, machine, work.jobs().on(machine.id()).orElse(null));
        if (misfit.isPresent()) return misfit;
        if (job.program() == null || machine.host() == null)
            return Optional.of(Message.of("fleet.refused.no-host", machine.name()));
        if (bytes(job.program()).isEmpty()) return Optional.of(Message.of("fleet.refused.no-file"));
        if (work.attempts().on(machine.id()).isPresent())
            return Optional.of(Message.of("fleet.refused.busy", machine.name()));
        return work.attempts().stray(job.program()).map(stray -> Message.of("fleet.refused.stray", stray.title()));
    }

    private Optional<Long> bytes(Digest program) {
        return files.find(program).map(path -> {
            try {
                return Files.size(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
