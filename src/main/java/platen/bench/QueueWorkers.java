package platen.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import platen.fleet.Outcome;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Register;
import platen.queue.Act;
import platen.queue.Flow;
import platen.queue.Hold;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Shopfloor;
import platen.queue.Why;
import platen.values.Actor;
import platen.values.MachineId;

/// What the people of the model do. They are honest: they call a plate empty when they have emptied it. They tap twice,
/// they come too late, and now and then they try what the board says cannot be.
final class QueueWorkers {
    private static final List<Actor> PEOPLE = List.of(Actor.worker("Ann"), Actor.worker("Ben"), Actor.worker("Cleo"));
    private static final int IN_TEN = 10;
    private static final int MOST_OPEN = 12;

    private final QueueWorld world;
    private final SplittableRandom random;
    private final Register register;

    QueueWorkers(QueueWorld world) {
        this.world = world;
        this.random = world.random;
        this.register = new Register(world.database, world::now);
    }

    /// One of them does something.
    void act() {
        var floor = world.look();
        if (floor.open().size() < MOST_OPEN && random.nextInt(4) == 0) world.order();
        if (floor.open().isEmpty()) return;
        var job = floor.open().get(random.nextInt(floor.open().size()));
        var who = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (random.nextInt(50)) {
            case 0 -> hold(job, who);
            case 1 -> once(() -> world.desk.letGo(job.id(), who));
            case 2 -> split(job, who);
            case 3 -> place(job, who);
            case 4 -> move(floor, job, who);
            case 5 -> atMachine(any(floor.machines()), floor, who);
            case 6 -> money(job, who);
            case 7 -> giveUp(job, who);
            case 8 -> busy(job, who);
            case 9 -> late(floor, who);
            default -> goOn(floor, job, who);
        }
    }

    private void hold(Job job, Actor who) {
        var hold = any(List.of(Hold.values()));
        if (random.nextInt(3) == 0) once(() -> world.desk.hold(job.id(), hold, "not now", who));
        else if (job.hold() != null) once(() -> world.desk.letGo(job.id(), who));
    }

    private void split(Job job, Actor who) {
        var copies = 1 + random.nextInt(job.copies());
        once(() -> world.desk.split(job.id(), copies, job.copies(), who));
    }

    private void place(Job job, Actor who) {
        var machines = new HashSet<MachineId>();
        var choice = job.kind() == MachineKind.PRINTER_3D ? world.printers : world.machines;
        for (int i = random.nextInt(3); i > 0; i--) machines.add(choice.get(random.nextInt(choice.size())));
        once(() -> world.desk.place(job.id(), machines, who));
    }

    private void move(Shopfloor floor, Job job, Actor who) {
        var next = any(floor.open());
        once(() -> world.desk.moveBefore(job.id(), next.id(), who));
    }

    private void atMachine(Machine machine, Shopfloor floor, Actor who) {
        switch (random.nextInt(4)) {
            case 0 -> register.setOutOfOrder(machine.id(), "smells", who);
            case 1 -> register.setOutOfOrder(machine.id(), null, who);
            default -> clear(machine, floor, who);
        }
        if (machine.outOfOrder() != null && random.nextBoolean()) register.setOutOfOrder(machine.id(), null, who);
    }

    /// Nobody reaches into a machine that runs.
    private void clear(Machine machine, Shopfloor floor, Actor who) {
        var fresh = world.database.reading(Machines.class).find(machine.id()).orElseThrow();
        if (fresh.bed() == BedState.CLEAR || floor.on().containsKey(machine.id())) return;
        if (world.fleet().losable(machine.id()).isPresent()) return;
        world.empties(machine.id());
        once(() -> world.floor.clear(machine.id(), who));
    }

    private void money(Job job, Actor who) {
        var order = job.orderId();
        if (order == null) return;
        if (random.nextBoolean()) world.pay(order);
        else once(() -> world.floor.letGo(order, "a friend", who));
    }

    private void giveUp(Job job, Actor who) {
        if (random.nextInt(4) != 0) return;
        var act = random.nextBoolean()
                ? world.floor.cancel(job.id(), "no longer wanted", who)
                : world.desk.enough(job.id(), who);
        if (act instanceof Act.Done && job.orderId() != null) world.cut.add(job.orderId());
    }

    private void busy(Job job, Actor who) {
        if (job.kind() != MachineKind.PRINTER_3D) return;
        switch (random.nextInt(4)) {
            case 0 -> once(() -> world.fleet().pause(job.id(), who));
            case 1, 2 -> once(() -> world.fleet().resume(job.id(), who));
            default -> once(() -> world.fleet().cancel(job.id(), who));
        }
    }

