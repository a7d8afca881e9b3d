package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.pricing.Plates;
import platen.pricing.PriceRequest;
import platen.slicing.PlateWish;
import platen.values.Message;

/// What one line of an order asks of the shop: what its part of the price is reckoned from, and why a person has to
/// look at it.
final class LineWork {
    private static final double MILLIGRAMS_PER_GRAM = 1_000;
    private static final double MM3_PER_CM3 = 1_000;
    /// More plates than that are no order for a night: a person plans them.
    private static final int MOST_PLATES = 30;

    private final ShopPrinters printers;
    private final PartPlans plans;

    /// `item` is nothing as long as nobody has chosen; a guess is what no slicer has found yet.
    record Asked(PriceRequest.@Nullable Item item, List<Message> why, boolean isGuess) {
        static Asked of(PriceRequest.@Nullable Item item) {
            return new Asked(item, List.of(), false);
        }

        /// Nobody chooses anything for what can't be printed as it is.
        boolean isChosen() {
            return item != null || !why.isEmpty();
        }
    }

    LineWork(ShopPrinters printers, PartPlans plans) {
        this.printers = printers;
        this.plans = plans;
    }

    static List<PriceRequest.Item> items(List<Asked> lines) {
        return lines.stream()
                .flatMap(line -> Optional.ofNullable(line.item()).stream())
                .toList();
    }

    Asked of(Handle look, OrderLine line, Instant now) {
        return switch (line.choices()) {
            case Choices.Part part -> part(look, line, part, now);
            case Choices.Paper paper ->
                Asked.of(line.contents() instanceof Contents.Document document ? paper.of(document.pages()) : null);
            case null -> new Asked(null, stop(line), false);
        };
    }

    static boolean isStopped(OrderLine line) {
        return !stop(line).isEmpty();
    }

    private static List<Message> stop(OrderLine line) {
        return line.contents() instanceof Contents.Part mesh && mesh.stop() != null ? List.of(mesh.stop()) : List.of();
    }

    private Asked part(Handle look, OrderLine line, Choices.Part part, Instant now) {
        return switch (line.contents()) {
            case Contents.Part mesh -> mesh(look, line, mesh, part, now);
            case Contents.Program program -> Asked.of(ofProgram(program, part));
            case Contents.Document _ -> Asked.of(null);
        };
    }

    private Asked mesh(Handle look, OrderLine line, Contents.Part mesh, Choices.Part part, Instant now) {
        var one = PartPlans.wish(printers.fittingOrAny(look, mesh, part), mesh, part);
        var most = most(look, line, mesh, one, now);
        var plates = Plated.of(look, line.id());
        var why = why(look, mesh, part, most, plates);
        return plates.isEmpty() || !Plated.areDone(plates)
                ? new Asked(PartPlans.estimated(mesh, one, part.quantity(), most), why, true)
                : new Asked(PartPlans.sliced(mesh, one, part.quantity(), most, plates), why, false);
    }

    private List<Message> why(Handle look, Contents.Part mesh, Choices.Part part, int most, List<Plated> plates) {
        var why = why(printers.fitting(look, mesh, part).isEmpty(), part, most);
        if (!why.isEmpty()) return why;
        return plates.stream()
                .flatMap(plate -> Optional.ofNullable(plate.slice().problem()).stream())
                .distinct()
                .toList();
    }

    /// What is known without the slicer.
    static List<Message> why(boolean isTooBig, Choices.Part part, int most) {
        if (isTooBig) return List.of(Message.of("orders.too-big"));
        return isTooMany(part, most) ? List.of(Message.of("orders.many-plates", MOST_PLATES)) : List.of();
    }

    private static boolean isTooMany(Choices.Part part, int most) {
        return Plates.split(part.quantity(), most).stream()
                        .mapToInt(Plates.Split::times)
                        .sum()
                > MOST_PLATES;
    }

    /// Asks the slicer for the plates of a part that can be printed here.
    void askSlicer(Handle change, OrderLine line, Choices choices, Instant now) {
        if (!(choices instanceof Choices.Part part) || !(line.contents() instanceof Contents.Part mesh)) return;
        if (mesh.unseen() || !plans.canSlice() || printers.all(change).isEmpty()) return;
        var printer = printers.fitting(change, mesh, part);
        if (printer.isEmpty()) return;
        var one = PartPlans.wish(printer.get(), mesh, part);
        var most = most(change, line, mesh, one, now);
        if (isTooMany(part, most)) return;
        for (var plate : plans.ask(change, line.file(), one, Plates.split(part.quantity(), most), now)) {
            change.attach(LinePlates.class).add(line.id(), plate.slice().id(), plate.times());
        }
    }

    private int most(Handle look, OrderLine line, Contents.Part mesh, PlateWish one, Instant now) {
        var book = look.attach(PriceBooks.class).current(now).orElseThrow().book();
        return plans.most(look, line.file(), mesh, one, book);
    }

    private PriceRequest.Part ofProgram(Contents.Program program, Choices.Part part) {
        var grams = program.filamentMm3() / MM3_PER_CM3 * printers.density(program.profile(), part.material());
        var milligrams = Math.round(grams * MILLIGRAMS_PER_GRAM);
        return new PriceRequest.Part(part.material(), milligrams, program.seconds(), 0, false, part.quantity());
    }
}
