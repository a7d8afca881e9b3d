package platen.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.MachineKind;
import platen.orders.Asks;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.Load;
import platen.orders.OfferDesk;
import platen.orders.Order;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.orders.OrderView;
import platen.orders.Orders;
import platen.orders.Plated;
import platen.orders.Product;
import platen.orders.Quotes;
import platen.orders.ReadyDays;
import platen.orders.Wishes;
import platen.queue.planning.Forecasts;
import platen.shop.MoneyRules;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;

/// Where an approved order becomes jobs, in the transaction of the approval: no order without its jobs.
public final class Intake {
    private final Database database;
    private final OrderDesk desk;
    private final FileStore files;
    private final InstantSource clock;
    private final Forecasts forecasts = new Forecasts();

    public Intake(Database database, OrderDesk desk, FileStore files, InstantSource clock) {
        this.database = database;
        this.desk = desk;
        this.files = files;
        this.clock = clock;
    }

    /// The customer's OK to print: the price as shown, for this person.
    public Approval approve(String token, QuoteId quote, Contact contact) {
        return database.change(change -> approve(change, token, quote, contact));
    }

    /// The same, with the day by which it is ready as the customer saw it: it holds where we promise one, and no later
    /// one.
    public Approval approve(String token, QuoteId quote, Contact contact, @Nullable Instant shown) {
        return database.change(change -> {
            var approval = approve(change, token, quote, contact);
            if (shown == null || !(approval instanceof Approval.Approved approved)) return approval;
            var orders = change.attach(Orders.class);
            orders.find(approved.order().id())
                    .filter(order -> order.promised() != null && shown.isAfter(order.promised()))
                    .ifPresent(order -> orders.promise(order.id(), shown));
            return approval;
        });
    }

    /// How full the shop is.
    public Load load(Handle look) {
        return forecasts.load(look, clock.instant());
    }

    /// When everything is likely to be done.
    public Forecasts forecasts() {
        return forecasts;
    }

    /// The same in the caller's transaction.
    public Approval approve(Handle change, String token, QuoteId quote, Contact contact) {
        var now = clock.instant();
        var approval = desk.approve(change, token, quote, contact, now);
        if (approval instanceof Approval.Approved approved) {
            addJobs(change, approved.order().id(), Actor.customer(contact.name()), now);
        }
        return approval;
    }

    /// The customer's OK to a price that a person named.
    public Approval accept(String token, QuoteId quote) {
        return database.change(change -> accept(change, token, quote));
    }

    /// The same in the caller's transaction.
    public Approval accept(Handle change, String token, QuoteId quote) {
        var now = clock.instant();
        var approval = OfferDesk.accept(change, token, quote, now);
        if (approval instanceof Approval.Approved approved) {
            var name = approved.order().customerName();
            addJobs(change, approved.order().id(), Actor.customer(name == null ? "" : name), now);
        }
        return approval;
    }

    /// Makes the jobs of an order and promises the day, in the transaction that approves it.
    public void addJobs(Handle change, OrderId order, Actor who, Instant now) {
        promise(change, order, now);
        var due = change.attach(Orders.class).find(order).map(Order::promised).orElse(null);
        var lines = change.attach(OrderLines.class).of(order);
        var title = "";
        for (var line : lines) {
            var jobs = jobs(change, line, now);
            var added = jobs.stream()
                    .map(job -> add(change, job.due(due), who, now))
                    .toList();
            PlasticNeeds.note(change, line, added);
            if (line.contents() instanceof Contents.Program program && program.nozzleUm() != null)
                added.forEach(job -> change.attach(JobNeeds.class).setNozzle(job, program.nozzleUm()));
            if (title.isEmpty()) title = jobs.getFirst().title();
        }
        if (lines.isEmpty()) {
            var job = byHand(change, order, now);
            add(change, job.due(due), who, now);
            title = job.title();
        }
        Steps.packing(change, order, title, now).ifPresent(job -> add(change, job.due(due), who, now));
        askForMoney(change, order, who, now);
    }

    /// What is made without any file, as it was said.
    private static Jobs.NewJob byHand(Handle look, OrderId order, Instant now) {
        var wish = look.attach(Wishes.class)
                .find(order)
                .orElseThrow(() -> new IllegalStateException("order " + order + " is about nothing"));
        var words = look.attach(Asks.class).find(order).map(Asks.Row::wish).orElse("");
        return new Jobs.NewJob(
                order,
                null,
                OrderView.shortened(words),
                wish.kind(),
                null,
                null,
                null,
                null,
                null,
                wish.quantity(),
                null,
                now);
    }