    /// A browser that slept: it tries what was possible some time ago.
    private void late(Shopfloor floor, Actor who) {
        var job = any(floor.open());
        var machine = any(floor.machines());
        world.floor.finish(job.id(), -1, 0, who);
        if (job.state() != JobState.WAITING) expectRefused("a late start", start(job, machine, who));
        if (job.state() != JobState.TO_CHECK)
            expectRefused("a late count", world.floor.takeOff(job.id(), 0, false, who));
        lose(machine, who);
    }

    /// Somebody has looked: the print that nobody hears of is over, and its plate is looked at later.
    private void lose(Machine machine, Actor who) {
        var attempt = world.fleet().losable(machine.id()).orElse(null);
        if (attempt == null || attempt.doubt() == null) return;
        world.fleet().declareLost(machine.id(), attempt.id(), who, "it lies on the floor");
    }

    /// Does what the board says can be done, and nothing that it says cannot.
    private void goOn(Shopfloor floor, Job job, Actor who) {
        var why = floor.why(job, world.senses());
        switch (job.state()) {
            case WAITING -> begin(floor, job, why, who);
            case RUNNING -> {
                if (job.kind() != MachineKind.PRINTER_3D) finish(floor, job, who);
            }
            case TO_CHECK -> takeOff(job, who);
            case FAILED -> once(() -> world.floor.again(job.id(), who));
            case RELEASED, PAUSED, DONE, CANCELLED -> {}
        }
    }

    private void begin(Shopfloor floor, Job job, Why why, Actor who) {
        switch (why.way()) {
            case START -> {
                var machine = machine(floor, why.at());
                if (start(job, machine, who) instanceof Act.Refused(var refusal))
                    world.broken.add("job " + job.id().value() + " cannot start where the board says so: " + refusal);
            }
            case BY_HAND -> byHand(floor, job, who);
            case CLEAR -> clear(machine(floor, why.at()), floor, who);
            case MACHINE -> register.setOutOfOrder(new MachineId(why.at()), null, who);
            case LET_GO, TALK -> once(() -> world.desk.letGo(job.id(), who));
            case UPLOAD -> {
                if (random.nextBoolean()) world.desk.letGo(job.id(), who);
            }
            case PLACES -> once(() -> world.desk.place(job.id(), Set.of(), who));
            case PAY -> {
                if (job.orderId() != null) world.pay(job.orderId());
            }
            case NONE, JOB, DECIDE, LOAD, ADD_MACHINE, COUNT ->
                expectRefused("what waits (" + why + ")", start(job, any(floor.machines()), who));
        }
    }

    private static Machine machine(Shopfloor floor, long id) {
        return floor.machines().stream()
                .filter(machine -> machine.id().value() == id)
                .findFirst()
                .orElseThrow();
    }

    private void byHand(Shopfloor floor, Job job, Actor who) {
        var here = floor.flow().of(job) instanceof Flow.Input.Here(var copies) ? copies : 0;
        var spoiled = random.nextInt(IN_TEN) == 0 ? 1 : 0;
        var good = Math.max(0, 1 + random.nextInt(here) - spoiled);
        var done = world.floor.done(job.id(), good, spoiled, job.counted(), who);
        if (done instanceof Act.Refused(var refusal))
            world.broken.add("job " + job.id().value() + " cannot be done by hand: " + refusal);
        expectRefused("the same count again", world.floor.done(job.id(), good, spoiled, job.counted(), who));
    }

    private void finish(Shopfloor floor, Job job, Actor who) {
        var here = floor.flow().of(job) instanceof Flow.Input.Here(var copies) ? copies : 0;
        var spoiled = random.nextInt(IN_TEN) == 0 ? 1 : 0;
        var good = Math.max(0, Math.min(here, 1 + random.nextInt(job.copiesLeft())) - spoiled);
        once(() -> world.floor.finish(job.id(), good, spoiled, who));
    }

    private void takeOff(Job job, Actor who) {
        if (job.machine() == null) return;
        var isEmptied = random.nextInt(3) > 0;
        if (isEmptied) world.empties(job.machine());
        var good = random.nextInt(job.nextCopies() + 1);
        once(() -> world.floor.takeOff(job.id(), good, isEmptied, who));
    }

    private Act start(Job job, Machine machine, Actor who) {
        if (machine.kind() != MachineKind.PRINTER_3D) return world.floor.start(job.id(), machine.id(), who);
        return switch (world.fleet().release(job.id(), machine.id(), who)) {
            case Outcome.Done() -> new Act.Done();
            case Outcome.Refused(var why) -> new Act.Refused(why);
        };
    }

    private void expectRefused(String what, Act act) {
        if (act instanceof Act.Done) world.broken.add(what + " was done");
    }

    /// Does something, and now and then at once again: the second time must change no job.
    private void once(Runnable act) {
        act.run();
        if (random.nextInt(IN_TEN) != 0) return;
        var before = open();
        act.run();
        if (!before.equals(open())) world.broken.add("a second tap changed something");
    }

    private List<Job> open() {
        return world.database.reading(Jobs.class).open();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
