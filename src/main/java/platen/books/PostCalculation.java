package platen.books;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.orders.PriceBooks;
import platen.orders.Quote;
import platen.orders.Quotes;
import platen.orders.Shares;
import platen.pricing.Price.Priced;
import platen.pricing.PriceLine;
import platen.pricing.PriceLine.Unit;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.Money;

/// What jobs really took against what was quoted. It is there to be read: no price follows from it by itself.
public final class PostCalculation {
    private static final Set<String> MACHINE = Set.of(
            "pricing.sum-machine",
            "pricing.sum-machine-plate",
            "pricing.sum-machine-plates",
            "pricing.sum-failed-time",
            "pricing.part-time");
    private static final Set<String> PLASTIC =
            Set.of("pricing.sum-plastic", "pricing.sum-failed-plastic", "pricing.part-material");
    private static final Set<String> SHEETS = Set.of("pricing.sum-sheets", "pricing.sum-waste", "pricing.paper-sheets");

    private final Database database;
    private final InstantSource clock;

    /// One job, its product, and the price that was approved for its order.
    public record OfJob(Job job, String product, Money price, Took took) {}

    /// All jobs of a product in a span of time.
    public record OfProduct(String product, int jobs, Money price, Took took) {
        OfProduct plus(OfJob one) {
            return new OfProduct(product, jobs + 1, price.plus(one.price()), took.plus(one.took()));
        }
    }

