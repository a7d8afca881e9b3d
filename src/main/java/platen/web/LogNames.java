package platen.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import platen.events.Event;
import platen.events.Subject;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.orders.Order;
import platen.orders.Orders;
import platen.people.Person;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;
import platen.values.PersonId;

/// What events are about, by the names that people use; each is looked up once for a page.
final class LogNames {
    private final Website.Parts parts;
    private final Map<Subject, Name> known = new HashMap<>();

    LogNames(Website.Parts parts) {
        this.parts = parts;
    }

    /// `path` is the thing's page, empty where it has none.
    public record Name(String kind, String name, String path) {}

    Name of(Event event) {
        return known.computeIfAbsent(new Subject(event.subjectKind(), event.subjectId()), this::find);
    }

    /// An order by its code, whose page is under `place`.
    Name order(OrderId id, String place) {
        return name(
                "Order",
                id.value(),
                parts.database().reading(Orders.class).find(id).map(Order::code),
                place);
    }

    private Name find(Subject subject) {
        var id = subject.id();
        var database = parts.database();
        return switch (subject.kind()) {
            case SHOP -> new Name("Shop", "", "");
            case PERSON ->
                name("Person", id, parts.accounts().find(new PersonId(id)).map(Person::name), "/work/people/");
            case ORDER ->
                name(
                        "Order",
                        id,
                        database.reading(Orders.class).find(new OrderId(id)).map(Order::code),
                        "/work/orders/");
            case JOB ->
                name("Job", id, database.reading(Jobs.class).find(new JobId(id)).map(Job::title), "/work/jobs/");
            case MACHINE ->
                name(
                        "Machine",
                        id,
                        database.reading(Machines.class).find(new MachineId(id)).map(Machine::name),
                        "/work/machines/");
            case HOST -> new Name("Printer computer", String.valueOf(id), "/work/machines/computers");
        };
    }

    private static Name name(String kind, long id, Optional<String> name, String place) {
        return name.map(known -> new Name(kind, known, place + id))
                .orElseGet(() -> new Name(kind, String.valueOf(id), ""));
    }
}
