package platen.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.meshes.Fit;
import platen.pricing.Price;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.printers.Quality;
import platen.slicing.Estimate;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;

/// From choices to a price that can be approved: at once where everything is known, after slicing
/// where a part's time and weight must be found first, by an estimate where no slicer is installed.
public final class Quoting {
    private static final Message NOT_OFFERED = Message.of("orders.not-offered");
    private static final int MOST_PARTS = 200;
    private static final int MOST_COPIES = 10_000;
    private static final double MILLIGRAMS_PER_GRAM = 1_000;
    private static final double MM3_PER_CM3 = 1_000;

    private final Profiles profiles;
    private final Profile unknownPrinter;

    private final BooleanSupplier canSlice;
    private final IntSupplier taxBasisPoints;

    /// What a customer can choose from.
    public record Offer(List<PriceBook.Filament> materials, List<String> qualities, PriceBook book) {}

    /// What another quantity would cost, or why a person has to say it.
    public record Compared(
            int quantity, @Nullable Money total, @Nullable Message why) {
        static Compared of(int quantity, Price price) {
            return switch (price) {
                case Price.Priced(var _, var total) -> new Compared(quantity, total, null);
                case Price.AskUs(var why) -> new Compared(quantity, null, why);
            };
        }

        /// What one of them costs, to the cent.
        public @Nullable Money each() {
            return total == null ? null : total.times(1, quantity);
        }
    }

    public Quoting(Profiles profiles, BooleanSupplier canSlice, IntSupplier taxBasisPoints) {
        this.profiles = profiles;
        this.unknownPrinter = profiles.profile("generic-marlin").orElseThrow();

        this.canSlice = canSlice;
        this.taxBasisPoints = taxBasisPoints;
    }

    /// How many copies one order can have.
    public static int most(Product product) {
        return switch (product) {
            case PART -> MOST_PARTS;
            case PAPER -> MOST_COPIES;
        };
    }

    /// What can be chosen now: the materials that are priced and that a printer of ours takes.
    public Offer offer(Handle look, Instant now) {
        var printers = printersOrUnknown(look);
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        var materials = book.materials().stream()
                .filter(material -> printers.stream()
                        .anyMatch(printer -> printer.material(material.name()).isPresent()))
                .toList();
        var qualities =
                printers.getFirst().qualities().stream().map(Quality::name).toList();
        return new Offer(materials, qualities, book);
    }

    /// The price of a quote for other quantities, side by side; by the book of the quote.
    public List<Compared> compare(Handle look, Quote quote, List<Integer> quantities) {
        var book = look.attach(PriceBooks.class)
                .find(quote.priceBook())
                .orElseThrow()
                .book();
        var request = quote.asked();
        return quantities.stream()
                .map(quantity -> Compared.of(quantity, Pricing.price(book, request.times(quantity))))
                .toList();
    }

    /// What is wrong with the choices, by form field; empty when they can be priced.
    Map<String, Message> problems(Handle look, OrderLine line, Choices choices, PriceRequest.Terms terms, Instant now) {
        var problems = new LinkedHashMap<String, Message>();
        var most = most(line.product());
        if (choices.quantity() < 1 || choices.quantity() > most) {
            problems.put("quantity", Message.of("orders.quantity-wrong", most));
        }
        var offer = offer(look, now);
        switch (choices) {
            case Choices.Part part -> partProblems(line, part, offer, problems);
            case Choices.Paper paper -> {
                if (line.product() != Product.PAPER) problems.put("file", Message.of("orders.not-a-document"));
                PaperProblems.of(offer.book(), paper).forEach(field -> problems.putIfAbsent(field, NOT_OFFERED));
            }
        }
        if (!terms.rush().isEmpty() && offer.book().rush(terms.rush()).isEmpty()) problems.put("rush", NOT_OFFERED);
        if (!terms.group().isEmpty() && offer.book().group(terms.group()).isEmpty()) problems.put("group", NOT_OFFERED);
        if (!terms.band().isEmpty() && offer.book().band(terms.band()).isEmpty()) problems.put("band", NOT_OFFERED);
        return problems;
    }

    private void partProblems(OrderLine line, Choices.Part part, Offer offer, Map<String, Message> problems) {
        if (line.product() != Product.PART) problems.put("file", Message.of("orders.not-a-part"));
        var material = offer.materials().stream()
                .filter(one -> one.name().equals(part.material()))
                .findFirst();
        if (material.isEmpty()) problems.put("material", NOT_OFFERED);
        else if (!material.get().colours().contains(part.colour())) {
            problems.put("colour", NOT_OFFERED);
        }
        if (!offer.qualities().contains(part.quality())) problems.put("quality", NOT_OFFERED);
    }

