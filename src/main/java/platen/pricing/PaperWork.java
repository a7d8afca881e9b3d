package platen.pricing;

import static platen.pricing.PriceLine.Unit.PIECE;
import static platen.pricing.PriceLine.Unit.SHEET;
import static platen.pricing.PriceLine.Unit.SIDE;
import static platen.pricing.Work.Heading.FINISHING;
import static platen.pricing.Work.Heading.MATERIAL;
import static platen.pricing.Work.Heading.PREPARING;
import static platen.pricing.Work.Heading.PRINTING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import platen.pricing.Sheets.Piece;
import platen.values.Message;

/// What paper work takes: a start, sheets and those that are spoiled, clicks and stencils, and the
/// steps after printing.
final class PaperWork {
    /// Sides of a folded sheet of a booklet.
    private static final int PAGES_PER_SPREAD = 4;

    private final PriceBook book;
    private final PriceBook.Product product;
    private final PriceBook.Size size;
    private final PriceBook.Press press;
    private final List<PriceBook.Ink> inks;
    private final PriceRequest.Paper wish;

    private PaperWork(
            PriceBook book,
            PriceBook.Product product,
            PriceBook.Size size,
            PriceBook.Press press,
            List<PriceBook.Ink> inks,
            PriceRequest.Paper wish) {
        this.book = book;
        this.product = product;
        this.size = size;
        this.press = press;
        this.inks = inks;
        this.wish = wish;
    }

    static Work.Outcome of(PriceBook book, PriceRequest.Paper asked) {
        var found = book.product(asked.product());
        if (found.isEmpty())
            return Work.askUs("pricing.ask-no-rule", asked.product().word());
        var product = found.get();
        var wish = PaperChoice.filled(book, product, asked);
        var missing = PaperChoice.notOffered(book, product, wish);
        var why = new ArrayList<Message>();
        missing.ifPresent(name -> why.add(Message.of("pricing.ask-no-rule", name)));
        if (wish.quantity() > product.most()) why.add(Message.of("pricing.ask-quantity", product.most()));
        if (wish.pages() > product.mostPages()) why.add(Message.of("pricing.ask-too-long", product.mostPages()));
        if (missing.isPresent()) return new Work.Outcome.AskUs(why);
        var inks = book.inksOf(wish.press()).stream()
                .filter(ink -> wish.inks().contains(ink.name()))
                .toList();
        return new PaperWork(
                        book,
                        product,
                        book.size(wish.size()).orElseThrow(),
                        book.press(wish.press()).orElseThrow(),
                        inks,
                        wish)
                .planned(why);
    }

    /// `why` is what else goes to a person.
    private Work.Outcome planned(List<Message> why) {
        var all = new ArrayList<Sheets>();
        for (var piece : pieces()) {
            Sheets.of(book, product, press, inks, piece)
                    .ifPresentOrElse(
                            all::add, () -> why.add(Message.of("pricing.ask-too-large", wish.size(), piece.paper())));
        }
        if (!why.isEmpty()) return new Work.Outcome.AskUs(why);
        var work = new Work(book, product.minimum(), product.name().word(), wish.quantity());
        prepare(work);
        all.forEach(sheets -> addSheets(work, sheets));
        all.forEach(sheets -> inks.forEach(ink -> addInk(work, sheets, ink)));
        var count = all.stream().mapToLong(Sheets::count).sum();
        steps().forEach(step -> addStep(work, step, count));
        return new Work.Outcome.Planned(work);
    }

    private List<Piece> pieces() {
        if (product.name() == PaperProduct.BOOKLET) return spreads();
        var perPiece = wish.twoSided() ? 2 : 1;
        var kinds = Math.ceilDiv(wish.pages(), perPiece);
        return List.of(new Piece(wish.paper(), size.width(), size.height(), kinds, wish.pages(), wish.quantity()));
    }

    /// A stapled booklet is folded of sheets twice as wide, with four pages each; the cover is the outermost.
    private List<Piece> spreads() {
        var spreads = Math.max(1, Math.ceilDiv(wish.pages(), PAGES_PER_SPREAD));
        if (wish.cover().isEmpty() || wish.cover().equals(wish.paper())) return List.of(spread(wish.paper(), spreads));
        var cover = spread(wish.cover(), 1);
        return spreads == 1 ? List.of(cover) : List.of(cover, spread(wish.paper(), spreads - 1));
    }

    private Piece spread(String paper, int kinds) {
        return new Piece(paper, 2 * size.width(), size.height(), kinds, 2 * kinds, wish.quantity());
    }

    private void prepare(Work work) {
        work.addOnce(PREPARING, Message.of("pricing.sum-setup"), product.setup());
        work.addMinutes(PREPARING, Message.of("pricing.sum-labour"), product.labourMinutes());
        work.addOnce(PREPARING, Message.of("pricing.sum-press", press.name()), press.setup());
        work.addMinutes(PREPARING, Message.of("pricing.sum-press-labour", press.name()), press.labourMinutes());
    }

    private void addSheets(Work work, Sheets sheets) {
        var paper = sheets.paper();
        work.add(
                MATERIAL,
                Message.of("pricing.sum-sheets", paper.name(), paper.sheet(), sheets.up()),
                sheets.count(),
                SHEET,
                paper.perSheet());
        work.add(MATERIAL, Message.of("pricing.sum-waste", paper.name()), sheets.waste(press), SHEET, paper.perSheet());
    }

    private void addInk(Work work, Sheets sheets, PriceBook.Ink ink) {
        work.add(PRINTING, Message.of("pricing.sum-clicks", ink.name()), sheets.clicks(), SIDE, ink.click());
        work.add(PRINTING, Message.of("pricing.sum-stencils", ink.name()), sheets.stencils(ink), PIECE, ink.stencil());
    }

    /// What is always done comes first, then what was chosen.
    private List<PriceBook.Finish> steps() {
        return Stream.concat(product.always().stream(), wish.finishing().stream())
                .distinct()
                .map(book::finish)
                .flatMap(Optional::stream)
                .toList();
    }

    private void addStep(Work work, PriceBook.Finish step, long sheets) {
        var count = switch (step.per()) {
            case COPY -> wish.quantity();
            case SHEET -> sheets;
        };
        work.addOnce(FINISHING, Message.of("pricing.sum-finish-setup", step.name()), step.setup());
        work.addMinutes(FINISHING, Message.of("pricing.sum-finish-setup", step.name()), step.labourMinutes());
        work.add(FINISHING, Message.of("pricing.sum-finish", step.name()), count, PIECE, step.each());
        work.addSeconds(
                FINISHING,
                Message.of("pricing.sum-finish-hand", step.name()),
                Math.multiplyExact((long) step.secondsEach(), count));
    }
}
