package platen.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Shopfloor.Senses;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// A shop that prints on paper and finishes it; the clock is moved by hand.
final class StepShop implements AutoCloseable {
    static final Actor ANN = Actor.worker("Ann");
    static final Actor BEN = Actor.worker("Ben");

    final Database database;
    final Floor floor;
    final QueueDesk desk;
    Instant now = Instant.parse("2026-05-04T12:00:00Z");
    private int orders;

    StepShop(Store store, Path folder) throws IOException {
        InstantSource clock = () -> this.now;
        database = store.open();
        var files = new FileStore(folder, database, clock);
        floor = new Floor(database, files, clock);
        desk = new QueueDesk(database, files, clock);
    }

    @Override
    public void close() {
        database.close();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    MachineId machine(String name, MachineKind kind) {
        return database.change(change -> change.attach(Machines.class)
                .add(new Machines.NewMachine(name, kind, null, null, null, null, BedState.CLEAR, null, null, now)));
    }

    void dries(MachineId press, int minutes) {
        database.change(change -> change.attach(Machines.class).setDryMinutes(press, minutes));
    }

    void does(MachineId bench, String... steps) {
        database.change(change -> change.attach(Machines.class).setSteps(bench, String.join("\n", steps)));
    }

    /// An order that is approved, without any job yet.
    OrderId order() {
        var code = "ORDER" + ++orders;
        return database.change(change -> {
            change.execute(
                    "insert into customer_order (code, token, once, state, customer_name, email, quote, created_at,"
                            + " touched_at) values (?, ?, ?, 'APPROVED', 'Cy', 'cy@example.org', 1, 0, 0)",
                    code,
                    code,
                    code);
            return new OrderId(change.createQuery("select id from customer_order where code = :code")
                    .bind("code", code)
                    .mapTo(Long.class)
                    .one());
        });
    }

    JobId print(@Nullable OrderId order, int copies) {
        return add(new Jobs.NewJob(
                order, null, "flyer.pdf", MachineKind.PRESS, null, null, null, null, null, copies, null, now));
    }

    JobId step(OrderId order, String step, int stage, int copies) {
        return add(Jobs.NewJob.step(order, null, "flyer.pdf", step, stage, copies, null, now));
    }

    /// The same hours on each day, by the clock of UTC.
    void opens(String hours) {
        var week =
                Arrays.stream(DayOfWeek.values()).map(day -> day + " " + hours).collect(Collectors.joining(";"));
        database.use(change -> change.execute("update shop set hours = ?, zone = 'UTC'", week));
    }

    JobId add(Jobs.NewJob job) {
        return database.change(change -> change.attach(Jobs.class).add(job));
    }

    Job job(JobId id) {
        return database.reading(Jobs.class).find(id).orElseThrow();
    }

    List<JobId> queue() {
        return database.reading(Jobs.class).open().stream().map(Job::id).toList();
    }

    Why why(JobId id) {
        return database.look(look -> Shopfloor.of(look, now).why(job(id), Senses.NONE));
    }

    Message words(JobId id) {
        return why(id).what();
    }

    OrderState state(OrderId order) {
        return database.reading(Orders.class).find(order).orElseThrow().state();
    }
}
