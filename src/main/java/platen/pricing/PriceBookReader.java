package platen.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import platen.pricing.PriceBook.Band;
import platen.pricing.PriceBook.Break;
import platen.pricing.PriceBook.Delivery;
import platen.pricing.PriceBook.Filament;
import platen.pricing.PriceBook.Finish;
import platen.pricing.PriceBook.General;
import platen.pricing.PriceBook.Group;
import platen.pricing.PriceBook.Ink;
import platen.pricing.PriceBook.Paper;
import platen.pricing.PriceBook.Parts;
import platen.pricing.PriceBook.Press;
import platen.pricing.PriceBook.Product;
import platen.pricing.PriceBook.Rush;
import platen.pricing.PriceBook.Size;
import platen.pricing.PriceBook.Word;
import platen.values.Message;
import platen.values.Money;

/// Makes a [PriceBook] of a TOML text, or tells everything that is wrong with it.
public final class PriceBookReader {
    /// Longer than any book that a person keeps by hand.
    private static final int LONGEST_TEXT = 200_000;
    private static final int MOST_ROWS = 60;
    private static final int MOST_MINUTES = 10_000;
    private static final int MOST_COPIES = 1_000_000;
    private static final int LONGEST_MM = 2_000;
    private static final int MOST_DAYS = 365;
    private static final int MOST_PERCENT = 1_000;

