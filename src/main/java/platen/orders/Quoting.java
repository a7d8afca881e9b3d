package platen.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.pricing.Plates;
import platen.pricing.Price;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.printers.Profiles;
import platen.printers.Quality;
import platen.slicing.PlateWish;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;
import platen.values.Reasons;

/// From choices to a price: at once, and final where everything is known. What a part takes is guessed first, which
/// can be approved where no slicer is installed; else the slicer finds it, and the exact price takes its place.
public final class Quoting {
    private static final Message NOT_OFFERED = Message.of("orders.not-offered");
    private static final int MOST_PARTS = 200;
    private static final int MOST_COPIES = 10_000;
    /// More plates than that are no order for a night: a person plans them.
    private static final int MOST_PLATES = 30;

    private static final String USUAL_QUALITY = "normal";
    private static final double MILLIGRAMS_PER_GRAM = 1_000;
    private static final double MM3_PER_CM3 = 1_000;

    private final ShopPrinters printers;
    private final PartPlans plans;
    private final IntSupplier taxBasisPoints;
    private final Semaphore wishes = new Semaphore(0);
    private final Semaphore unseen = new Semaphore(0);

    /// What a customer can choose from.
    public record Offer(List<PriceBook.Filament> materials, List<String> qualities, PriceBook book) {}