    /// What has to be paid before the order is begun, by the rule of this moment.
    private static void askForMoney(Handle change, OrderId order, Actor who, Instant now) {
        var total = change.attach(Quotes.class)
                .standing(order)
                .map(quote -> quote.price().total())
                .orElse(Money.ZERO);
        var needed = MoneyRules.of(change).neededOf(total);
        if (needed.cents() == 0) return;
        change.attach(Starts.class).ask(order, needed);
        Events.write(change, now, who, Subject.of(order), Message.of("queue.pay-first", needed));
    }

    /// What the customer was told of the day holds from now on, whatever the prices say later.
    private void promise(Handle change, OrderId order, Instant now) {
        ReadyDays.of(change, order, now, forecasts.load(change, now))
                .ifPresent(day -> change.attach(Orders.class).promise(order, day));
    }

    private static List<Jobs.NewJob> jobs(Handle look, OrderLine line, Instant now) {
        return switch (line.choices()) {
            case Choices.Part part -> parts(look, line, part, now);
            case Choices.Paper paper -> {
                var jobs = new ArrayList<>(List.of(paper(line, paper, now)));
                jobs.addAll(Steps.of(look, line, paper, now));
                yield jobs;
            }
            case null -> List.of(asSaid(line, now));
        };
    }

    private JobId add(Handle change, Jobs.NewJob job, Actor who, Instant now) {
        var id = change.attach(Jobs.class).add(job);
        if (job.file() != null) files.use(change, job.file(), "job " + id.value());
        if (job.program() != null) files.use(change, job.program(), "job " + id.value());
        var what = job.step() == null
                ? Message.of("queue.came-in", job.title(), job.copies())
                : Message.of("queue.step-came-in", job.title(), job.copies(), job.step());
        Events.write(change, now, who, Subject.of(id), what);
        return id;
    }

    /// A job for each plate, so that several machines can share them; one without a program where a worker has to
    /// make it.
    private static List<Jobs.NewJob> parts(Handle look, OrderLine line, Choices.Part part, Instant now) {
        if (line.contents() instanceof Contents.Program program) {
            var made =
                    new Made(program.forTheWire(line.file()), program.profile(), part.quantity(), 1, program.seconds());
            return List.of(part(line, line.fileName(), part, made, now));
        }
        var plates = Plated.of(look, line.id()).stream()
                .flatMap(plate -> Collections.nCopies(plate.times(), plate.slice()).stream())
                .toList();
        if (plates.isEmpty()) {
            return List.of(part(line, line.fileName(), part, new Made(null, null, part.quantity(), 1, null), now));
        }
        var jobs = new ArrayList<Jobs.NewJob>();
        for (var plate : plates) {
            var title = plates.size() == 1
                    ? line.fileName()
                    : line.fileName() + " " + (jobs.size() + 1) + "/" + plates.size();
            var made = new Made(plate.program(), plate.profile(), plate.copies(), plate.copies(), plate.seconds());
            jobs.add(part(line, title, part, made, now));
        }
        return jobs;
    }

    /// The G-code of a plate, the printer that it is for, what it makes and how long it takes; nothing yet where a
    /// worker has to make it.
    private record Made(
            @Nullable Digest program,
            @Nullable String profile,
            int copies,
            int perRun,
            @Nullable Long seconds) {}

    private static Jobs.NewJob part(OrderLine line, String title, Choices.Part part, Made made, Instant now) {
        return new Jobs.NewJob(
                line.orderId(),
                line.id(),
                title,
                MachineKind.PRINTER_3D,
                line.file(),
                made.program(),
                made.profile(),
                part.material(),
                part.colour(),
                made.copies(),
                made.perRun(),
                made.seconds(),
                now);
    }

    /// Of a line for which no rule has anything to choose, a person knows what is to be done.
    private static Jobs.NewJob asSaid(OrderLine line, Instant now) {
        var kind = line.product() == Product.PART ? MachineKind.PRINTER_3D : MachineKind.PRESS;
        return new Jobs.NewJob(
                line.orderId(), line.id(), line.fileName(), kind, line.printed(), null, null, null, null, 1, null, now);
    }

    private static Jobs.NewJob paper(OrderLine line, Choices.Paper paper, Instant now) {
        return new Jobs.NewJob(
                line.orderId(),
                line.id(),
                line.fileName(),
                MachineKind.PRESS,
                line.printed(),
                null,
                null,
                paper.paper().isEmpty() ? paper.size() : paper.size() + ", " + paper.paper(),
                paper.inkWords(),
                paper.quantity(),
                null,
                now);
    }
}