    /// Stores the choices; the price follows at once or when the slicer is done.
    void choose(Handle change, OrderId order, OrderLine line, Choices choices, Instant now) {
        var lines = change.attach(OrderLines.class);
        change.attach(Orders.class).setQuote(order, null);
        switch (choices) {
            case Choices.Part part
            when line.contents() instanceof Contents.Part mesh -> {
                var printer = printerOr(change, mesh, part);
                if (printerFor(change, mesh, part).isEmpty()) {
                    lines.choose(line.id(), choices, null);
                    change.attach(Terms.class).ask(order, Message.of("orders.too-big"));
                } else if (!canSlice.getAsBoolean() || printers(change).isEmpty()) {
                    lines.choose(line.id(), choices, null);
                    quote(change, order, estimated(mesh, printer, part), true, now);
                } else {
                    var slice = ask(change, line.file(), printer.name(), part, now);
                    lines.choose(line.id(), choices, slice.id());
                    if (slice.state() == Slice.State.DONE) quoteSliced(change, order, line, part, slice, now);
                }
            }
            case Choices.Part part -> {
                lines.choose(line.id(), choices, null);
                if (line.contents() instanceof Contents.Program program) {
                    quote(change, order, ofProgram(program, part), false, now);
                }
            }
            case Choices.Paper paper -> {
                var whole = paper.withSteps(always(change, paper, now));
                lines.choose(line.id(), whole, null);
                if (line.contents() instanceof Contents.Document document) {
                    quote(change, order, request(whole, document.pages()), false, now);
                }
            }
        }
    }

    private static List<String> always(Handle look, Choices.Paper paper, Instant now) {
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        return book.product(paper.product()).map(PriceBook.Product::always).orElse(List.of());
    }

    /// Reckons a draft anew that was no draft for a while; choices that are not offered any more are forgotten.
    void anew(Handle change, OrderId order, Instant now) {
        var line = change.attach(OrderLines.class).of(order).getFirst();
        var terms = change.attach(Terms.class).of(order);
        change.attach(Orders.class).setQuote(order, null);
        change.attach(Terms.class).set(order, terms);
        var choices = line.choices();
        if (choices == null) return;
        if (problems(change, line, choices, terms, now).isEmpty()) choose(change, order, line, choices, now);
        else change.attach(OrderLines.class).forget(line.id());
    }

    /// A slice is done: the drafts that wait for it get their price.
    void sliced(Handle change, Slice slice, Instant now) {
        for (var line : change.attach(OrderLines.class).waitingFor(slice.id())) {
            var order = change.attach(Orders.class).find(line.orderId()).orElseThrow();
            if (order.state() != OrderState.DRAFT || order.quote() != null) continue;
            if (line.choices() instanceof Choices.Part part) quoteSliced(change, order.id(), line, part, slice, now);
        }
    }

    private static Slice ask(Handle change, Digest mesh, String printer, Choices.Part part, Instant now) {
        var slices = change.attach(Slices.class);
        slices.ask(mesh, printer, part.material(), part.quality(), now);
        return slices.find(mesh, printer, part.material(), part.quality()).orElseThrow();
    }

    private void quoteSliced(
            Handle change, OrderId order, OrderLine line, Choices.Part part, Slice slice, Instant now) {
        if (slice.milligrams() == null || slice.seconds() == null) {
            throw new IllegalStateException("a slice that is done has a weight and a time");
        }
        var request = line.contents() instanceof Contents.Part mesh
                ? request(mesh, part, slice.milligrams(), slice.seconds())
                : request(part, slice.milligrams(), slice.seconds(), 0, false);
        quote(change, order, request, false, now);
    }

    private void quote(Handle change, OrderId order, PriceRequest.Item item, boolean estimate, Instant now) {
        var book = change.attach(PriceBooks.class).current(now).orElseThrow();
        var terms = change.attach(Terms.class);
        var request = new PriceRequest(List.of(item), terms.of(order), taxBasisPoints.getAsInt());
        switch (Pricing.price(book.book(), request)) {
            case Price.Priced priced -> {
                var quote =
                        change.attach(Quotes.class).add(order, book.version(), request, priced, estimate, null, now);
                change.attach(Orders.class).setQuote(order, quote);
            }
            case Price.AskUs(var why) -> terms.ask(order, why);
        }
    }

    /// What an order asks for as it stands, for who names its price; by an estimate where nothing was sliced.
    Optional<PriceRequest> asked(Handle look, OrderId order, Instant now) {
        var line = look.attach(OrderLines.class).of(order).stream().findFirst();
        return line.flatMap(one -> item(look, one))
                .map(item ->
                        new PriceRequest(List.of(item), look.attach(Terms.class).of(order), taxBasisPoints.getAsInt()));
    }

    private Optional<PriceRequest.Item> item(Handle look, OrderLine line) {
        return Optional.ofNullable(
                switch (line.choices()) {
                    case Choices.Part part -> item(look, line, part);
                    case Choices.Paper paper ->
                        line.contents() instanceof Contents.Document document ? request(paper, document.pages()) : null;
                    case null -> null;
                });
    }

