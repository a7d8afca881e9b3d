package platen.pricing;

import static platen.pricing.PriceLine.Unit.HOUR;
import static platen.pricing.PriceLine.Unit.KILOGRAM;
import static platen.pricing.Work.Heading.FAILURES;
import static platen.pricing.Work.Heading.FINISHING;
import static platen.pricing.Work.Heading.MATERIAL;
import static platen.pricing.Work.Heading.PREPARING;
import static platen.pricing.Work.Heading.PRINTING;

import java.util.ArrayList;
import platen.pricing.PriceLine.Sum;
import platen.values.Message;

/// What a 3D part takes: a start, its plastic, the machine's time, a hand, and prints that fail.
final class PartWork {
    private static final int SECONDS_PER_HOUR = 3_600;

    private PartWork() {}

    static Work.Outcome of(PriceBook book, PriceRequest.Part part) {
        var prices = book.parts();
        var why = new ArrayList<Message>();
        if (part.quantity() > prices.most()) why.add(Message.of("pricing.ask-quantity", prices.most()));
        if (part.longestSideMm() > prices.longestSideMm()) {
            why.add(Message.of("pricing.ask-too-large-part", prices.longestSideMm()));
        }
        if (part.longestSeconds() > (long) prices.longestHours() * SECONDS_PER_HOUR) {
            why.add(Message.of("pricing.ask-too-long-print", prices.longestHours()));
        }
        if (part.defective() && prices.defectsToAPerson()) why.add(Message.of("pricing.ask-defect"));
        var material = book.material(part.material());
        if (material.isEmpty()) why.add(Message.of("pricing.no-such-material", part.material()));
        return why.isEmpty()
                ? new Work.Outcome.Planned(planned(book, part, material.orElseThrow()))
                : new Work.Outcome.AskUs(why);
    }

    private static Work planned(PriceBook book, PriceRequest.Part part, PriceBook.Filament material) {
        var prices = book.parts();
        var work = new Work(book, prices.minimum(), BookNames.PART, part.quantity());
        work.addOnce(PREPARING, Message.of("pricing.sum-setup"), prices.setup());
        work.addMinutes(PREPARING, Message.of("pricing.sum-labour"), prices.labourMinutes());
        var plastic = Sum.of(
                Message.of("pricing.sum-plastic", part.material()),
                part.allMilligrams(),
                KILOGRAM,
                material.perKilogram());
        var time = Sum.of(machine(part), part.allSeconds(), HOUR, prices.perMachineHour());
        work.add(MATERIAL, plastic);
        work.add(PRINTING, time);
        work.addMinutes(
                FINISHING,
                Message.of("pricing.sum-part-hand"),
                Math.multiplyExact((long) prices.labourMinutesEach(), part.quantity()));
        work.add(FAILURES, plastic.share(Message.of("pricing.sum-failed-plastic"), prices.failureBasisPoints()));
        work.add(FAILURES, time.share(Message.of("pricing.sum-failed-time"), prices.failureBasisPoints()));
        return work;
    }

    private static Message machine(PriceRequest.Part part) {
        var plates = part.plates();
        if (plates == null || part.quantity() == 1) return Message.of("pricing.sum-machine");
        return plates.count() == 1
                ? Message.of("pricing.sum-machine-plate", part.quantity())
                : Message.of("pricing.sum-machine-plates", plates.count(), plates.words());
    }
}
