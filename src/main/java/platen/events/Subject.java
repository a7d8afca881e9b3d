package platen.events;

import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;
import platen.values.PersonId;

/// What an event is about.
public record Subject(Kind kind, long id) {
    public enum Kind {
        SHOP,
        PERSON,
        ORDER,
        JOB,
        MACHINE,
        HOST
    }

    public static final Subject SHOP = new Subject(Kind.SHOP, 0);

    public static Subject of(OrderId order) {
        return new Subject(Kind.ORDER, order.value());
    }

    public static Subject of(JobId job) {
        return new Subject(Kind.JOB, job.value());
    }

    public static Subject of(MachineId machine) {
        return new Subject(Kind.MACHINE, machine.value());
    }

    public static Subject of(HostId host) {
        return new Subject(Kind.HOST, host.value());
    }

    public static Subject of(PersonId person) {
        return new Subject(Kind.PERSON, person.value());
    }
}
