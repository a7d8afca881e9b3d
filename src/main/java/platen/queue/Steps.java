package platen.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Choices;
import platen.orders.OrderLine;
import platen.orders.PriceBooks;
import platen.orders.Quotes;
import platen.pricing.PriceBook;
import platen.values.OrderId;

/// The jobs that come after printing: the steps of the price book for each line, and packing where the shop has a place
/// for it.
final class Steps {
    /// As the shop writes it among the steps of a bench.
    static final String PACKING = "packing";

    private Steps() {}

    /// Of a line of paper, in their order.
    static List<Jobs.NewJob> of(Handle look, OrderLine line, Choices.Paper paper, Instant now) {
        var book = book(look, line.orderId(), now);
        var jobs = new ArrayList<Jobs.NewJob>();
        for (var step : paper.finishing().stream().distinct().toList()) {
            jobs.add(Jobs.NewJob.step(
                    line.orderId(),
                    line.id(),
                    line.fileName(),
                    step,
                    jobs.size() + 1,
                    paper.quantity(),
                    book.flatMap(one -> one.finish(step)).map(Steps::seconds).orElse(null),
                    now));
        }
        return jobs;
    }

    /// Putting everything of an order together; nothing where no bench packs.
    static Optional<Jobs.NewJob> packing(Handle look, OrderId order, String title, Instant now) {
        var packs = look.attach(Machines.class).all().stream()
                .filter(machine -> machine.kind() == MachineKind.BENCH)
                .anyMatch(machine -> machine.stepsDone().stream().anyMatch(PACKING::equalsIgnoreCase));
        return packs
                ? Optional.of(Jobs.NewJob.step(order, null, title, PACKING, Job.PACKING, 1, null, now))
                : Optional.empty();
    }

    /// By the prices that the customer approved.
    private static Optional<PriceBook> book(Handle look, OrderId order, Instant now) {
        var books = look.attach(PriceBooks.class);
        return look.attach(Quotes.class)
                .standing(order)
                .flatMap(quote -> books.find(quote.priceBook()))
                .or(() -> books.current(now))
                .map(PriceBooks.Version::book);
    }

    private static @Nullable Long seconds(PriceBook.Finish step) {
        return step.secondsEach() == 0 ? null : Long.valueOf(step.secondsEach());
    }
}