    private static final TomlMapper TOML = TomlMapper.builder(TomlFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(40)
                            .maxNestingDepth(20)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public sealed interface Outcome {
        record Read(PriceBook book) implements Outcome {}

        record Wrong(List<BookComplaint> complaints) implements Outcome {}
    }

    private PriceBookReader() {}

    public static Outcome read(String text) {
        if (text.length() > LONGEST_TEXT) return wrong("", Message.of("pricing.book-text-long", LONGEST_TEXT));
        try {
            return read(TOML.readTree(text));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            return wrong(
                    "", Message.of("pricing.book-no-toml", at == null ? 0 : at.getLineNr(), e.getOriginalMessage()));
        }
    }

    /// Reads a book from its tree, as a form has it.
    public static Outcome read(JsonNode tree) {
        var complaints = new ArrayList<BookComplaint>();
        var book = book(new BookFields("", tree, complaints));
        new BookNames(book, complaints).check();
        return complaints.isEmpty() ? new Outcome.Read(book) : new Outcome.Wrong(List.copyOf(complaints));
    }

    /// The tree of a book's text that was read before.
    public static ObjectNode tree(String text) {
        try {
            return (ObjectNode) TOML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A book that was stored, and so was read before.
    public static PriceBook stored(String text) {
        return switch (read(text)) {
            case Outcome.Read(var book) -> book;
            case Outcome.Wrong(var complaints) ->
                throw new IllegalStateException("a stored price book is wrong: " + complaints);
        };
    }

    /// The text of the book that is in the jar, with its comments.
    public static String shippedText(boolean usPaper) {
        var name = "prices/" + (usPaper ? "us" : "metric") + ".toml";
        try (var in = PriceBookReader.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the jar has no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PriceBook shipped(boolean usPaper) {
        return stored(shippedText(usPaper));
    }

    private static Outcome wrong(String field, Message what) {
        return new Outcome.Wrong(List.of(new BookComplaint(field, what)));
    }

    private static PriceBook book(BookFields file) {
        var book = new PriceBook(
                general(file.table("general")),
                parts(file.table("parts")),
                file.rows("materials", MOST_ROWS).stream()
                        .map(PriceBookReader::material)
                        .toList(),
                file.rows("sizes", MOST_ROWS).stream()
                        .map(PriceBookReader::size)
                        .toList(),
                file.rows("papers", MOST_ROWS).stream()
                        .map(PriceBookReader::paper)
                        .toList(),
                file.rows("presses", MOST_ROWS).stream()
                        .map(PriceBookReader::press)
                        .toList(),
                file.rows("inks", MOST_ROWS).stream().map(PriceBookReader::ink).toList(),
                file.rows("finishing", MOST_ROWS).stream()
                        .map(PriceBookReader::finish)
                        .toList(),
                file.rows("products", MOST_ROWS).stream()
                        .map(PriceBookReader::product)
                        .toList(),
                file.rows("breaks", MOST_ROWS).stream()
                        .map(PriceBookReader::step)
                        .toList(),
                file.rows("rush", MOST_ROWS).stream().map(PriceBookReader::rush).toList(),
                file.rows("groups", MOST_ROWS).stream()
                        .map(PriceBookReader::group)
                        .toList(),
                file.rows("bands", MOST_ROWS).stream()
                        .map(PriceBookReader::band)
                        .toList(),
                file.has("delivery") ? delivery(file.table("delivery")) : null,
                file.rows("words", BookWords.MOST).stream()
                        .map(PriceBookReader::word)
                        .toList());
        file.end();
        return book;
    }

    private static General general(BookFields fields) {
        var labour = fields.needRate("labour_per_hour");
        var step = fields.money("round_up_to");
        var days = fields.whole("ready_in_days", 0, MOST_DAYS);
        fields.end();
        return new General(labour, step.cents() == 0 ? new Money(1) : step, days);
    }

    private static Parts parts(BookFields fields) {
        var parts = new Parts(
                fields.money("setup"),
                fields.whole("labour_minutes", 0, MOST_MINUTES),
                fields.whole("labour_minutes_each", 0, MOST_MINUTES),
                fields.needRate("per_machine_hour"),
                fields.percent("failure_percent", 100),
                fields.money("minimum"),
                fields.needWhole("most", 1, MOST_COPIES),
                fields.needWhole("longest_hours", 1, 1_000),
                fields.needWhole("longest_side_mm", 1, LONGEST_MM),
                fields.flag("defects_to_a_person"));
        fields.end();
        return parts;
    }

    private static Filament material(BookFields fields) {
        var material = new Filament(fields.name("name"), fields.texts("colours"), fields.needRate("per_kilogram"));
        fields.end();
        return material;
    }

    private static Size size(BookFields fields) {
        var size = new Size(
                fields.name("name"),
                fields.length("width_mm", 10, LONGEST_MM),
                fields.length("height_mm", 10, LONGEST_MM));
        fields.end();
        return size;
    }

    private static Paper paper(BookFields fields) {
        var paper = new Paper(
                fields.name("name"),
                fields.name("sheet"),
                fields.length("width_mm", 10, LONGEST_MM),
                fields.length("height_mm", 10, LONGEST_MM),
                fields.needRate("per_sheet"),
                Math.max(1, fields.whole("clicks", 0, 10)));
        fields.end();
        return paper;
    }

    private static Press press(BookFields fields) {
        var press = new Press(
                fields.name("name"),
                fields.length("margin_mm", 0, 100),
                fields.money("setup"),
                fields.whole("labour_minutes", 0, MOST_MINUTES),
                fields.whole("waste_sheets", 0, 10_000),
                fields.percent("waste_percent", 100),
                fields.flag("combines"));
        fields.end();
        return press;
    }

    private static Ink ink(BookFields fields) {
        var ink = new Ink(
                fields.name("press"),
                fields.name("name"),
                fields.needRate("click"),
                fields.rate("stencil"),
                fields.whole("stencil_lasts", 0, MOST_COPIES));
        fields.end();
        return ink;
    }

    private static Finish finish(BookFields fields) {
        var name = fields.name("name");
        var per = fields.text("per");
        if (!per.isEmpty() && !per.equals("copy") && !per.equals("sheet")) {
            fields.complain("per", "pricing.book-no-choice", per, "copy, sheet");
        }
        var finish = new Finish(
                name,
                fields.money("setup"),
                fields.whole("labour_minutes", 0, MOST_MINUTES),
                fields.rate("each"),
                fields.whole("seconds_each", 0, 36_000),
                per.equals("sheet") ? Finish.Per.SHEET : Finish.Per.COPY);
        fields.end();
        return finish;
    }

    private static Product product(BookFields fields) {
        var name = fields.name("name");
        var known = PaperProduct.of(name);
        if (known.isEmpty()) {
            fields.complain("name", "pricing.book-no-choice", name, "flyer, poster, card, booklet, sticker, copies");
        }
        var product = new Product(
                known.orElse(PaperProduct.COPIES),
                fields.texts("sizes"),
                fields.texts("papers"),
                fields.texts("covers"),
                fields.texts("presses"),
                fields.texts("always"),
                fields.texts("offered"),
                fields.length("bleed_mm", 0, 50),
                fields.length("gutter_mm", 0, 50),
                fields.money("setup"),
                fields.whole("labour_minutes", 0, MOST_MINUTES),
                fields.money("minimum"),
                fields.needWhole("most", 1, MOST_COPIES),
                fields.needWhole("most_pages", 1, 10_000));
        fields.end();
        return product;
    }

    private static Break step(BookFields fields) {
        var step = new Break(
                fields.name("product"), fields.needWhole("from", 2, MOST_COPIES), fields.percent("percent_off", 100));
        fields.end();
        return step;
    }

    private static Rush rush(BookFields fields) {
        var rush = new Rush(
                fields.name("name"),
                fields.text("words"),
                fields.percent("percent", MOST_PERCENT),
                fields.money("least"),
                fields.whole("ready_in_days", 0, MOST_DAYS));
        fields.end();
        return rush;
    }

    private static Delivery delivery(BookFields fields) {
        if (!fields.has("price")) fields.complain("price", "pricing.book-missing");
        var delivery = new Delivery(fields.text("words"), fields.money("price"));
        fields.end();
        return delivery;
    }

    private static Word word(BookFields fields) {
        var word = new Word(fields.words("name"), fields.words("es"));
        fields.end();
        return word;
    }

    private static Group group(BookFields fields) {
        var group = new Group(fields.name("name"), fields.text("words"), fields.percent("percent_off", 100));
        fields.end();
        return group;
    }

    private static Band band(BookFields fields) {
        if (!fields.has("pays_percent")) fields.complain("pays_percent", "pricing.book-missing");
        var band = new Band(fields.name("name"), fields.text("words"), fields.percent("pays_percent", MOST_PERCENT));
        fields.end();
        return band;
    }
}
