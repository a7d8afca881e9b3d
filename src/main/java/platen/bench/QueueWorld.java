package platen.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.fleet.Fleet;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.printers.Profiles;
import platen.queue.Floor;
import platen.queue.Jobs;
import platen.queue.Jobs.NewJob;
import platen.queue.QueueDesk;
import platen.queue.Shopfloor;
import platen.queue.Starts;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// The shop of the queue's model: real records and rules, machines that are played, and a clock that is moved. What
/// really lies on the plates is known here, whatever the records say.
final class QueueWorld {
    private static final int PRINTERS_AT_A_HOST = 2;
    private static final int HOSTS = 2;
    private static final int MOST_COPIES = 6;
    private static final int DRIES_MINUTES = 30;
    private static final Money DOWN_PAYMENT = new Money(500);

    final Database database;
    final SplittableRandom random;
    final Floor floor;
    final QueueDesk desk;
    final List<QueueHost> hosts = new ArrayList<>();
    final List<MachineId> printers = new ArrayList<>();
    final List<MachineId> machines = new ArrayList<>();
    /// What a customer wants of each order, and of each kind of our own work.
    final Map<OrderId, Integer> wanted = new HashMap<>();
    /// Orders of which somebody gave something up, or closed it short.
    final Set<OrderId> cut = new HashSet<>();
    final List<String> broken = new ArrayList<>();
    private final FileStore files;
    private final Digest program;
    private final Profiles profiles = Profiles.shipped();
    private final Set<MachineId> fullPlates = new HashSet<>();
    private Instant now = Instant.parse("2026-05-04T08:00:00Z");
    private Fleet fleet;
    private int made;

    QueueWorld(Database database, Path folder, long seed) throws IOException {
        this.database = database;
        this.random = new SplittableRandom(seed);
        this.files = new FileStore(folder, database, () -> this.now);
        this.program = store();
        this.floor = new Floor(database, files, () -> this.now);
        this.desk = new QueueDesk(database, files, () -> this.now);
        for (int i = 0; i < HOSTS; i++) furnish(i);
        machines.add(byHand("Press", MachineKind.PRESS, null));
        machines.add(byHand("Riso", MachineKind.RISO, null));
        machines.add(byHand("Guillotine", MachineKind.BENCH, "cutting"));
        this.fleet = new Fleet(database, files, profiles, () -> this.now);
    }

    private Digest store() throws IOException {
        var in = new ByteArrayInputStream("G28\n".getBytes(StandardCharsets.US_ASCII));
        if (files.store(in, Byte.MAX_VALUE) instanceof Stored stored) return stored.digest();
        throw new IOException("the program of the model was refused");
    }

    private void furnish(int number) {
        var host = database.change(change -> change.attach(Hosts.class).add("host " + number, "key " + number, now));
        hosts.add(new QueueHost(host, this, random.split()));
        for (int i = 0; i < PRINTERS_AT_A_HOST; i++) printers.add(printer(host, "Printer " + number + i));
    }

    private MachineId printer(HostId host, String name) {
        return database.change(change -> change.attach(Machines.class)
                .add(new NewMachine(
                        name,
                        MachineKind.PRINTER_3D,
                        host,
                        "/dev/" + name.replace(' ', '-'),
                        "virtual",
                        null,
                        BedState.UNKNOWN,
                        "PLA",
                        "black",
                        now)));
    }

    private MachineId byHand(String name, MachineKind kind, @Nullable String steps) {
        return database.change(change -> {
            var all = change.attach(Machines.class);
            var id = all.add(new NewMachine(name, kind, null, null, null, null, BedState.UNKNOWN, null, null, now));
            if (steps != null) all.setSteps(id, steps);
            if (kind == MachineKind.RISO) all.setDryMinutes(id, DRIES_MINUTES);
            return id;
        });
    }

    Fleet fleet() {
        return fleet;
    }

    Instant now() {
        return now;
    }

    long nowMs() {
        return now.toEpochMilli();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void restartServer() {
        fleet = new Fleet(database, files, profiles, () -> this.now);
        floor.doubtBeds();
    }

    Shopfloor look() {
        return database.look(look -> Shopfloor.of(look, now));
    }

    Shopfloor.Senses senses() {
        return new Shopfloor.Senses(fleet::unready, digest -> files.find(digest).isPresent());
    }

    /// A printer begins: something must not lie on its plate.
    void begins(MachineId machine, JobId job) {
        if (!fullPlates.add(machine))
            broken.add("machine " + machine.value() + " began job " + job.value() + " on top of what lay there");
    }

    /// A person has taken off what lay there.
    void empties(MachineId machine) {
        fullPlates.remove(machine);
    }

    boolean isFull(MachineId machine) {
        return fullPlates.contains(machine);
    }

    /// Some work comes in.
    void order() {
        var copies = 1 + random.nextInt(MOST_COPIES);
        switch (random.nextInt(4)) {
            case 0 -> ownWork(copies);
            case 1 -> plastic(copies);
            default -> paper(copies, random.nextInt(3));
        }
    }

    private void ownWork(int copies) {
        add(new NewJob(
                null,
                null,
                "test " + ++made,
                MachineKind.PRINTER_3D,
                null,
                program,
                "virtual",
                "PLA",
                "black",
                copies,
                1 + random.nextInt(3),
                3_600L,
                now));
    }

    private void plastic(int copies) {
        var order = addOrder(copies);
        add(new NewJob(
                order,
                null,
                "part " + made,
                MachineKind.PRINTER_3D,
                null,
                program,
                "virtual",
                "PLA",
                "black",
                copies,
                1 + random.nextInt(3),
                3_600L,
                now));
    }

    private void paper(int copies, int steps) {
        var order = addOrder(copies);
        var title = "flyer " + made;
        add(new NewJob(order, null, title, MachineKind.PRESS, null, null, null, null, null, copies, null, now));
        for (int i = 0; i < steps; i++) {
            var step = i == 0 ? "cutting" : "folding";
            add(NewJob.step(order, null, title, step, i + 1, copies, null, now));
        }
    }

    private void add(NewJob job) {
        database.use(change -> tell(change, Subject.of(change.attach(Jobs.class).add(job)), job.title(), job.copies()));
    }

    private OrderId addOrder(int copies) {
        var code = "Q" + ++made;
        var order = database.change(change -> {
            change.execute(
                    "insert into customer_order (code, token, once, state, customer_name, email, quote, created_at,"
                            + " touched_at) values (?, ?, ?, 'APPROVED', 'Cy', 'cy@example.org', 1, 0, 0)",
                    code,
                    code,
                    code);
            var id = new OrderId(change.createQuery("select id from customer_order where code = :code")
                    .bind("code", code)
                    .mapTo(Long.class)
                    .one());
            if (random.nextInt(4) == 0) change.attach(Starts.class).ask(id, DOWN_PAYMENT);
            tell(change, Subject.of(id), code, copies);
            return id;
        });
        wanted.put(order, copies);
        return order;
    }

    void pay(OrderId order) {
        database.change(change -> change.attach(Starts.class).setPaid(order, DOWN_PAYMENT));
    }

    private void tell(Handle change, Subject about, String title, int copies) {
        Events.write(change, now, Actor.SYSTEM, about, Message.of("queue.came-in", title, copies));
    }
}
