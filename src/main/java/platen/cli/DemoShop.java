package platen.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.people.Role;
import platen.pricing.PriceBook;
import platen.queue.Jobs;
import platen.shop.OpeningHours;
import platen.shop.Shop;
import platen.shop.Step;
import platen.talk.Talk;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.MachineId;
import platen.values.OrderId;
import platen.values.Secrets;
import platen.web.Website;

/// Fills an empty shop with machines, prices, a worker and orders, by the same acts as people do it.
final class DemoShop {
    private static final Actor DEMO = Actor.worker("Demo");
    private static final long LARGEST_SAMPLE_BYTES = 50 << 20;

    private final Website.Parts parts;

    private DemoShop(Website.Parts parts) {
        this.parts = parts;
    }

    /// Fills the shop; returns the token of a link that signs its worker in, once.
    static String fill(Website.Parts parts, HostId host, Path tty) throws IOException, InterruptedException {
        var demo = new DemoShop(parts);
        demo.settings();
        demo.prices();
        demo.machine("Ender, virtual", MachineKind.PRINTER_3D, host, tty.toString());
        var riso = demo.machine("Riso", MachineKind.RISO, null, null);
        demo.machine("Digital press", MachineKind.PRESS, null, null);
        demo.machine("Folding table", MachineKind.BENCH, null, null);
        demo.paper(Contact.of("Fannie", "fannie@example.org", null), "Letter", 100, riso, true);
        var medgar = demo.paper(Contact.of("Medgar", null, "601 555 0123"), "Tabloid", 25, riso, false);
        demo.asks(medgar, "Medgar", "Could you fold them in half, too? I would come on Friday.");
        demo.part(Contact.of("Ella", "ella@example.org", null), 2);
        var worker = parts.accounts().openWithoutPassword("Demo worker", "demo@example.org", Role.COORDINATOR);
        return parts.accounts().signInLink(worker.id());
    }

    private void settings() {
        parts.settings().change(DEMO, shop -> {
            var week = new EnumMap<DayOfWeek, List<OpeningHours.Span>>(DayOfWeek.class);
            for (var day : DayOfWeek.values()) {
                if (day == DayOfWeek.SUNDAY || day == DayOfWeek.MONDAY) continue;
                week.put(day, OpeningHours.day("10:00-18:00").orElseThrow());
            }
            return new Shop(
                    "Center for Community Production",
                    "Jackson, Mississippi",
                    "+1 601 555 0100",
                    "print@example.org",
                    null,
                    new OpeningHours(week),
                    shop.zone(),
                    shop.currency(),
                    shop.taxName(),
                    shop.taxBasisPoints(),
                    shop.units(),
                    shop.paper(),
                    true,
                    true,
                    shop.done());
        });
        for (var step : Step.values()) parts.settings().finish(DEMO, step);
    }

    private void prices() {
        var now = parts.clock().instant();
        parts.database().use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), now), now);
        });
    }

    private MachineId machine(String name, MachineKind kind, @Nullable HostId host, @Nullable String port) {
        var isPrinter = kind == MachineKind.PRINTER_3D;
        return parts.database()
                .change(change -> change.attach(Machines.class)
                        .add(new NewMachine(
                                name,
                                kind,
                                host,
                                port,
                                isPrinter ? "virtual" : null,
                                null,
                                BedState.UNKNOWN,
                                isPrinter ? "PLA" : null,
                                isPrinter ? "black" : null,
                                parts.clock().instant())));
    }

    /// An order of flyers; made already when `done`.
    private OrderId paper(Contact contact, String size, int copies, MachineId on, boolean done)
            throws IOException, InterruptedException {
        var order = order(Product.PAPER, "flyer.pdf", Choices.Paper.copies(size, "black", false, copies), contact);
        if (!done) return order;
        var job = parts.database().reading(Jobs.class).of(order).getFirst();
        parts.floor().clear(on, DEMO);
        parts.floor().start(job.id(), on, DEMO);
        parts.floor().finish(job.id(), copies, 2, DEMO);
        return order;
    }

    /// A customer wants to know something about an order.
    private void asks(OrderId order, String name, String words) {
        var written = new Talk.Written(Secrets.token(), words, List.of());
        var outcome = new Talk(parts.database(), parts.files(), parts.clock()).ask(order, written);
        if (outcome instanceof Talk.Outcome.Refused) throw new IllegalStateException(name + " could not ask");
    }

    /// An order of a part, from G-code that was sliced before: it can be printed without a slicer.
    private void part(Contact contact, int copies) throws IOException, InterruptedException {
        order(Product.PART, "cube.gcode", new Choices.Part("PLA", "black", "normal", copies), contact);
    }

    private OrderId order(Product product, String sample, Choices choices, Contact contact)
            throws IOException, InterruptedException {
        try (var in = DemoShop.class.getClassLoader().getResourceAsStream("samples/" + sample)) {
            if (in == null) throw new FileNotFoundException("samples/" + sample);
            if (!(parts.files().store(in, LARGEST_SAMPLE_BYTES) instanceof Stored stored)
                    || !(parts.desk().begin(product, Secrets.token(), stored.digest(), sample)
                            instanceof Begun.Draft(var token))) {
                throw new IllegalStateException("the sample " + sample + " was refused");
            }
            parts.desk().choose(token, choices);
            var quote = parts.desk().view(token).orElseThrow().order().quote();
            if (quote == null
                    || !(parts.intake().approve(token, quote, contact) instanceof Approval.Approved approved)) {
                throw new IllegalStateException("the sample order of " + sample + " was not approved");
            }
            return approved.order().id();
        }
    }
}