    public PostCalculation(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Nothing for a job without an order, which nobody has quoted.
    public Optional<OfJob> of(JobId id) {
        return database.look(look -> of(look, id));
    }

    public Optional<Taken.ByHand> byHand(JobId id) {
        return database.reading(Taken.class).byHand(id);
    }

    /// The jobs that were over in a span of time.
    public List<OfJob> jobs(Instant from, Instant to) {
        return database.look(look -> look.attach(Taken.class).over(from, to).stream()
                .flatMap(id -> of(look, id).stream())
                .toList());
    }

    /// The same, by product.
    public static List<OfProduct> byProduct(List<OfJob> jobs) {
        Map<String, OfProduct> products = new TreeMap<>();
        for (var one : jobs) {
            var before =
                    products.getOrDefault(one.product(), new OfProduct(one.product(), 0, Money.ZERO, Took.NOTHING));
            products.put(one.product(), before.plus(one));
        }
        return List.copyOf(products.values());
    }

    /// A worker says what nobody else knows; said once more, it replaces what was said before. False where there
    /// is no such job.
    public boolean note(JobId id, int minutes, @Nullable Integer sheets, String note, Actor who) {
        return database.change(change -> {
            if (change.attach(Jobs.class).find(id).isEmpty()) return false;
            var now = clock.instant();
            change.attach(Taken.class).note(id, minutes, sheets, note, who.name(), now);
            var what = sheets == null
                    ? Message.of("books.took-minutes", minutes)
                    : Message.of("books.took-sheets", minutes, sheets);
            Events.write(change, now, who, Subject.of(id), what);
            return true;
        });
    }

    private static Optional<OfJob> of(Handle look, JobId id) {
        var job = look.attach(Jobs.class).find(id).orElse(null);
        if (job == null || job.orderId() == null || job.isFollowing()) return Optional.empty();
        return look.attach(Quotes.class)
                .standing(job.orderId())
                .filter(quote -> !quote.asked().items().isEmpty())
                .map(quote -> of(look, job, quote));
    }

    private static OfJob of(Handle look, Job job, Quote quote) {
        var taken = look.attach(Taken.class);
        var of = position(look, job);
        var item = quote.asked().items().get(of);
        var product = switch (item) {
            case PriceRequest.Part _ -> "part";
            case PriceRequest.Paper paper -> paper.product().word();
        };
        var took = took(
                job,
                item,
                sums(look, quote, of),
                taken.runs(job.id()),
                taken.byHand(job.id()).orElse(null));
        return new OfJob(job, product, price(look, quote, of), took);
    }

    /// Which of the items that were priced a job makes.
    private static int position(Handle look, Job job) {
        if (job.orderId() == null) return 0;
        var reckoned = look.attach(OrderLines.class).of(job.orderId()).stream()
                .filter(OrderLine::isReckoned)
                .map(OrderLine::id)
                .toList();
        return Math.max(0, reckoned.indexOf(job.lineId()));
    }

    /// Of an order with several lines, the part that is the job's.
    private static Money price(Handle look, Quote quote, int of) {
        var shares = quote.asked().items().size() == 1 ? List.<List<PriceLine>>of() : Shares.of(look, quote);
        return of < shares.size() ? Shares.sum(shares.get(of)) : quote.price().total();
    }

    /// The sums behind a price; behind that of a person stand those that the rules would have given.
    private static List<PriceLine.Sum> sums(Handle look, Quote quote, int of) {
        if (!quote.isPersons()) {
            var shares = Shares.of(look, quote);
            return sums(of < shares.size() ? shares.get(of) : quote.price().lines());
        }
        var book = look.attach(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        return Pricing.start(book.book(), quote.asked().only(of)) instanceof Priced priced
                ? sums(priced.lines())
                : List.of();
    }

    private static List<PriceLine.Sum> sums(List<PriceLine> lines) {
        return lines.stream()
                .filter(line -> !line.isAdded())
                .flatMap(line -> line.sums().stream())
                .toList();
    }

    private static Took took(
            Job job,
            PriceRequest.Item item,
            List<PriceLine.Sum> sums,
            List<Taken.Run> runs,
            Taken.@Nullable ByHand byHand) {
        var machine = quoted(sums, sum -> MACHINE.contains(sum.what().key()));
        var plastic = quoted(sums, sum -> PLASTIC.contains(sum.what().key()));
        var sheets = quoted(sums, sum -> SHEETS.contains(sum.what().key()));
        var hand = quoted(
                sums,
                sum -> sum.unit() == Unit.HOUR && !MACHINE.contains(sum.what().key()));
        var ran = runs.isEmpty()
                ? null
                : Long.valueOf(runs.stream().mapToLong(Taken.Run::seconds).sum());
        return new Took(
                Took.Amount.of(machine.count(), ran, Unit.HOUR, machine.rate()),
                Took.Amount.of(plastic.count(), plastic(item, job, runs), Unit.KILOGRAM, plastic.rate()),
                Took.Amount.of(
                        sheets.count(),
                        byHand == null || byHand.sheets() == null ? null : Long.valueOf(byHand.sheets()),
                        Unit.SHEET,
                        sheets.rate()),
                Took.Amount.of(
                        hand.count(),
                        byHand == null ? null : Long.valueOf(byHand.minutes() * 60L),
                        Unit.HOUR,
                        hand.rate()),
                job.copies(),
                job.good(),
                job.spoiled(),
                runs.size(),
                (int) runs.stream().filter(run -> !run.isGood()).count());
    }

    private static Took.Quoted quoted(List<PriceLine.Sum> sums, Predicate<PriceLine.Sum> which) {
        var quoted = Took.Quoted.NOTHING;
        for (var sum : sums) if (which.test(sum)) quoted = quoted.plus(sum);
        return quoted;
    }

    /// The plastic of each run that was good, and of one that was not as much of it as it ran.
    private static @Nullable Long plastic(PriceRequest.Item item, Job job, List<Taken.Run> runs) {
        if (!(item instanceof PriceRequest.Part part) || runs.isEmpty()) return null;
        var whole = job.seconds() == null || job.seconds() == 0 ? part.seconds() : job.seconds();
        long milligrams = 0;
        for (var run : runs) {
            if (run.isGood() || whole == 0 || run.seconds() >= whole) milligrams += part.milligrams();
            else milligrams += part.milligrams() * run.seconds() / whole;
        }
        return milligrams;
    }
}
