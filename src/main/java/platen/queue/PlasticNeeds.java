package platen.queue;

import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.orders.Choices;
import platen.orders.Contents;
import platen.orders.OrderLine;
import platen.orders.Plated;
import platen.orders.Quotes;
import platen.pricing.PriceRequest;
import platen.stock.PlasticUses;
import platen.values.JobId;

/// How much plastic each new job of a line will take in a run, where that is known.
final class PlasticNeeds {
    private PlasticNeeds() {}

    /// `jobs` stand in the order of the line's plates.
    static void note(Handle change, OrderLine line, List<JobId> jobs) {
        if (!(line.choices() instanceof Choices.Part)) return;
        var uses = change.attach(PlasticUses.class);
        var plates = Plated.of(change, line.id()).stream()
                .flatMap(plate -> Collections.nCopies(plate.times(), plate.slice()).stream())
                .toList();
        if (line.contents() instanceof Contents.Program) {
            var each = eachOf(change, line);
            if (each > 0) jobs.forEach(job -> uses.need(job, each));
        } else if (plates.size() == jobs.size()) {
            for (int i = 0; i < plates.size(); i++) {
                var milligrams = plates.get(i).milligrams();
                if (milligrams != null) uses.need(jobs.get(i), milligrams);
            }
        }
    }

    /// Of a program that a customer made: what a copy was priced for; nothing where no rule priced it.
    private static long eachOf(Handle look, OrderLine line) {
        var of = Lines.position(look, line.orderId(), line.id());
        return look.attach(Quotes.class)
                .standing(line.orderId())
                .map(quote -> quote.asked().items())
                .filter(items -> of < items.size())
                .map(items -> items.get(of) instanceof PriceRequest.Part part ? part.milligrams() : 0L)
                .orElse(0L);
    }
}