    /// What another quantity would cost, or why a person has to say it.
    public record Compared(
            int quantity, @Nullable Money total, @Nullable Reasons why) {
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

    /// `slicer` is the name and version of the slicer, where there is one.
    public Quoting(Profiles profiles, Supplier<Optional<String>> slicer, IntSupplier taxBasisPoints) {
        this.printers = new ShopPrinters(profiles);
        this.plans = new PartPlans(profiles, slicer);
        this.taxBasisPoints = taxBasisPoints;
    }

    ShopPrinters printers() {
        return printers;
    }

    PartPlans plans() {
        return plans;
    }

    /// Tells the slicer's bench, and who looks into files, to look for work; not before the transaction that asked for
    /// it has ended.
    void wake() {
        wishes.release();
        unseen.release();
    }

    /// Waits until a file may wait for a look, or a while.
    void awaitUnseen(long milliseconds) throws InterruptedException {
        if (unseen.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) unseen.drainPermits();
    }

    /// Waits until somebody asks for a slice, or a while.
    void awaitWishes(long milliseconds) throws InterruptedException {
        if (wishes.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) wishes.drainPermits();
    }

    /// How many copies one order can have.
    public static int most(Product product) {
        return switch (product) {
            case PART -> MOST_PARTS;
            case PAPER -> MOST_COPIES;
        };
    }

    /// Whether so much of a part hangs over that it gets supports, unless its customer knows better.
    public static boolean wantsSupports(Contents contents) {
        return contents instanceof Contents.Part mesh && PartPlans.hangsOver(mesh);
    }

    /// What can be chosen now: the materials that are priced and that a printer of ours takes.
    public Offer offer(Handle look, Instant now) {
        var models = printers.allOrUnknown(look);
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        var materials = book.materials().stream()
                .filter(material -> models.stream()
                        .anyMatch(printer -> printer.material(material.name()).isPresent()))
                .toList();
        var qualities =
                models.getFirst().qualities().stream().map(Quality::name).toList();
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
        if (line.contents() instanceof Contents.Part mesh && mesh.stop() != null) problems.put("file", mesh.stop());
        var material = offer.materials().stream()
                .filter(one -> one.name().equals(part.material()))
                .findFirst();
        if (material.isEmpty()) problems.put("material", NOT_OFFERED);
        else if (!material.get().colours().contains(part.colour())) {
            problems.put("colour", NOT_OFFERED);
        }
        if (!offer.qualities().contains(part.quality())) problems.put("quality", NOT_OFFERED);
    }

    /// What most people choose for a part, where that can be made here: one, in the first material and colour.
    Optional<Choices> usual(Handle look, OrderLine line, Instant now) {
        if (line.product() != Product.PART) return Optional.empty();
        var offer = offer(look, now);
        if (offer.materials().isEmpty()
                || offer.materials().getFirst().colours().isEmpty()) return Optional.empty();
        var material = offer.materials().getFirst();
        var quality = offer.qualities().contains(USUAL_QUALITY)
                ? USUAL_QUALITY
                : offer.qualities().getFirst();
        var usual = new Choices.Part(material.name(), material.colours().getFirst(), quality, 1);
        return problems(look, line, usual, now).isEmpty() ? Optional.of(usual) : Optional.empty();
    }

    /// Stores the choices. The price follows at once, that of a part as a guess where a slicer is to find it.
    void choose(Handle change, OrderId order, OrderLine line, Choices choices, Instant now) {
        change.attach(OrderLines.class).choose(line.id(), choices);
        change.attach(Orders.class).setQuote(order, null);
        change.attach(LinePlates.class).clear(line.id());
        switch (choices) {
            case Choices.Part part
            when line.contents() instanceof Contents.Part mesh -> plan(change, order, line, mesh, part, now);
            case Choices.Part part -> {
                if (line.contents() instanceof Contents.Program program) {
                    quote(change, order, ofProgram(program, part), false, now);
                }
            }
            case Choices.Paper paper -> {
                var whole = paper.withSteps(always(change, paper, now));
                change.attach(OrderLines.class).choose(line.id(), whole);
                if (line.contents() instanceof Contents.Document document) {
                    quote(change, order, whole.of(document.pages()), false, now);
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
        else forget(change, line);
    }

    private void plan(
            Handle change, OrderId order, OrderLine line, Contents.Part mesh, Choices.Part part, Instant now) {
        var printer = printers.fitting(change, mesh, part);
        if (printer.isEmpty()) {
            toAPerson(change, order, line, part, Message.of("orders.too-big"), now);
            return;
        }
        var one = PartPlans.wish(printer.get(), mesh, part);
        var most = most(change, line, mesh, one, now);
        var split = Plates.split(part.quantity(), most);
        if (split.stream().mapToInt(Plates.Split::times).sum() > MOST_PLATES) {
            toAPerson(change, order, line, part, Message.of("orders.many-plates", MOST_PLATES), now);
            return;
        }
        quote(change, order, PartPlans.estimated(mesh, one, part.quantity(), most), true, now);
        if (mesh.unseen() || !plans.canSlice() || printers.all(change).isEmpty()) return;
        for (var plate : plans.ask(change, line.file(), one, split, now)) {
            change.attach(LinePlates.class).add(line.id(), plate.slice().id(), plate.times());
        }
        settle(change, order, line, now);
    }

    /// With what else the price book leaves to a person.
    private void toAPerson(Handle change, OrderId order, OrderLine line, Choices.Part part, Message why, Instant now) {
        var whys = new ArrayList<>(List.of(why));
        var item = item(change, line, part, now);
        if (item != null && price(change, order, item, now) instanceof Price.AskUs(var more)) whys.addAll(more.all());
        change.attach(Terms.class).ask(order, new Reasons(whys));
    }

    private Price price(Handle look, OrderId order, PriceRequest.Item item, Instant now) {
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        return Pricing.price(book, request(look, order, item));
    }

    private PriceRequest request(Handle look, OrderId order, PriceRequest.Item item) {
        return new PriceRequest(List.of(item), look.attach(Terms.class).of(order), taxBasisPoints.getAsInt());
    }

    private int most(Handle look, OrderLine line, Contents.Part mesh, PlateWish one, Instant now) {
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        return plans.most(look, line.file(), mesh, one, book);
    }

    /// The price of a line whose plates are all sliced takes the place of the guess; a plate that was too full is
    /// planned anew, with fewer.
    private void settle(Handle change, OrderId order, OrderLine line, Instant now) {
        var plates = Plated.of(change, line.id());
        if (!(line.contents() instanceof Contents.Part mesh)) return;
        var choices =
                change.attach(OrderLines.class).find(line.id()).orElseThrow().choices();
        if (!(choices instanceof Choices.Part part) || plates.isEmpty()) return;
        if (plates.stream().anyMatch(plate -> plate.slice().state() == Slice.State.FULL)) {
            choose(change, order, line, part, now);
        } else if (Plated.areDone(plates)) {
            var one = PartPlans.wish(printers.fittingOrAny(change, mesh, part), mesh, part);
            var most = most(change, line, mesh, one, now);
            quote(change, order, PartPlans.sliced(mesh, one, part.quantity(), most, plates), false, now);
        }
    }

    /// A slice is done, or can't be: the drafts that wait for it get their price.
    void sliced(Handle change, Slice slice, Instant now) {
        for (var line : change.attach(OrderLines.class).waitingFor(slice.id()))
            settle(change, line.orderId(), line, now);
    }

    /// The printers or the slicer are not what they were when a slice was asked for: its drafts are planned anew.
    void again(Handle change, Slice slice, Instant now) {
        for (var line : change.attach(OrderLines.class).waitingFor(slice.id())) {
            if (line.choices() instanceof Choices.Part part
                    && problems(change, line, part, now).isEmpty()) {
                choose(change, line.orderId(), line, part, now);
            } else forget(change, line);
        }
    }

    private Map<String, Message> problems(Handle look, OrderLine line, Choices.Part part, Instant now) {
        return problems(look, line, part, PriceRequest.Terms.USUAL, now);
    }

    /// The printer model that an unseen part is judged for.
    public String printerOf(Handle look, OrderLine line) {
        var models = printers.allOrUnknown(look);
        return line.contents() instanceof Contents.Part mesh && line.choices() instanceof Choices.Part part
                ? printers.fitting(look, mesh, part).orElse(models.getFirst()).name()
                : models.getFirst().name();
    }

    /// A part was looked into: what it needs is known now, and its price is reckoned anew.
    void seen(Handle change, OrderLine before, Contents contents, Instant now) {
        var lines = change.attach(OrderLines.class);
        lines.setContents(before.id(), contents);
        var line = lines.find(before.id()).orElseThrow();
        if (change.attach(Orders.class).find(line.orderId()).orElseThrow().state() != OrderState.DRAFT) return;
        if (!(line.choices() instanceof Choices.Part part)) return;
        if (problems(change, line, part, now).isEmpty()) choose(change, line.orderId(), line, part, now);
        else forget(change, line);
    }

    /// A draft of long ago whose slice is kept no longer: it is asked for its choices again.
    void forget(Handle change, OrderLine line) {
        change.attach(LinePlates.class).clear(line.id());
        change.attach(OrderLines.class).unchoose(line.id());
        change.attach(Orders.class).setQuote(line.orderId(), null);
    }

    /// Whether the exact price of a line is still to come, so that what stands is a guess.
    static boolean isPending(Handle look, OrderLine line) {
        return (line.contents() instanceof Contents.Part mesh && mesh.unseen())
                || !Plated.areDone(Plated.of(look, line.id()));
    }

    private void quote(Handle change, OrderId order, PriceRequest.Item item, boolean estimate, Instant now) {
        var book = change.attach(PriceBooks.class).current(now).orElseThrow();
        var request = request(change, order, item);
        switch (Pricing.price(book.book(), request)) {
            case Price.Priced priced -> {
                var quote =
                        change.attach(Quotes.class).add(order, book.version(), request, priced, estimate, null, now);
                change.attach(Orders.class).setQuote(order, quote);
            }
            case Price.AskUs(var why) -> change.attach(Terms.class).ask(order, why);
        }
    }

    /// What an order asks for as it stands, for who names its price; by an estimate where nothing was sliced.
    Optional<PriceRequest> asked(Handle look, OrderId order, Instant now) {
        var line = look.attach(OrderLines.class).of(order).stream().findFirst();
        return line.flatMap(one -> item(look, one, now)).map(item -> request(look, order, item));
    }

    private Optional<PriceRequest.Item> item(Handle look, OrderLine line, Instant now) {
        return Optional.ofNullable(
                switch (line.choices()) {
                    case Choices.Part part -> item(look, line, part, now);
                    case Choices.Paper paper ->
                        line.contents() instanceof Contents.Document document ? paper.of(document.pages()) : null;
                    case null -> null;
                });
    }

    private PriceRequest.@Nullable Item item(Handle look, OrderLine line, Choices.Part part, Instant now) {
        return switch (line.contents()) {
            case Contents.Part mesh -> {
                var one = PartPlans.wish(printers.fittingOrAny(look, mesh, part), mesh, part);
                var most = most(look, line, mesh, one, now);
                var plates = Plated.of(look, line.id());
                yield plates.isEmpty() || !Plated.areDone(plates)
                        ? PartPlans.estimated(mesh, one, part.quantity(), most)
                        : PartPlans.sliced(mesh, one, part.quantity(), most, plates);
            }
            case Contents.Program program -> ofProgram(program, part);
            case Contents.Document _ -> null;
        };
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
        var grams = program.filamentMm3() / MM3_PER_CM3 * printers.density(program.profile(), part.material());
        var milligrams = Math.round(grams * MILLIGRAMS_PER_GRAM);
        return new PriceRequest.Part(part.material(), milligrams, program.seconds(), 0, false, part.quantity());
    }
}
