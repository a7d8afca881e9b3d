package platen.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.machines.MachineKind;
import platen.orders.Choices;
import platen.orders.OrderLines;
import platen.orders.PriceBooks;
import platen.orders.Quote;
import platen.orders.Quotes;
import platen.orders.Shares;
import platen.pricing.Price.Priced;
import platen.pricing.PriceLine;
import platen.pricing.Pricing;
import platen.stock.SupplyDesk;
import platen.values.Actor;
import platen.values.Message;

/// Takes the sheets that a press or a riso used off the store, by the count of its copies.
final class SheetsUsed {
    private static final String SHEETS = "pricing.sum-sheets";

    private SheetsUsed() {}

    /// A paper of the price book, and how many sheets all copies of a job were priced for, waste apart.
    record Wanted(String paper, long sheets) {
        /// Of so many of all copies, rounded up: a sheet that was begun is used.
        long of(int copies, int all) {
            return Math.ceilDiv(sheets * copies, all);
        }
    }

    /// How many sheets that were, by the price.
    static long take(Handle change, Job job, int good, int spoiled, Actor who, Instant now) {
        if (job.kind() != MachineKind.PRESS && job.kind() != MachineKind.RISO) return 0;
        long taken = 0;
        int all = priced(change, job);
        for (var wanted : wanted(change, job)) {
            var sheets = wanted.of(good + spoiled, all);
            SupplyDesk.used(change, wanted.paper(), sheets, wanted.of(spoiled, all), job.id(), who, now);
            taken += sheets;
        }
        return taken;
    }

    /// So many were priced: a job that was shared has fewer, and one of which some spoiled has more.
    private static int priced(Handle look, Job job) {
        return Optional.ofNullable(job.lineId())
                .flatMap(look.attach(OrderLines.class)::find)
                .flatMap(line -> Optional.ofNullable(line.choices()))
                .map(Choices::quantity)
                .orElse(job.copies());
    }

    /// Nothing of a job without an order, and where no rule knows.
    static List<Wanted> wanted(Handle look, Job job) {
        if (job.orderId() == null || job.lineId() == null) return List.of();
        var at = Lines.position(look, job.orderId(), job.lineId());
        return look.attach(Quotes.class)
                .standing(job.orderId())
                .filter(quote -> at < quote.asked().items().size())
                .map(quote -> wanted(lines(look, quote, at)))
                .orElse(List.of());
    }

    /// The lines of a price that are the job's; behind a price that a person named stand those of the rules.
    private static List<PriceLine> lines(Handle look, Quote quote, int at) {
        if (!quote.isPersons()) {
            var shares = Shares.of(look, quote);
            return at < shares.size() ? shares.get(at) : List.of();
        }
        var book = look.attach(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        return Pricing.start(book.book(), quote.asked().only(at)) instanceof Priced priced ? priced.lines() : List.of();
    }

    private static List<Wanted> wanted(List<PriceLine> lines) {
        var wanted = new ArrayList<Wanted>();
        for (var line : lines) {
            for (var sum : line.sums()) {
                if (!sum.what().key().equals(SHEETS)) continue;
                wanted.add(new Wanted(paper(sum.what()), sum.quantity()));
            }
        }
        return wanted;
    }

    /// Such a sum names the paper in the price book and the size of its sheets.
    private static String paper(Message sum) {
        return SupplyDesk.paperName(sum.args().getFirst(), sum.args().get(1));
    }
}
