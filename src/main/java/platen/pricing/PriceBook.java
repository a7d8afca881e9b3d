package platen.pricing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// What the shop's work costs. A published version is never changed; quotes name the one they used.
///
/// Tables refer to each other by name; [PriceBookReader] has made sure that each name is there. Lengths
/// are in tenths of a millimetre, percentages in hundredths of a percent.
public record PriceBook(
        General general,
        Parts parts,
        List<Filament> materials,
        List<Size> sizes,
        List<Paper> papers,
        List<Press> presses,
        List<Ink> inks,
        List<Finish> finishing,
        List<Product> products,
        List<Break> breaks,
        List<Rush> rush,
        List<Group> groups,
        List<Band> bands,
        @Nullable Delivery delivery,
        List<Word> words) {

    public PriceBook {
        materials = List.copyOf(materials);
        sizes = List.copyOf(sizes);
        papers = List.copyOf(papers);
        presses = List.copyOf(presses);
        inks = List.copyOf(inks);
        finishing = List.copyOf(finishing);
        products = List.copyOf(products);
        breaks = List.copyOf(breaks);
        rush = List.copyOf(rush);
        groups = List.copyOf(groups);
        bands = List.copyOf(bands);
        words = List.copyOf(words);
    }

    /// An hour of a person's work, to what the whole is rounded up, and in how many open days work is ready as
    /// a rule; 0 where nothing is promised.
    public record General(Rate labourPerHour, Money roundUpTo, int readyInDays) {}

    /// 3D parts. A part that is longer, takes longer or is wanted oftener than this goes to a person.
    public record Parts(
            Money setup,
            int labourMinutes,
            int labourMinutesEach,
            Rate perMachineHour,
            int failureBasisPoints,
            Money minimum,
            int most,
            int longestHours,
            int longestSideMm,
            boolean defectsToAPerson) {}

    public record Filament(String name, List<String> colours, Rate perKilogram) {
        public Filament {
            colours = List.copyOf(colours);
        }
    }

    /// A finished size, after cutting or folding.
    public record Size(String name, int width, int height) {}

    /// A paper in one size of sheet; the same paper in another size has a row of its own, and the same name.
    public record Paper(String name, String sheet, int width, int height, Rate perSheet, int clicks) {}

    /// What prints: its margin stays white, and `waste` is what it spoils. One that `combines` prints
    /// several inks on one side, each in a run of its own.
    public record Press(
            String name,
            int margin,
            Money setup,
            int labourMinutes,
            int wasteSheets,
            int wasteBasisPoints,
            boolean combines) {}

    /// An ink of a press: each printed side is a click, and a stencil is made anew after so many of them.
    public record Ink(String press, String name, Rate click, Rate stencil, int stencilLasts) {}

    /// A step after printing.
    public record Finish(String name, Money setup, int labourMinutes, Rate each, int secondsEach, Per per) {
        public enum Per {
            COPY,
            SHEET
        }
    }

    /// One kind of paper work, and what can be chosen for it; the first of each list where nothing is.
    public record Product(
            PaperProduct name,
            List<String> sizes,
            List<String> papers,
            List<String> covers,
            List<String> presses,
            List<String> always,
            List<String> offered,
            int bleed,
            int gutter,
            Money setup,
            int labourMinutes,
            Money minimum,
            int most,
            int mostPages) {
        public Product {
            sizes = List.copyOf(sizes);
            papers = List.copyOf(papers);
            covers = List.copyOf(covers);
            presses = List.copyOf(presses);
            always = List.copyOf(always);
            offered = List.copyOf(offered);
        }

        private Product withoutLimits() {
            return new Product(
                    name,
                    sizes,
                    papers,
                    covers,
                    presses,
                    always,
                    offered,
                    bleed,
                    gutter,
                    setup,
                    labourMinutes,
                    minimum,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE);
        }
    }

    /// From so many copies on, this is taken off all but the preparation. `product` is `part` or a paper product.
    public record Break(String product, int from, int offBasisPoints) {}

    /// Earlier than usual: a share of the work, and so much at least; ready in so many open days, 0 where
    /// nothing is promised.
    public record Rush(String name, String words, int basisPoints, Money least, int readyInDays) {}

    /// Bringing a whole order to its customer: what it costs, and where to and how, in words. Neither group nor band
    /// takes anything off it.
    public record Delivery(String words, Money price) {}

    public record Group(String name, String words, int offBasisPoints) {}

    /// A step of the sliding scale, which customers choose without proof: the share of the price that they pay.
    public record Band(String name, String words, int paysBasisPoints) {}

    /// What a name or a sentence of this book is in Spanish, wherever it stands in it.
    public record Word(String name, String spanish) {}

    public Optional<Filament> material(String name) {
        return named(materials, Filament::name, name);
    }

    public Optional<Size> size(String name) {
        return named(sizes, Size::name, name);
    }

    public Optional<Press> press(String name) {
        return named(presses, Press::name, name);
    }

    public Optional<Finish> finish(String name) {
        return named(finishing, Finish::name, name);
    }

    public Optional<Product> product(PaperProduct product) {
        return products.stream().filter(one -> one.name() == product).findFirst();
    }

    public Optional<Rush> rush(String name) {
        return named(rush, Rush::name, name);
    }

    public Optional<Group> group(String name) {
        return named(groups, Group::name, name);
    }

    public Optional<Band> band(String name) {
        return named(bands, Band::name, name);
    }

    public List<Ink> inksOf(String press) {
        return inks.stream().filter(ink -> ink.press().equals(press)).toList();
    }

    /// What a quantity takes off.
    int offBasisPoints(String product, int quantity) {
        return breaks.stream()
                .filter(step -> step.product().equals(product) && step.from() <= quantity)
                .mapToInt(Break::offBasisPoints)
                .max()
                .orElse(0);
    }

    /// The same prices with another allowance for prints that fail.
    public PriceBook withFailures(int basisPoints) {
        var other = new Parts(
                parts.setup(),
                parts.labourMinutes(),
                parts.labourMinutesEach(),
                parts.perMachineHour(),
                basisPoints,
                parts.minimum(),
                parts.most(),
                parts.longestHours(),
                parts.longestSideMm(),
                parts.defectsToAPerson());
        return new PriceBook(
                general, other, materials, sizes, papers, presses, inks, finishing, products, breaks, rush, groups,
                bands, delivery, words);
    }

    /// The same prices, for any quantity, size and time.
    PriceBook withoutLimits() {
        var endless = new Parts(
                parts.setup(),
                parts.labourMinutes(),
                parts.labourMinutesEach(),
                parts.perMachineHour(),
                parts.failureBasisPoints(),
                parts.minimum(),
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                false);
        return new PriceBook(
                general,
                endless,
                materials,
                sizes,
                papers,
                presses,
                inks,
                finishing,
                products.stream().map(Product::withoutLimits).toList(),
                breaks,
                rush,
                groups,
                bands,
                delivery,
                words);
    }

    /// Prices to begin with. They are examples: a shop looks at each before it publishes them.
    public static PriceBook example(boolean usPaper) {
        return PriceBookReader.shipped(usPaper);
    }

    private static <T> Optional<T> named(List<T> all, Function<T, String> name, String wanted) {
        return all.stream().filter(one -> name.apply(one).equals(wanted)).findFirst();
    }
}
