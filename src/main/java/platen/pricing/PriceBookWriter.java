package platen.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import platen.values.Money;

/// Writes a [PriceBook] as the TOML that [PriceBookReader] reads. What can be left out and says nothing is left out.
public final class PriceBookWriter {
    private final StringBuilder text = new StringBuilder();

    private PriceBookWriter() {}

    public static String write(PriceBook book) {
        return new PriceBookWriter().all(book);
    }

    private String all(PriceBook book) {
        text.append("# What the shop's work costs, without tax. Amounts are in the shop's currency.\n");
        section("general");
        rate("labour_per_hour", book.general().labourPerHour());
        money("round_up_to", book.general().roundUpTo());
        whole("ready_in_days", book.general().readyInDays());
        section("parts");
        parts(book.parts());
        rows("materials", book.materials(), PriceBookWriter::material);
        rows("sizes", book.sizes(), PriceBookWriter::size);
        rows("papers", book.papers(), PriceBookWriter::paper);
        rows("presses", book.presses(), PriceBookWriter::press);
        rows("inks", book.inks(), PriceBookWriter::ink);
        rows("finishing", book.finishing(), PriceBookWriter::finish);
        rows("products", book.products(), PriceBookWriter::product);
        rows("breaks", book.breaks(), PriceBookWriter::step);
        rows("rush", book.rush(), PriceBookWriter::rush);
        rows("groups", book.groups(), PriceBookWriter::group);
        rows("bands", book.bands(), PriceBookWriter::band);
        if (book.delivery() != null) {
            section("delivery");
            text("words", book.delivery().words());
            money("price", book.delivery().price());
        }
        rows("words", book.words(), PriceBookWriter::word);
        return text.toString();
    }

    private void parts(PriceBook.Parts parts) {
        money("setup", parts.setup());
        whole("labour_minutes", parts.labourMinutes());
        whole("labour_minutes_each", parts.labourMinutesEach());
        rate("per_machine_hour", parts.perMachineHour());
        decimal("failure_percent", parts.failureBasisPoints(), 2);
        money("minimum", parts.minimum());
        whole("most", parts.most());
        whole("longest_hours", parts.longestHours());
        whole("longest_side_mm", parts.longestSideMm());
        flag("defects_to_a_person", parts.defectsToAPerson());
    }

    private static void material(PriceBookWriter to, PriceBook.Filament material) {
        to.text("name", material.name());
        to.texts("colours", material.colours());
        to.rate("per_kilogram", material.perKilogram());
    }

    private static void size(PriceBookWriter to, PriceBook.Size size) {
        to.text("name", size.name());
        to.decimal("width_mm", size.width(), 1);
        to.decimal("height_mm", size.height(), 1);
    }

    private static void paper(PriceBookWriter to, PriceBook.Paper paper) {
        to.text("name", paper.name());
        to.text("sheet", paper.sheet());
        to.decimal("width_mm", paper.width(), 1);
        to.decimal("height_mm", paper.height(), 1);
        to.rate("per_sheet", paper.perSheet());
        to.whole("clicks", paper.clicks());
    }

    private static void press(PriceBookWriter to, PriceBook.Press press) {
        to.text("name", press.name());
        to.decimal("margin_mm", press.margin(), 1);
        to.money("setup", press.setup());
        to.whole("labour_minutes", press.labourMinutes());
        to.whole("waste_sheets", press.wasteSheets());
        to.decimal("waste_percent", press.wasteBasisPoints(), 2);
        to.flag("combines", press.combines());
    }

    private static void ink(PriceBookWriter to, PriceBook.Ink ink) {
        to.text("press", ink.press());
        to.text("name", ink.name());
        to.rate("click", ink.click());
        to.rate("stencil", ink.stencil());
        to.whole("stencil_lasts", ink.stencilLasts());
    }

    private static void finish(PriceBookWriter to, PriceBook.Finish finish) {
        to.text("name", finish.name());
        to.money("setup", finish.setup());
        to.whole("labour_minutes", finish.labourMinutes());
        to.rate("each", finish.each());
        to.whole("seconds_each", finish.secondsEach());
        to.text("per", finish.per() == PriceBook.Finish.Per.SHEET ? "sheet" : "copy");
    }

    private static void product(PriceBookWriter to, PriceBook.Product product) {
        to.text("name", product.name().word());
        to.texts("sizes", product.sizes());
        to.texts("papers", product.papers());
        to.texts("covers", product.covers());
        to.texts("presses", product.presses());
        to.texts("always", product.always());
        to.texts("offered", product.offered());
        to.decimal("bleed_mm", product.bleed(), 1);
        to.decimal("gutter_mm", product.gutter(), 1);
        to.money("setup", product.setup());
        to.whole("labour_minutes", product.labourMinutes());
        to.money("minimum", product.minimum());
        to.whole("most", product.most());
        to.whole("most_pages", product.mostPages());
    }

    private static void step(PriceBookWriter to, PriceBook.Break step) {
        to.text("product", step.product());
        to.whole("from", step.from());
        to.decimal("percent_off", step.offBasisPoints(), 2);
    }

    private static void rush(PriceBookWriter to, PriceBook.Rush rush) {
        to.text("name", rush.name());
        to.text("words", rush.words());
        to.decimal("percent", rush.basisPoints(), 2);
        to.money("least", rush.least());
        to.whole("ready_in_days", rush.readyInDays());
    }

    private static void group(PriceBookWriter to, PriceBook.Group group) {
        to.text("name", group.name());
        to.text("words", group.words());
        to.decimal("percent_off", group.offBasisPoints(), 2);
    }

    private static void band(PriceBookWriter to, PriceBook.Band band) {
        to.text("name", band.name());
        to.text("words", band.words());
        to.decimal("pays_percent", band.paysBasisPoints(), 2);
    }

    private static void word(PriceBookWriter to, PriceBook.Word word) {
        to.text("name", word.name());
        to.text("es", word.spanish());
    }

    private <T> void rows(String table, List<T> rows, BiConsumer<PriceBookWriter, T> write) {
        for (var row : rows) {
            text.append("\n[[").append(table).append("]]\n");
            write.accept(this, row);
        }
    }

    private void section(String name) {
        text.append("\n[").append(name).append("]\n");
    }

    private void text(String field, String value) {
        if (!value.isEmpty()) line(field, quoted(value));
    }

    private void texts(String field, List<String> values) {
        if (values.isEmpty()) return;
        line(field, values.stream().map(PriceBookWriter::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    private void money(String field, Money value) {
        line(field, value.toString());
    }

    private void rate(String field, Rate value) {
        line(field, value.toString());
    }

    private void whole(String field, int value) {
        line(field, Integer.toString(value));
    }

    private void flag(String field, boolean value) {
        line(field, Boolean.toString(value));
    }

    private void decimal(String field, int value, int digits) {
        var plain = BigDecimal.valueOf(value, digits).stripTrailingZeros();
        line(field, plain.scale() < 0 ? plain.setScale(0).toPlainString() : plain.toPlainString());
    }

    private void line(String field, String value) {
        text.append(field).append(" = ").append(value).append('\n');
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ' || c == 0x7f) quoted.append("\\u%04x".formatted((int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
