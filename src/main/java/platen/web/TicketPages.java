package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.orders.Order;
import platen.orders.OrderLine;
import platen.orders.Orders;
import platen.queue.Job;
import platen.queue.JobNeeds;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Shopfloor;
import platen.queue.planning.Forecast;
import platen.values.MachineId;
import platen.values.Message;

/// Tickets on half a sheet of paper that go with a job through the shop. They tell nothing of money, and of the
/// customer only the name.
final class TicketPages {
    private static final int MOST = 60;
    private static final int MOST_PICTURES = 3;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final JobFacts facts;

    TicketPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.facts = new JobFacts(parts);
    }

    void addTo(Routes routes) {
        routes.get("/work/tickets", Access.WORKER, this::ofToday);
        routes.get("/work/jobs/{id}/ticket", Access.WORKER, this::one);
        routes.get("/work/jobs/{id}/ticket.svg", Access.WORKER, this::code);
    }

    /// A step with its box to tick; `isDone` where that is known already.
    public record Step(Job job, boolean isThis, boolean isDone) {}

    /// What one ticket says. `machine` is where it is, or where it is likely to go.
    public record Ticket(
            Job job,
            @Nullable Order order,
            Pictures.Shown pictures,
            @Nullable String machine,
            Forecast.@Nullable Slot slot,
            List<Step> steps,
            List<String> afterwards,
            String rush,
            String asks,
            List<Message> notes) {
        public List<Integer> firstPages() {
            return pictures.pages().stream().limit(MOST_PICTURES).toList();
        }
    }

    private void one(Context ctx) {
        var tickets = parts.database().look(look -> {
            var job = look.attach(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
            return tickets(look, Shopfloor.of(look, parts.clock().instant()), List.of(job));
        });
        show(ctx, tickets, 0);
    }

    /// What is on machines, and what begins before the day is over as far as anybody knows.
    private void ofToday(Context ctx) {
        var zone = pages.shop().zone();
        var now = parts.clock().instant();
        var over = now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        var model = parts.database().look(look -> {
            var floor = Shopfloor.of(look, now);
            var plan = parts.intake().forecasts().plan(look, floor);
            var jobs = floor.open().stream()
                    .filter(job -> plan.of(job.id())
                            .filter(slot -> slot.start().isBefore(over))
                            .isPresent())
                    .toList();
            var shown = jobs.subList(0, Math.min(jobs.size(), MOST));
            return Map.of(jobs.size() - shown.size(), tickets(look, floor, shown));
        });
        model.forEach((more, tickets) -> show(ctx, tickets, more));
    }

    private void show(Context ctx, List<Ticket> tickets, int more) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("tickets", tickets);
        model.put("more", more);
        model.put("family", pages.shop().paper().name());
        model.put("printedAt", parts.clock().instant());
        pages.show(ctx, "tickets", model);
    }

    private List<Ticket> tickets(Handle look, Shopfloor floor, List<Job> jobs) {
        var plan = parts.intake().forecasts().plan(look, floor);
        var names = floor.machines().stream().collect(Collectors.toMap(Machine::id, Machine::name));
        var needs = look.attach(JobNeeds.class).byJob();
        var orders =
                look.attach(Orders.class).open().stream().collect(Collectors.toMap(Order::id, Function.identity()));
        return jobs.stream()
                .map(job -> {
                    var slot = plan.of(job.id()).orElse(null);
                    var need = needs.get(job.id());
                    return new Ticket(
                            job,
                            job.orderId() == null ? null : orders.get(job.orderId()),
                            facts.pictures(job),
                            machine(job, slot, names),
                            slot,
                            steps(look, job),
                            facts.afterwards(job),
                            facts.rush(job),
                            need == null ? "" : need.words(),
                            facts.line(job).map(OrderLine::notes).orElse(List.of()));
                })
                .toList();
    }

    private static @Nullable String machine(Job job, Forecast.@Nullable Slot slot, Map<MachineId, String> names) {
        if (job.machine() != null) return names.get(job.machine());
        return slot == null || slot.machine() == null ? null : names.get(slot.machine());
    }

    /// All steps of its line, and the packing of its order.
    private static List<Step> steps(Handle look, Job job) {
        if (job.orderId() == null) return List.of(new Step(job, true, false));
        return look.attach(Jobs.class).of(job.orderId()).stream()
                .filter(one -> one.id().equals(job.id())
                        || one.stage() == Job.PACKING
                        || (Objects.equals(one.lineId(), job.lineId()) && one.stage() != job.stage()))
                .filter(one -> one.state() != JobState.CANCELLED)
                .map(one -> new Step(one, one.id().equals(job.id()), one.state() == JobState.DONE))
                .toList();
    }

    private void code(Context ctx) {
        var id = Acts.job(ctx);
        if (parts.database().reading(Jobs.class).find(id).isEmpty()) throw new NotFoundResponse();
        Qr.send(ctx, pages.floorOrigin(ctx) + "/work/jobs/" + id.value());
    }
}