    private PriceRequest.@Nullable Item item(Handle look, OrderLine line, Choices.Part part) {
        var slice = line.slice() == null
                ? null
                : look.attach(Slices.class).find(line.slice()).orElse(null);
        return switch (line.contents()) {
            case Contents.Part mesh
            when slice != null && slice.milligrams() != null && slice.seconds() != null ->
                request(mesh, part, slice.milligrams(), slice.seconds());
            case Contents.Part mesh -> estimated(mesh, printerOr(look, mesh, part), part);
            case Contents.Program program -> ofProgram(program, part);
            case Contents.Document _ -> null;
        };
    }

    /// A printer for which the part can be reckoned, even where it fits none.
    private Profile printerOr(Handle look, Contents.Part mesh, Choices.Part part) {
        return printerFor(look, mesh, part)
                .or(() -> printersOrUnknown(look).stream()
                        .filter(printer -> printer.material(part.material()).isPresent())
                        .filter(printer -> printer.quality(part.quality()).isPresent())
                        .findFirst())
                .orElse(unknownPrinter);
    }

    /// The price of a quote without its group, by the same book.
    QuoteId withoutGroup(Handle change, Quote quote, Instant validUntil, Instant now) {
        var book = change.attach(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        var request = quote.asked().withoutGroup();
        if (!(Pricing.price(book.book(), request) instanceof Price.Priced priced)) {
            throw new IllegalStateException("a price without a group goes to a person: quote " + quote.id());
        }
        return change.attach(Quotes.class)
                .add(quote.orderId(), book.version(), request, priced, quote.estimate(), validUntil, now);
    }

    private PriceRequest.Part ofProgram(Contents.Program program, Choices.Part part) {
        var grams = program.filamentMm3() / MM3_PER_CM3 * density(program.profile(), part.material());
        return request(part, Math.round(grams * MILLIGRAMS_PER_GRAM), program.seconds(), 0, false);
    }

    private PriceRequest.Part estimated(Contents.Part mesh, Profile printer, Choices.Part part) {
        var material = printer.material(part.material()).orElseThrow();
        var quality = printer.quality(part.quality()).orElseThrow();
        var estimate = Estimate.of(mesh.measures(), printer, material, quality);
        var milligrams = Math.round(estimate.filamentG().likely() * MILLIGRAMS_PER_GRAM);
        return request(mesh, part, milligrams, Math.round(estimate.timeS().likely()));
    }

    private static PriceRequest.Part request(Contents.Part mesh, Choices.Part part, long milligrams, long seconds) {
        var measures = mesh.measures();
        var longest = Math.max(measures.widthMm(), Math.max(measures.depthMm(), measures.heightMm()));
        var defective = measures.openEdges() + measures.flippedEdges() + measures.crowdedEdges() > 0;
        return request(part, milligrams, seconds, (int) Math.ceil(longest), defective);
    }

    private static PriceRequest.Part request(
            Choices.Part part, long milligrams, long seconds, int longestSideMm, boolean defective) {
        return new PriceRequest.Part(part.material(), milligrams, seconds, longestSideMm, defective, part.quantity());
    }

    private static PriceRequest.Paper request(Choices.Paper paper, int pages) {
        return new PriceRequest.Paper(
                paper.product(),
                paper.size(),
                paper.paper(),
                paper.cover(),
                paper.press(),
                paper.inks(),
                paper.twoSided(),
                paper.finishing(),
                pages,
                paper.quantity());
    }

    /// Grams per cm³ of a material on a printer.
    private double density(String printer, String material) {
        return profiles.profile(printer)
                .flatMap(profile -> profile.material(material))
                .orElse(unknownPrinter.materials().getFirst())
                .densityGCm3();
    }

    /// The printer model that a part is sliced for: the first machine on which it fits, in that material.
    private Optional<Profile> printerFor(Handle look, Contents.Part mesh, Choices.Part part) {
        return printersOrUnknown(look).stream()
                .filter(printer -> printer.material(part.material()).isPresent())
                .filter(printer -> printer.quality(part.quality()).isPresent())
                .filter(printer -> Fit.on(printer, mesh.measures()).isAsDrawn())
                .findFirst();
    }

    /// The models of the shop's 3D printers; one that we know nothing about where it has none yet.
    List<Profile> printersOrUnknown(Handle look) {
        var printers = printers(look);
        return printers.isEmpty() ? List.of(unknownPrinter) : printers;
    }

    private List<Profile> printers(Handle look) {
        var printers = new ArrayList<Profile>();
        for (var machine : look.attach(Machines.class).all()) {
            if (machine.kind() == MachineKind.PRINTER_3D) profileOf(machine).ifPresent(printers::add);
        }
        return printers;
    }

    private Optional<Profile> profileOf(Machine machine) {
        return machine.profile() == null ? Optional.empty() : profiles.profile(machine.profile());
    }
}
