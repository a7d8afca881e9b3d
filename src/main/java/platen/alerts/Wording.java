package platen.alerts;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.orders.Orders;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.templating.Words;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// What somebody on duty reads of an event: what it is about, what happened, and where to look. `job` is what it is
/// about, if it is about one. Nothing that a customer wrote is in it: it goes through other people's servers.
record Wording(
        String title, String text, String link, @Nullable Job job) {

    static Wording of(Handle look, Event event, Cause cause, String origin) {
        var about = about(look, event);
        var title = say(Message.of(cause.stem(), about.name()));
        return new Wording(title, say(event.what()), origin + about.path(), about.job());
    }

    private record About(String name, String path, @Nullable Job job) {}

    private static About about(Handle look, Event event) {
        var id = event.subjectId();
        return switch (event.subjectKind()) {
            case JOB -> ofJob(look, look.attach(Jobs.class).find(new JobId(id)).orElse(null));
            case MACHINE -> new About(machine(look, new MachineId(id)), "/work/machines/" + id, null);
            case HOST ->
                new About(
                        look.attach(Hosts.class)
                                .find(new HostId(id))
                                .map(host -> host.name())
                                .orElse("?"),
                        "/work/machines/computers",
                        null);
            case ORDER ->
                new About(
                        look.attach(Orders.class)
                                .find(new OrderId(id))
                                .map(order -> order.code())
                                .orElse("?"),
                        "/work/orders/" + id,
                        null);
            case SHOP, PERSON -> new About("", "/work/today", null);
        };
    }

    private static About ofJob(Handle look, @Nullable Job job) {
        if (job == null) return new About("?", "/work/today", null);
        var machine = Optional.ofNullable(job.machine()).map(one -> machine(look, one) + ", ");
        return new About(
                machine.orElse("") + job.title(), "/work/jobs/" + job.id().value(), job);
    }

    private static String machine(Handle look, MachineId id) {
        return look.attach(Machines.class).find(id).map(Machine::name).orElse("?");
    }

    private static String say(Message message) {
        return Words.say(message, Locale.US);
    }
}
