package platen.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.MachineKind;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.OfferDesk;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderLine;
import platen.orders.Slices;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;
import platen.values.QuoteId;

/// Where an approved order becomes jobs, in the transaction of the approval: no order without its jobs.
public final class Intake {
    private final Database database;
    private final OrderDesk desk;
    private final FileStore files;
    private final InstantSource clock;

    public Intake(Database database, OrderDesk desk, FileStore files, InstantSource clock) {
        this.database = database;
        this.desk = desk;
        this.files = files;
        this.clock = clock;
    }

    /// The customer's OK to print: the price as shown, for this person.
    public Approval approve(String token, QuoteId quote, Contact contact) {
        return database.change(change -> {
            var now = clock.instant();
            var approval = desk.approve(change, token, quote, contact, now);
            if (approval instanceof Approval.Approved approved) {
                addJobs(change, approved.lines(), Actor.customer(contact.name()), now);
            }
            return approval;
        });
    }

    /// The customer's OK to a price that a person named.
    public Approval accept(String token, QuoteId quote) {
        return database.change(change -> {
            var now = clock.instant();
            var approval = OfferDesk.accept(change, token, quote, now);
            if (approval instanceof Approval.Approved approved) {
                var name = approved.order().customerName();
                addJobs(change, approved.lines(), Actor.customer(name == null ? "" : name), now);
            }
            return approval;
        });
    }

    /// Makes the jobs of an order, in the transaction that approves it.
    public void addJobs(Handle change, List<OrderLine> lines, Actor who, Instant now) {
        for (var line : lines) addJob(change, line, who, now);
    }

    private void addJob(Handle change, OrderLine line, Actor who, Instant now) {
        var job = switch (line.choices()) {
            case Choices.Part part -> part(change, line, part, now);
            case Choices.Paper paper -> paper(line, paper, now);
            case null -> throw new IllegalStateException("line " + line.id() + " has a price but no choices");
        };
        var id = change.attach(Jobs.class).add(job);
        if (job.file() != null) files.use(change, job.file(), "job " + id.value());
        if (job.program() != null) files.use(change, job.program(), "job " + id.value());
        Events.write(change, now, who, Subject.of(id), Message.of("queue.came-in", job.title(), job.copies()));
    }

    private static Jobs.NewJob part(Handle look, OrderLine line, Choices.Part part, Instant now) {
        var made = made(look, line);
        return new Jobs.NewJob(
                line.orderId(),
                line.id(),
                line.fileName(),
                MachineKind.PRINTER_3D,
                line.file(),
                made.program(),
                made.profile(),
                part.material(),
                part.colour(),
                part.quantity(),
                made.seconds(),
                now);
    }

    /// The G-code of a part, the printer that it is for, and how long it takes; nothing yet where a
    /// worker has to make it.
    private record Made(
            @Nullable Digest program,
            @Nullable String profile,
            @Nullable Long seconds) {}

    private static Made made(Handle look, OrderLine line) {
        if (line.contents() instanceof Contents.Program program) {
            return new Made(program.forTheWire(line.file()), program.profile(), program.seconds());
        }
        if (line.slice() == null) return new Made(null, null, null);
        var slice = look.attach(Slices.class).find(line.slice()).orElseThrow();
        return new Made(slice.program(), slice.profile(), slice.seconds());
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
