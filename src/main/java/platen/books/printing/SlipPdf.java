package platen.books.printing;

import java.time.Instant;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import platen.books.Given;
import platen.books.Given.Amounts;
import platen.books.printing.Press.Look;
import platen.values.Money;

/// A receipt for a printer of receipts: 80 mm wide, and as long as it has to be.
public final class SlipPdf {
    private static final float MM = 72 / 25.4f;
    private static final float WIDE = 80 * MM;
    private static final float LONGEST = 2_000;
    private static final float LEFT = 5 * MM;

    private final Given given;
    private final Labels labels;
    private final Press press;
    private float y = 24;

    private SlipPdf(Given given, Labels labels, Press press) {
        this.given = given;
        this.labels = labels;
        this.press = press;
    }

    public static byte[] of(Given given) {
        var length = set(given, LONGEST).y;
        return set(given, Math.min(LONGEST, length + 20)).press.finish();
    }

    private static SlipPdf set(Given given, float length) {
        var labels = Labels.of(given);
        var title = labels.say(DocumentPdf.titleKey(given)) + " " + given.number();
        var at = Instant.ofEpochMilli(given.atMillis());
        var press = new Press(new PDRectangle(WIDE, length), title, given.shop().name(), labels.language(), at);
        var slip = new SlipPdf(given, labels, press);
        slip.all();
        return slip;
    }

    private void all() {
        var shop = given.shop();
        block(shop.name(), Look.bold(13));
        block(shop.address(), Look.plain(8));
        block(shop.phone(), Look.plain(8));
        if (!shop.taxNumber().isEmpty()) block(labels.say("receipt.tax-number", shop.taxNumber()), Look.plain(8));
        rule();
        block(labels.say(DocumentPdf.titleKey(given)), Look.bold(11));
        block(given.number() + "   " + labels.day(given.atMillis()), Look.plain(8.5f));
        if (!given.order().isEmpty()) block(labels.say("receipt.order") + " " + given.order(), Look.plain(8.5f));
        rule();
        for (var row : given.about()) block(row, Look.bold(8.5f));
        y += 2;
        for (var row : given.rows()) row(row.what(), row.amount(), Look.plain(8.5f));
        sums();
        payment();
        rule();
        block(labels.say("receipt.thanks"), Look.plain(8.5f));
    }

    private void sums() {
        var amounts = given.amounts();
        if (amounts.equals(Amounts.NONE)) return;
        if (amounts.tax().cents() != 0) row(labels.tax(amounts), amounts.tax(), Look.plain(8.5f));
        if (amounts.rounding().cents() != 0) row(labels.say("receipt.rounding"), amounts.rounding(), Look.plain(8.5f));
        y += 3;
        row(labels.say("receipt.total"), amounts.total(), Look.bold(10));
    }

    private void payment() {
        var payment = given.payment();
        if (payment == null) return;
        var key = DocumentPdf.isRefund(given) ? "receipt.given-back" : "receipt.received";
        var amount = DocumentPdf.isRefund(given) ? Money.ZERO.minus(payment.amount()) : payment.amount();
        row(labels.say(key, labels.method(payment.method())), amount, Look.bold(10));
        if (!given.order().isEmpty()) row(labels.say("receipt.left"), payment.open(), Look.plain(8.5f));
    }

    private void row(String what, Money amount, Look look) {
        press.textTo(WIDE - LEFT, y, labels.money(amount), look);
        for (var line : press.lines(what, WIDE - 2 * LEFT - 58, look)) {
            press.text(LEFT, y, line, look);
            y += look.size() * 1.4f;
        }
    }

    private void block(String text, Look look) {
        if (text.isBlank()) return;
        for (var line : press.lines(text, WIDE - 2 * LEFT, look)) {
            press.text(LEFT, y, line, look);
            y += look.size() * 1.4f;
        }
    }

    private void rule() {
        press.rule(LEFT, y - 4, WIDE - LEFT, 0.8f, Press.INK);
        y += 10;
    }
}
