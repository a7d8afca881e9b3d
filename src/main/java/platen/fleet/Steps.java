package platen.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.fleet.Attempts.Report;
import platen.machines.BedState;
import platen.queue.Reason;
import platen.sync.HostEvent;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Message;

/// The steps of an attempt's life, each with what it means for its job and its machine, and with its
/// event, in one transaction.
///
/// The plate is taken at the release, so that nobody else can use it. When nothing was started after
/// all it is given back as it was: clear, or unknown if the server was started in between.
final class Steps {
    private final Work work;

    Steps(Work work) {
        this.work = work;
    }

    /// What a host tells of an attempt. `at` is when it happened.
    void told(Attempt attempt, HostEvent.OfAttempt event, Instant at, Actor host) {
        if (!attempt.state().isOpen()) {
            toldLate(attempt, event, at, host);
            return;
        }
        switch (event) {
            case HostEvent.Accepted _ -> accepted(attempt, host);
            case HostEvent.Started _ -> started(attempt, at, host);
            case HostEvent.Paused _ -> paused(attempt, at, host);
            case HostEvent.Resumed _ -> resumed(attempt, host);
            case HostEvent.NeedsPerson needs -> work.note(host, attempt, needs.what());
            case HostEvent.Ending ending -> ended(attempt, ending, at, host);
        }
    }

    /// Takes back what has never been granted; the job waits again.
    boolean withdraw(Attempt attempt, Message why, Actor who) {
        if (!work.attempts().withdraw(attempt.id(), why, work.now())) return false;
        work.wish(attempt.host(), new Wish.Withdraw(attempt.attemptKey()), Work.LASTING);
        free(attempt, why, who);
        return true;
    }

    /// Nobody knows what became of it: it stays open until a person decides.
    void doubt(Attempt attempt, Message why, Actor who) {
        if (work.attempts().doubt(attempt.id(), why)) work.note(who, attempt, why);
    }

    /// A person has decided that it is over.
    boolean lost(Attempt attempt, Message why, Actor who) {
        if (!work.attempts().lost(attempt.id(), why, work.now())) return false;
        if (attempt.job() != null && work.jobs().failed(attempt.job(), why, work.now()))
            work.cameToNothing(attempt, work.now(), null, who);
        if (attempt.machine() != null) {
            work.machines().setBed(attempt.machine(), BedState.UNKNOWN);
            handOver(attempt.machine());
        }
        if (attempt.state() == AttemptState.GRANTED)
            work.wish(attempt.host(), new Wish.Withdraw(attempt.attemptKey()), Work.LASTING);
        work.note(who, attempt, why);
        PlasticTaken.spoiled(work, attempt, work.now(), who);
        return true;
    }

    /// Lets the host start what it has accepted, unless somebody has changed his mind.
    private void accepted(Attempt attempt, Actor host) {
        if (work.attempts().accepted(attempt.id())) work.note(host, attempt, Message.of("fleet.accepted"));
        if (attempt.state().isGranted()) return;
        if (work.attempts().grant(attempt.id(), work.now())) {
            work.wish(attempt.host(), new Wish.Grant(attempt.attemptKey()), Work.GRANT_LIFE);
        } else {
            withdraw(attempt, Message.of("fleet.no-longer-wanted"), Actor.SYSTEM);
        }
    }

    private void started(Attempt attempt, Instant at, Actor host) {
        if (!work.attempts().started(attempt.id(), at)) return;
        if (attempt.job() != null) work.begun(attempt.job(), at, host);
        occupy(attempt);
        work.note(host, attempt, Message.of("fleet.started", attempt.title()));
    }

    private void paused(Attempt attempt, Instant at, Actor host) {
        if (!work.attempts().paused(attempt.id(), at)) return;
        if (attempt.job() != null) {
            work.begun(attempt.job(), at, host);
            work.jobs().paused(attempt.job());
        }
        occupy(attempt);
        work.note(host, attempt, Message.of("fleet.paused"));
    }

