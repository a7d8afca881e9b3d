package platen.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import platen.orders.Choices;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.orders.Terms;
import platen.queue.Job;

/// What a job's order tells whoever works on it: its pictures, what comes after printing, how soon it is wanted.
final class JobFacts {
    private final Pictures pictures;
    private final Website.Parts parts;

    JobFacts(Website.Parts parts) {
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    /// A part is shown as its order shows it; anything else by the job's own file.
    Pictures.Shown pictures(Job job) {
        var order = job.orderId();
        var line = line(job).filter(pictures::hasPart);
        if (order == null || line.isEmpty())
            return pictures.shown(
                    job.file(), job.title(), "/work/jobs/" + job.id().value());
        var place =
                "/work/orders/" + order.value() + "/lines/" + line.get().id().value();
        return pictures.shown(line.get(), place);
    }

    Optional<OrderLine> line(Job job) {
        var order = job.orderId();
        if (order == null) return Optional.empty();
        return parts.database().reading(OrderLines.class).of(order).stream()
                .filter(line -> line.id().equals(job.lineId()))
                .findFirst();
    }

    /// The steps after printing, of paper.
    List<String> afterwards(Job job) {
        return line(job).stream()
                .map(OrderLine::choices)
                .flatMap(
                        choices -> choices instanceof Choices.Paper paper ? paper.finishing().stream() : Stream.empty())
                .toList();
    }

    /// How soon it is wanted, where that is sooner than usual.
    String rush(Job job) {
        var order = job.orderId();
        return order == null
                ? ""
                : parts.database().reading(Terms.class).of(order).rush();
    }
}
