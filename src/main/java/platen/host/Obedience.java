package platen.host;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import platen.sync.ByHand;
import platen.sync.HostEvent;
import platen.sync.PrinterLive;
import platen.sync.Snapshot.Stage;
import platen.sync.Wish;
import platen.values.MachineId;
import platen.values.Message;

/// What follows from one wish, written into a batch.
///
/// A wish may come twice under different numbers, when the server has reckoned anew what it wishes:
/// what was done already is passed over in silence.
final class Obedience {
    private final Memory memory;
    private final Hands hands;
    private final Batch batch;

    Obedience(Memory memory, Hands hands, Batch batch) {
        this.memory = memory;
        this.hands = hands;
        this.batch = batch;
    }

    void obey(Wish wish, long expiresAtMs) {
        switch (wish) {
            case Wish.Offer offer -> consider(offer, expiresAtMs);
            case Wish.Grant grant -> start(grant);
            case Wish.Withdraw withdraw -> withdraw(withdraw, withdraw.attempt());
            case Wish.Cancel cancel -> cancel(cancel);
            case Wish.Pause pause -> pause(pause);
            case Wish.Resume resume -> resume(resume);
            case Wish.Answer answer -> answer(answer);
            case Wish.CoolDown(var machine) -> whileIdle(wish, machine, () -> hands.coolDown(machine));
            case Wish.Command(var machine, var gcode) -> whileIdle(wish, machine, () -> hands.command(machine, gcode));
            case Wish.Handle handle -> handle(handle);
            case Wish.Settings settings -> {
                batch.add(new Entry.LooksAfter(new Wish.Settings(settings.printers())));
                settings.mayBeHot().forEach(this::expectHot);
                batch.then(() -> hands.lookAfter(settings.printers()));
            }
            case Wish.Unknown _ -> drop(wish, Message.of("host.unknown-wish", wish.kind()));
        }
    }

    /// A wish that came after its time: nothing is done, and the server is told.
    void late(Wish wish, long expiresAtMs) {
        var late = Message.of("host.too-late");
        var attempt = wish.attemptKey();
        var stage = stage(attempt);
        if (wish instanceof Wish.Offer offer && stage == null) refuse(offer, expiresAtMs, late);
        else if (wish instanceof Wish.Grant && attempt != null && stage == Stage.ACCEPTED)
            batch.event(new HostEvent.Refused(attempt, late));
        else drop(wish, late);
    }

    /// First of all it is cooled, unless it is known since to print for us.
    private void expectHot(MachineId machine) {
        if (memory.openOn(machine).isPresent()) return;
        batch.add(new Entry.Hot(machine));
        batch.then(() -> hands.coolDown(machine));
    }

    private void consider(Wish.Offer offer, long expiresAtMs) {
        if (stage(offer.attempt()) != null) return;
        var refusal = refusal(offer.machine(), null);
        if (refusal != null) {
            refuse(offer, expiresAtMs, refusal);
            return;
        }
        batch.add(new Entry.Took(offer, expiresAtMs));
        batch.then(() -> hands.fetch(offer.attempt(), offer.digest(), offer.bytes()));
    }

    private void refuse(Wish.Offer offer, long expiresAtMs, Message reason) {
        batch.add(new Entry.Took(offer, expiresAtMs));
        batch.event(new HostEvent.Refused(offer.attempt(), reason));
    }

    private void start(Wish.Grant grant) {
        var task = memory.task(grant.attempt()).orElse(null);
        if (task == null || task.stage() == Stage.FETCHING) {
            drop(grant, Message.of("host.not-accepted"));
            return;
        }
        if (task.stage() != Stage.ACCEPTED) return;
        var refusal = refusal(task.machine(), task);
        if (refusal != null) {
            batch.event(new HostEvent.Refused(task.attempt(), refusal));
            return;
        }
        batch.add(new Entry.Staged(task.attempt(), Stage.GRANTED));
        batch.then(
                () -> hands.print(task.machine(), task.attempt(), task.offer().digest()));
    }

    private void withdraw(Wish wish, String attempt) {
        switch (stage(attempt)) {
            case FETCHING, ACCEPTED -> batch.event(new HostEvent.Withdrawn(attempt));
            case GRANTED, PRINTING, PAUSED, INTERRUPTED -> drop(wish, Message.of("host.already-started"));
            case CLOSED -> {}
            case null -> drop(wish, Message.of("host.unknown-attempt"));
        }
    }

    private void cancel(Wish.Cancel cancel) {
        var task = memory.task(cancel.attempt()).orElse(null);
        if (task == null) drop(cancel, Message.of("host.unknown-attempt"));
        else if (task.isRunning()) batch.then(() -> hands.cancel(task.machine()));
        else if (task.stage() != Stage.INTERRUPTED) withdraw(cancel, cancel.attempt());
    }