    private void resumed(Attempt attempt, Actor host) {
        if (!work.attempts().resumed(attempt.id())) return;
        if (attempt.job() != null) work.jobs().resumed(attempt.job());
        work.note(host, attempt, Message.of("fleet.resumed"));
    }

    private void ended(Attempt attempt, HostEvent.Ending ending, Instant at, Actor host) {
        switch (ending) {
            case HostEvent.Refused refused -> refused(attempt, refused.reason(), at, host);
            case HostEvent.Withdrawn _ -> refused(attempt, Message.of("fleet.withdrawn"), at, host);
            case HostEvent.Finished _ -> {
                if (!work.attempts().ended(attempt.id(), AttemptState.FINISHED, at, report(ending))) return;
                if (attempt.job() != null) work.jobs().finished(attempt.job(), at);
                over(attempt, Message.of("fleet.finished", attempt.title()), host);
                PlasticTaken.whole(work, attempt, host);
                Wear.count(work, attempt, true, at, report(ending).timeS());
            }
            case HostEvent.Failed failed -> {
                if (!work.attempts().ended(attempt.id(), AttemptState.FAILED, at, report(ending))) return;
                if (attempt.job() != null && work.jobs().failed(attempt.job(), failed.cause(), at))
                    work.cameToNothing(attempt, at, null, host);
                over(attempt, failed.cause(), host);
                PlasticTaken.spoiled(work, attempt, at, host);
                Wear.count(work, attempt, false, at, null);
                reached(attempt, failed, host);
            }
            case HostEvent.Cancelled cancelled -> {
                var cause = cause(attempt, cancelled.why());
                var report = Report.because(cause, cancelled.lastLine(), cancelled.heatersOff());
                if (!work.attempts().ended(attempt.id(), AttemptState.CANCELLED, at, report)) return;
                if (attempt.job() != null && work.jobs().stopped(attempt.job(), cause, at))
                    work.cameToNothing(attempt, at, Reason.STOPPED, host);
                over(attempt, cause, host);
                PlasticTaken.spoiled(work, attempt, at, host);
                Wear.count(work, attempt, false, at, null);
            }
        }
    }

    /// What a person wished here is known by name; anything else its host knows best.
    private static Message cause(Attempt attempt, @Nullable Message why) {
        if (why != null && !why.key().equals(HostEvent.BY_PERSON)) return why;
        if (attempt.cancelBy() == null) return Message.of("fleet.cancelled-at-host");
        return Message.of("fleet.cancelled-by", attempt.cancelBy());
    }

    private void reached(Attempt attempt, HostEvent.Failed failed, Actor host) {
        var reached = failed.reached();
        if (reached == null || failed.lastLine() == 0) return;
        var what = reached.layer() == 0
                ? Message.of("fleet.reached", failed.lastLine())
                : Message.of("fleet.reached-layer", failed.lastLine(), reached.layer());
        work.note(host, attempt, what);
    }

    private void refused(Attempt attempt, Message reason, Instant at, Actor host) {
        if (work.attempts().refused(attempt.id(), reason, at)) free(attempt, reason, host);
        else doubt(attempt, Message.of("fleet.host-denies"), host);
    }

    private void over(Attempt attempt, Message what, Actor host) {
        occupy(attempt);
        if (attempt.machine() != null) handOver(attempt.machine());
        work.note(host, attempt, what);
    }

    /// The job waits again, and the plate is as it was. What should have gone on lies there as before.
    private void free(Attempt attempt, Message why, Actor who) {
        if (attempt.restOf() != null) {
            if (attempt.job() != null) work.jobs().takeBackRest(attempt.job(), why);
            if (attempt.machine() != null) handOver(attempt.machine());
            work.note(who, attempt, why);
            return;
        }
        if (attempt.job() != null) work.jobs().takeBack(attempt.job(), why);
        if (attempt.machine() != null) {
            var seenSince = !attempt.offeredAt().isBefore(work.serverStart());
            work.machines().giveBackBed(attempt.machine(), seenSince ? BedState.CLEAR : BedState.UNKNOWN);
            handOver(attempt.machine());
        }
        work.note(who, attempt, why);
    }

