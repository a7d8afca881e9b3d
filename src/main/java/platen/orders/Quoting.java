package platen.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.pricing.Price;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.printers.Profiles;
import platen.printers.Quality;
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

    private static final String USUAL_QUALITY = "normal";
    private final ShopPrinters printers;
    private final PartPlans plans;
    private final LineWork work;
    private final IntSupplier taxBasisPoints;
    private final Semaphore wishes = new Semaphore(0);
    private final Semaphore unseen = new Semaphore(0);

    /// What a customer can choose from.
    public record Offer(List<PriceBook.Filament> materials, List<String> qualities, PriceBook book) {}

    /// What another quantity would cost, or why a person has to say it. `each` is what one of them costs, to the cent;
    /// of an order of several things, before what is added to the whole.
    public record Compared(
            int quantity,
            @Nullable Money each,
            @Nullable Money total,
            @Nullable Reasons why) {
        static Compared of(PriceBook book, PriceRequest asked, int item) {
            var quantity = asked.items().get(item).quantity();
            return switch (Pricing.price(book, asked)) {
                case Price.Priced price ->
                    new Compared(quantity, of(book, asked, item, price).times(1, quantity), price.total(), null);
                case Price.AskUs(var why) -> new Compared(quantity, null, null, why);
            };
        }

        private static Money of(PriceBook book, PriceRequest asked, int item, Price.Priced price) {
            if (asked.items().size() == 1) return price.total();
            return Shares.sum(Shares.of(book, asked, price.lines()).get(item));
        }
    }

    /// `slicer` is the name and version of the slicer, where there is one.
    public Quoting(Profiles profiles, Supplier<Optional<String>> slicer, IntSupplier taxBasisPoints) {
        this.printers = new ShopPrinters(profiles);
        this.plans = new PartPlans(profiles, slicer);
        this.work = new LineWork(printers, plans);
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

    /// The price of a quote for other quantities of one of its items, side by side; by the book of the quote.
    public List<Compared> compare(Handle look, Quote quote, int item, List<Integer> quantities) {
        var book = look.attach(PriceBooks.class)
                .find(quote.priceBook())
                .orElseThrow()
                .book();
        var request = quote.asked();
        return quantities.stream()
                .map(quantity -> Compared.of(book, request.times(item, quantity), item))
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
        problems.putAll(problems(offer.book(), terms));
        return problems;
    }

    /// The same for the terms alone.
    Map<String, Message> problems(Handle look, PriceRequest.Terms terms, Instant now) {
        return problems(look.attach(PriceBooks.class).current(now).orElseThrow().book(), terms);
    }

    private static Map<String, Message> problems(PriceBook book, PriceRequest.Terms terms) {
        var problems = new LinkedHashMap<String, Message>();
        if (!terms.rush().isEmpty() && book.rush(terms.rush()).isEmpty()) problems.put("rush", NOT_OFFERED);
        if (!terms.group().isEmpty() && book.group(terms.group()).isEmpty()) problems.put("group", NOT_OFFERED);
        if (!terms.band().isEmpty() && book.band(terms.band()).isEmpty()) problems.put("band", NOT_OFFERED);
        if (terms.delivery() && book.delivery() == null) problems.put("delivery", NOT_OFFERED);
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
        return isOffered(look, line, usual, now) ? Optional.of(usual) : Optional.empty();
    }

    /// Stores the choices for a line. The price of its order follows at once, that of a part as a guess where a slicer
    /// is to find it; it is another price even where nothing of it changes, because what it is for has changed.
    void choose(Handle change, OrderLine line, Choices choices, Instant now) {
        keep(change, line, choices, now);
        afresh(change, line.orderId(), now);
    }

    private void keep(Handle change, OrderLine line, Choices choices, Instant now) {
        var whole = choices instanceof Choices.Paper paper ? paper.withSteps(always(change, paper, now)) : choices;
        change.attach(OrderLines.class).choose(line.id(), whole);
        change.attach(LinePlates.class).clear(line.id());
        work.askSlicer(change, line, whole, now);
    }

    /// Another price for what has changed; who has the old one on the screen can't say OK to it any more.
    void afresh(Handle change, OrderId order, Instant now) {
        change.attach(Orders.class).setQuote(order, null);
        reckon(change, order, now);
    }

    /// The price of a draft with all its lines as one. A line that a person must look at sends the whole order there;
    /// one without choices leaves it without a price. A price that says the same stays as it is.
    private void reckon(Handle change, OrderId id, Instant now) {
        if (!change.attach(Orders.class).hold(id)) return;
        var order = change.attach(Orders.class).find(id).orElseThrow();
        var book = change.attach(PriceBooks.class).current(now).orElseThrow();
        var lines = change.attach(OrderLines.class).of(id).stream()
                .map(line -> work.of(change, line, now))
                .toList();
        var isChosen = lines.stream().allMatch(LineWork.Asked::isChosen);
        var request = request(change, id, LineWork.items(lines));
        var why = new LinkedHashSet<Message>();
        if (isChosen) lines.forEach(line -> why.addAll(line.why()));
        var price = Pricing.price(book.book(), request);
        if (isChosen && price instanceof Price.AskUs(var more)) why.addAll(more.all());
        // What is wanted in words, no rule knows.
        if (change.attach(Wishes.class).find(id).isPresent()) why.add(Message.of("orders.wish"));
        tellWhy(change, id, List.copyOf(why));
        if (!isChosen || !why.isEmpty() || !(price instanceof Price.Priced priced)) {
            change.attach(Orders.class).setQuote(id, null);
            return;
        }
        var isGuess = lines.stream().anyMatch(LineWork.Asked::isGuess);
        if (stands(change, order, book, request, isGuess)) return;
        var quote = change.attach(Quotes.class).add(id, book.version(), request, priced, isGuess, null, now);
        change.attach(Orders.class).setQuote(id, quote);
    }

    /// Whether everything is said about each line that only its customer can say.
    boolean isChosen(Handle look, OrderId order) {
        return look.attach(OrderLines.class).of(order).stream()
                .allMatch(line -> line.choices() != null || LineWork.isStopped(line));
    }

    private static boolean stands(
            Handle look, Order order, PriceBooks.Version book, PriceRequest request, boolean isGuess) {
        return look.attach(Quotes.class)
                .standing(order.id())
                .filter(quote -> quote.priceBook() == book.version() && quote.estimate() == isGuess)
                .filter(quote ->
                        quote.engine() == Pricing.ENGINE && quote.asked().equals(request))
                .isPresent();
    }

    private static void tellWhy(Handle change, OrderId order, List<Message> why) {
        var terms = change.attach(Terms.class);
        if (!why.isEmpty()) terms.ask(order, new Reasons(why));
        else if (terms.find(order).isPresent()) terms.ask(order, null);
    }

    private static List<String> always(Handle look, Choices.Paper paper, Instant now) {
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        return book.product(paper.product()).map(PriceBook.Product::always).orElse(List.of());
    }

    /// Reckons a draft anew that was no draft for a while; choices that are not offered any more are forgotten.
    void anew(Handle change, OrderId order, Instant now) {
        var terms = change.attach(Terms.class).of(order);
        change.attach(Terms.class).set(order, terms);
        for (var line : change.attach(OrderLines.class).of(order)) {
            var choices = line.choices();
            if (choices == null) continue;
            if (problems(change, line, choices, terms, now).isEmpty()) keep(change, line, choices, now);
            else unchoose(change, line);
        }
        afresh(change, order, now);
    }

    /// A slice is done, or can't be: the drafts that wait for it get their price. A plate that was too full is planned
    /// anew, with fewer.
    void sliced(Handle change, Slice slice, Instant now) {
        for (var line : held(change, slice)) {
            var isFull = Plated.of(change, line.id()).stream()
                    .anyMatch(plate -> plate.slice().state() == Slice.State.FULL);
            if (isFull && line.choices() != null) keep(change, line, line.choices(), now);
            reckon(change, line.orderId(), now);
        }
    }

    /// The lines that wait for a slice, as nobody else changes them any more until this transaction ends.
    private static List<OrderLine> held(Handle change, Slice slice) {
        var lines = change.attach(OrderLines.class);
        var orders = change.attach(Orders.class);
        lines.waitingFor(slice.id()).stream().map(OrderLine::orderId).distinct().forEach(orders::hold);
        return lines.waitingFor(slice.id());
    }

    /// The printers or the slicer are not what they were when a slice was asked for: its drafts are planned anew.
    void again(Handle change, Slice slice, Instant now) {
        for (var line : held(change, slice)) {
            if (line.choices() instanceof Choices.Part part
                    && problems(change, line, part, now).isEmpty()) {
                keep(change, line, part, now);
                reckon(change, line.orderId(), now);
            } else forget(change, line);
        }
    }

    private Map<String, Message> problems(Handle look, OrderLine line, Choices choices, Instant now) {
        return problems(look, line, choices, PriceRequest.Terms.USUAL, now);
    }

    /// Whether these choices can be had for a line.
    boolean isOffered(Handle look, OrderLine line, Choices choices, Instant now) {
        return problems(look, line, choices, now).isEmpty();
    }

    /// A line has no choices any more, and so its order no price.
    void unchosen(Handle change, OrderLine line, Instant now) {
        unchoose(change, line);
        afresh(change, line.orderId(), now);
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
        var isDraft = change.attach(Orders.class).hold(before.orderId());
        var lines = change.attach(OrderLines.class);
        var line = lines.find(before.id()).orElse(null);
        if (line == null || !line.file().equals(before.file())) return;
        lines.setContents(line.id(), contents);
        if (!isDraft || !(line.choices() instanceof Choices.Part part)) return;
        var seen = lines.find(line.id()).orElseThrow();
        if (problems(change, seen, part, now).isEmpty()) keep(change, seen, part, now);
        else unchoose(change, seen);
        reckon(change, line.orderId(), now);
    }

    /// A draft of long ago whose slice is kept no longer: it is asked for its choices again.
    void forget(Handle change, OrderLine line) {
        unchoose(change, line);
        change.attach(Orders.class).setQuote(line.orderId(), null);
    }

    private static void unchoose(Handle change, OrderLine line) {
        change.attach(LinePlates.class).clear(line.id());
        change.attach(OrderLines.class).unchoose(line.id());
    }

    /// Whether the exact price of a line is still to come, so that what stands is a guess.
    static boolean isPending(Handle look, OrderLine line) {
        return (line.contents() instanceof Contents.Part mesh && mesh.unseen())
                || !Plated.areDone(Plated.of(look, line.id()));
    }

    /// What an order asks for as it stands, for who names its price; by an estimate where nothing was sliced.
    PriceRequest asked(Handle look, OrderId order, Instant now) {
        var items = look.attach(OrderLines.class).of(order).stream()
                .flatMap(line -> Optional.ofNullable(work.of(look, line, now).item()).stream())
                .toList();
        return request(look, order, items);
    }

    private PriceRequest request(Handle look, OrderId order, List<PriceRequest.Item> items) {
        var tax = look.attach(Exemptions.class).isConfirmed(order) ? 0 : taxBasisPoints.getAsInt();
        return new PriceRequest(items, look.attach(Terms.class).of(order), tax);
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
}