    private void pause(Wish.Pause pause) {
        switch (stage(pause.attempt())) {
            case GRANTED, PRINTING -> whatRuns(pause.attempt(), hands::pause);
            case PAUSED -> {}
            case FETCHING, ACCEPTED, INTERRUPTED, CLOSED -> drop(pause, Message.of("host.not-printing"));
            case null -> drop(pause, Message.of("host.unknown-attempt"));
        }
    }

    private void resume(Wish.Resume resume) {
        switch (stage(resume.attempt())) {
            case PAUSED -> whatRuns(resume.attempt(), hands::resume);
            case PRINTING -> goOn(resume);
            case GRANTED, FETCHING, ACCEPTED, INTERRUPTED, CLOSED -> drop(resume, Message.of("host.not-paused"));
            case null -> drop(resume, Message.of("host.unknown-attempt"));
        }
    }

    /// A print that is not paused may still stand: its firmware waits for a person.
    private void goOn(Wish.Resume resume) {
        var waits = memory.task(resume.attempt())
                .map(task -> hands.live(task.machine()).activity())
                .filter(PrinterLive.Activity.WAITS_FOR_PERSON::equals);
        if (waits.isPresent()) whatRuns(resume.attempt(), hands::resume);
        else drop(resume, Message.of("host.not-paused"));
    }

    private void answer(Wish.Answer answer) {
        var machine = answer.machine();
        var asks = memory.knows(machine) ? hands.live(machine).asks() : null;
        if (!memory.knows(machine)) drop(answer, Message.of("host.unknown-printer"));
        else if (asks == null || asks.number() != answer.prompt()) drop(answer, Message.of("host.question-gone"));
        else batch.then(() -> hands.answer(machine, answer.prompt(), answer.button()));
    }

    /// While a print is in hand, only what is meant for one; the page that asked may be a day old.
    private void handle(Wish.Handle wish) {
        var machine = wish.machine();
        var act = wish.act();
        var stage = memory.openOn(machine).map(Task::stage).orElse(Stage.CLOSED);
        var prints = stage == Stage.GRANTED || stage == Stage.PRINTING || stage == Stage.PAUSED;
        if (!memory.knows(machine)) drop(wish, Message.of("host.unknown-printer"));
        else if (act instanceof ByHand.Stop || act instanceof ByHand.Release)
            batch.then(() -> hands.handle(machine, act));
        else if (prints && !act.suitsPrint()) drop(wish, Message.of("host.prints"));
        else if (!prints && !act.suitsIdle()) drop(wish, Message.of("host.not-printing"));
        else if (!prints && stage != Stage.CLOSED) drop(wish, Message.of("host.print-begins"));
        else if (hands.live(machine).connection() != PrinterLive.Connection.CONNECTED)
            drop(wish, Message.of("host.not-connected"));
        else batch.then(() -> hands.handle(machine, act));
    }

    private void whatRuns(String attempt, Consumer<MachineId> act) {
        memory.task(attempt).ifPresent(task -> batch.then(() -> act.accept(task.machine())));
    }

    private void whileIdle(Wish wish, MachineId machine, Runnable act) {
        var stage = memory.openOn(machine).map(Task::stage).orElse(Stage.CLOSED);
        if (!memory.knows(machine)) drop(wish, Message.of("host.unknown-printer"));
        else if (stage == Stage.GRANTED || stage == Stage.PRINTING) drop(wish, Message.of("host.prints"));
        else if (hands.live(machine).connection() != PrinterLive.Connection.CONNECTED)
            drop(wish, Message.of("host.not-connected"));
        else batch.then(act);
    }

    /// Why a printer cannot take (another) program now.
    private @Nullable Message refusal(MachineId machine, @Nullable Task own) {
        if (!memory.knows(machine)) return Message.of("host.unknown-printer");
        var open = memory.openOn(machine).orElse(null);
        if (open != null && !open.equals(own))
            return Message.of("host.busy", open.offer().title());
        if (memory.isHot(machine)) return Message.of("host.hot");
        var live = hands.live(machine);
        if (live.connection() != PrinterLive.Connection.CONNECTED) return Message.of("host.not-connected");
        if (live.isHandled()) return Message.of("host.handled");
        return live.activity() == PrinterLive.Activity.IDLE ? null : Message.of("host.not-idle");
    }

    private @Nullable Stage stage(@Nullable String attempt) {
        return memory.task(attempt).map(Task::stage).orElse(null);
    }

    private void drop(Wish wish, Message why) {
        if (wish instanceof Wish.Handle(var machine, var _)) {
            batch.event(new HostEvent.NotDone(machine, why));
            return;
        }
        batch.event(new HostEvent.WishDropped(wish.kind(), wish.attemptKey(), why));
    }
}
