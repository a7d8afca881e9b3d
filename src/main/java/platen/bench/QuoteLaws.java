package platen.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import platen.pricing.Price;
import platen.pricing.Price.AskUs;
import platen.pricing.Price.Priced;
import platen.pricing.PriceBook;
import platen.pricing.PriceLine;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.values.Json;

/// Prices random requests and holds each price against what always holds of one; and measures how
/// many a core reckons in a second.
public final class QuoteLaws {
    private static final int REQUESTS_PER_BOOK = 1_000;
    private static final int MOST_SHOWN = 5;
    private static final double CENTS_FOR_THE_WHOLE = 1;
    private static final double BASIS_POINTS = PriceLine.WHOLE;

    private final long seed;

    public QuoteLaws(long seed) {
        this.seed = seed;
    }

    /// What was found: how many could be priced, and the laws that were broken, with their requests.
    public record Findings(long priced, long toAPerson, List<String> broken) {}

    public Findings check(long requests) {
        var broken = new ArrayList<String>();
        long priced = 0;
        for (long done = 0; done < requests; done += REQUESTS_PER_BOOK) {
            var random = new SplittableRandom(seed + done);
            var orders = new RandomOrders(random);
            var book = orders.book();
            for (long i = 0; i < Math.min(REQUESTS_PER_BOOK, requests - done); i++) {
                var request = orders.request(book);
                var price = Pricing.price(book, request);
                if (price instanceof Priced) priced++;
                wrong(book, request, price, random)
                        .ifPresent(law -> broken.add(law + ": " + Json.write(request) + " " + price));
            }
        }
        return new Findings(priced, requests - priced, List.copyOf(broken));
    }

    /// Shows both; false when a law was broken.
    public boolean run(long requests, PrintStream out) {
        var findings = check(requests);
        out.printf(
                "%,d requests held against the laws: %,d priced, %,d to a person, %,d broke a law%n",
                requests,
                findings.priced(),
                findings.toAPerson(),
                findings.broken().size());
        findings.broken().stream().limit(MOST_SHOWN).forEach(out::println);
        out.printf("%,.0f quotes/s on one core%n", quotesPerSecond(requests));
        return findings.broken().isEmpty();
    }

    private double quotesPerSecond(long requests) {
        var orders = new RandomOrders(new SplittableRandom(seed));
        var book = orders.book();
        var asked = new ArrayList<PriceRequest>();
        for (int i = 0; i < REQUESTS_PER_BOOK; i++) asked.add(orders.request(book));
        long lines = priceAll(book, asked, requests);
        var start = System.nanoTime();
        lines += priceAll(book, asked, requests);
        var seconds = (System.nanoTime() - start) / 1e9;
        if (lines == 0) throw new IllegalStateException("nothing was priced");
        return requests / seconds;
    }

    /// The lines count, so that no work can be left out.
    private static long priceAll(PriceBook book, List<PriceRequest> asked, long requests) {
        long lines = 0;
        for (long i = 0; i < requests; i++) {
            var price = Pricing.price(book, asked.get((int) (i % asked.size())));
            if (price instanceof Priced priced) lines += priced.lines().size();
        }
        return lines;
    }

    private static Optional<String> wrong(PriceBook book, PriceRequest request, Price price, SplittableRandom random) {
        var again = Pricing.price(book, Json.read(Json.write(request), PriceRequest.class));
        if (!again.equals(price)) return Optional.of("reckoned anew it differs");
        return switch (price) {
            case AskUs _ -> Optional.empty();
            case Priced priced -> {
                var sums = wrongSums(priced);
                yield sums.or(() -> cheaperInTwo(book, request, priced, random))
                        .or(() -> otherInCompany(book, request, priced));
            }
        };
    }

    private static Optional<String> wrongSums(Priced price) {
        long total = 0;
        for (var line : price.lines()) {
            var off =
                    line.offs().stream().mapToLong(one -> one.amount().cents()).sum();
            if (line.amount().cents() != line.full().cents() - off) return Optional.of("a line does not add up");
            if (line.amount().cents() < 0 || line.full().cents() < 0) return Optional.of("a line is negative");
            if (!PriceLine.of(line.what(), line.sums()).full().equals(line.full())) {
                return Optional.of("the sums behind a line do not make it");
            }
            total += line.amount().cents();
        }
        return total == price.total().cents() ? Optional.empty() : Optional.of("the lines do not make the total");
    }

    /// Orders the first item in two orders; what else is there is ordered with the first.
    private static Optional<String> cheaperInTwo(
            PriceBook book, PriceRequest request, Priced whole, SplittableRandom random) {
        var quantity = request.items().getFirst().quantity();
        if (quantity < 2) return Optional.empty();
        var first = 1 + random.nextInt(quantity - 1);
        var rest = new PriceRequest(
                List.of(request.items().getFirst().times(quantity - first)), request.terms(), request.taxBasisPoints());
        if (!(Pricing.price(book, request.times(first)) instanceof Priced one)
                || !(Pricing.price(book, rest) instanceof Priced other)) {
            return Optional.of("a person has to price a part of what has a price");
        }
        var saved = whole.total().cents() - one.total().cents() - other.total().cents();
        return saved > mayBeSaved(book, request, whole) ? Optional.of("in two orders it is cheaper") : Optional.empty();
    }

    /// What one thing of several costs is the same as by itself, and two orders are not cheaper than one.
    private static Optional<String> otherInCompany(PriceBook book, PriceRequest request, Priced whole) {
        if (request.items().size() < 2) return Optional.empty();
        var shares = Pricing.shares(book, request);
        var from = 0;
        long apart = 0;
        for (int i = 0; i < request.items().size(); i++) {
            if (!(Pricing.price(book, request.only(i)) instanceof Priced alone))
                return Optional.of("a person has to price one of several that have a price");
            var share = whole.lines().subList(from, from + shares.get(i));
            if (!share.equals(alone.lines().subList(0, shares.get(i))))
                return Optional.of("beside others it costs something else");
            from += shares.get(i);
            apart += alone.total().cents();
        }
        var saved = whole.total().cents() - apart;
        return saved > mayBeSaved(book, request, whole)
                ? Optional.of("each by itself is cheaper than both")
                : Optional.empty();
    }

    /// A cent of rounding for each line, with what rush, band and tax make of it, and a step of the
    /// rounding up of the whole.
    private static double mayBeSaved(PriceBook book, PriceRequest request, Priced whole) {
        var terms = request.terms();
        var rush = book.rush(terms.rush()).map(PriceBook.Rush::basisPoints).orElse(0);
        var band = book.band(terms.band()).map(PriceBook.Band::paysBasisPoints).orElse(PriceLine.WHOLE);
        var cents = whole.lines().size()
                * (1 + rush / BASIS_POINTS)
                * Math.max(1, band / BASIS_POINTS)
                * (1 + request.taxBasisPoints() / BASIS_POINTS);
        var step = book.general().roundUpTo().cents();
        return cents + CENTS_FOR_THE_WHOLE + (step == 1 ? 0 : step);
    }
}
