package platen.pricing.first;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.pricing.Rate;
import platen.values.Money;

/// A price book of the first engine.
public record FirstBook(Parts parts, Paper paper) {
    private static final int BASIS_POINTS_PER_PERCENT = 100;
    /// What the shop's forms let through, for the first engine knew no limits.
    private static final int MOST_PARTS = 200;

    private static final int MOST_COPIES = 10_000;
    private static final int MOST_PAGES = 10_000;
    private static final int LONGEST_HOURS = 1_000;
    private static final int LONGEST_SIDE_MM = 2_000;
    private static final String PAPER = "Paper";
    private static final String PRESS = "Press";
    /// Width and height, in tenths of a millimetre.
    private static final List<Integer> LETTER = List.of(2159, 2794);

    private static final Map<String, List<Integer>> KNOWN_SHEETS = Map.of(
            "Letter",
            LETTER,
            "Legal",
            List.of(2159, 3556),
            "Tabloid",
            List.of(2794, 4318),
            "A5",
            List.of(1480, 2100),
            "A4",
            List.of(2100, 2970),
            "A3",
            List.of(2970, 4200));

    /// 3D parts: a start, the machine's time, the material, and an allowance for prints that fail.
    public record Parts(Money setup, Money perHour, int failurePercent, Money minimum, List<Filament> materials) {
        public Parts {
            materials = List.copyOf(materials);
        }

        public Optional<Filament> material(String name) {
            return materials.stream()
                    .filter(material -> material.name().equals(name))
                    .findFirst();
        }
    }

    public record Filament(String name, List<String> colours, Money perKilogram) {
        public Filament {
            colours = List.copyOf(colours);
        }
    }

    /// Prints on paper: a start, the sheets, and each printed side in black or in colour.
    public record Paper(Money setup, Money perBlackSide, Money perColourSide, List<Sheet> sheets) {
        public Paper {
            sheets = List.copyOf(sheets);
        }

        public Optional<Sheet> sheet(String size) {
            return sheets.stream().filter(sheet -> sheet.size().equals(size)).findFirst();
        }
    }

    public record Sheet(String size, Money perSheet) {}

    /// The same prices as today's engine reads them: parts, and copies of whole sheets.
    public PriceBook today() {
        var sheetNames = paper.sheets().stream().map(Sheet::size).toList();
        return new PriceBook(
                new PriceBook.General(Rate.ZERO, new Money(1), 0),
                new PriceBook.Parts(
                        parts.setup(),
                        0,
                        0,
                        Rate.of(parts.perHour()),
                        parts.failurePercent() * BASIS_POINTS_PER_PERCENT,
                        parts.minimum(),
                        MOST_PARTS,
                        LONGEST_HOURS,
                        LONGEST_SIDE_MM,
                        false),
                parts.materials().stream()
                        .map(one -> new PriceBook.Filament(one.name(), one.colours(), Rate.of(one.perKilogram())))
                        .toList(),
                paper.sheets().stream()
                        .map(sheet -> new PriceBook.Size(sheet.size(), width(sheet), height(sheet)))
                        .toList(),
                paper.sheets().stream()
                        .map(sheet -> new PriceBook.Paper(
                                PAPER, sheet.size(), width(sheet), height(sheet), Rate.of(sheet.perSheet()), 1))
                        .toList(),
                List.of(new PriceBook.Press(PRESS, 0, Money.ZERO, 0, 0, 0, false)),
                List.of(
                        new PriceBook.Ink(PRESS, "black", Rate.of(paper.perBlackSide()), Rate.ZERO, 0),
                        new PriceBook.Ink(PRESS, "colour", Rate.of(paper.perColourSide()), Rate.ZERO, 0)),
                List.of(),
                sheetNames.isEmpty() ? List.of() : List.of(copies(sheetNames)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    private PriceBook.Product copies(List<String> sizes) {
        return new PriceBook.Product(
                PaperProduct.COPIES,
                sizes,
                List.of(PAPER),
                List.of(),
                List.of(PRESS),
                List.of(),
                List.of(),
                0,
                0,
                paper.setup(),
                0,
                Money.ZERO,
                MOST_COPIES,
                MOST_PAGES);
    }

    private static int width(Sheet sheet) {
        return KNOWN_SHEETS.getOrDefault(sheet.size(), LETTER).getFirst();
    }

    private static int height(Sheet sheet) {
        return KNOWN_SHEETS.getOrDefault(sheet.size(), LETTER).getLast();
    }
}