    /// A program has run here: whatever the records said, something lies on the plate.
    private void occupy(Attempt attempt) {
        if (attempt.machine() != null) work.machines().setBed(attempt.machine(), BedState.OCCUPIED);
    }

    /// The machine goes to what is known to run on it besides, if anything.
    private void handOver(MachineId machine) {
        for (var open : work.attempts().open()) {
            if (machine.equals(open.machine()) && work.attempts().keepMachine(open.id())) return;
        }
    }

    private void toldLate(Attempt attempt, HostEvent.OfAttempt event, Instant at, Actor host) {
        switch (event) {
            case HostEvent.Accepted _ ->
                work.wish(attempt.host(), new Wish.Withdraw(attempt.attemptKey()), Work.LASTING);
            case HostEvent.Started _, HostEvent.Paused _, HostEvent.Resumed _ -> runsAfterAll(attempt, at, host);
            case HostEvent.NeedsPerson needs -> work.note(host, attempt, needs.what());
            case HostEvent.Refused _, HostEvent.Withdrawn _ -> release(attempt);
            case HostEvent.Finished _ -> late(attempt, event, Message.of("fleet.late-finished"), at, host);
            case HostEvent.Failed _ -> late(attempt, event, Message.of("fleet.late-failed"), at, host);
            case HostEvent.Cancelled _ -> late(attempt, event, Message.of("fleet.late-cancelled"), at, host);
        }
    }

    private void late(Attempt attempt, HostEvent.OfAttempt event, Message told, Instant at, Actor host) {
        release(attempt);
        if (!(event instanceof HostEvent.Ending ending) || isKnown(attempt, ending)) return;
        work.attempts().toldLate(attempt.id(), told, report(ending));
        work.note(host, attempt, told);
        if (event instanceof HostEvent.Finished) PlasticTaken.whole(work, attempt, host);
        else PlasticTaken.spoiled(work, attempt, at, host);
        // What was given up for lost has not been counted yet.
        if (attempt.state() == AttemptState.LOST)
            Wear.count(
                    work,
                    attempt,
                    event instanceof HostEvent.Finished,
                    at,
                    report(ending).timeS());
    }

    /// Whether the attempt ended here by this very report, which is now told again.
    private static boolean isKnown(Attempt attempt, HostEvent.Ending ending) {
        if (attempt.toldLate() != null) return true;
        return switch (ending) {
            case HostEvent.Finished _ -> attempt.state() == AttemptState.FINISHED;
            case HostEvent.Failed _ -> attempt.state() == AttemptState.FAILED;
            case HostEvent.Cancelled _ -> attempt.state() == AttemptState.CANCELLED;
            case HostEvent.Refused _, HostEvent.Withdrawn _ -> true;
        };
    }

    /// Whatever was decided here, the machine is busy as long as the host says so.
    private void runsAfterAll(Attempt attempt, Instant at, Actor host) {
        if (attempt.state() == AttemptState.WITHDRAWN) {
            new Adoption(work, host).reopen(attempt, at);
        } else if (work.attempts().keepMachine(attempt.id())) {
            work.note(host, attempt, Message.of("fleet.runs-after-all", attempt.title()));
        }
    }

    private void release(Attempt attempt) {
        work.attempts().displace(attempt.id());
        if (attempt.machine() != null) handOver(attempt.machine());
    }

    private static Report report(HostEvent.Ending ending) {
        return switch (ending) {
            case HostEvent.Finished finished -> figures(finished.figures());
            case HostEvent.Failed failed ->
                Report.because(failed.cause(), failed.lastLine(), failed.heatersOff())
                        .at(failed.reached());
            case HostEvent.Cancelled cancelled ->
                Report.because(cancelled.why(), cancelled.lastLine(), cancelled.heatersOff());
            case HostEvent.Refused refused -> Report.because(refused.reason(), null, null);
            case HostEvent.Withdrawn _ -> Report.NONE;
        };
    }

    private static Report figures(HostEvent.Figures figures) {
        return Report.figures(figures.commands(), figures.resends(), figures.timeS());
    }
}
