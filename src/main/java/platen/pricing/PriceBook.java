package platen.pricing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import platen.values.Money;

/// What the shop's work costs. A published version is never changed; quotes name the one they used.
public record PriceBook(Parts parts, Paper paper) {

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

    /// Prices to begin with. They are examples: a shop looks at each before it publishes them.
    public static PriceBook example(boolean usPaper) {
        return new PriceBook(
                new Parts(
                        new Money(200),
                        new Money(250),
                        10,
                        new Money(500),
                        List.of(
                                new Filament("PLA", List.of("black", "white", "red", "blue"), new Money(3000)),
                                new Filament("PETG", List.of("black", "white"), new Money(3600)))),
                new Paper(
                        new Money(200),
                        new Money(5),
                        new Money(25),
                        usPaper
                                ? List.of(
                                        new Sheet("Letter", new Money(2)),
                                        new Sheet("Legal", new Money(3)),
                                        new Sheet("Tabloid", new Money(5)))
                                : List.of(new Sheet("A4", new Money(2)), new Sheet("A3", new Money(5)))));
    }

    /// Whether every price can be charged: none negative, names not empty.
    @JsonIgnore
    public boolean isSound() {
        var prices = Stream.of(
                Stream.of(
                        parts.setup,
                        parts.perHour,
                        parts.minimum,
                        paper.setup,
                        paper.perBlackSide,
                        paper.perColourSide),
                parts.materials.stream().map(Filament::perKilogram),
                paper.sheets.stream().map(Sheet::perSheet));
        return prices.flatMap(some -> some).allMatch(price -> price.cents() >= 0)
                && parts.failurePercent >= 0
                && parts.failurePercent <= 100;
    }
}
