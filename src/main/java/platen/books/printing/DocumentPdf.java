package platen.books.printing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.books.Document.Kind;
import platen.books.Given;
import platen.books.Given.Amounts;
import platen.books.printing.Letter.Fact;
import platen.books.printing.Press.Look;
import platen.values.Money;

/// A receipt, an invoice or a credit note on whole sheets. `isOver` stamps what was taken back later.
public final class DocumentPdf {
    private static final float ROW = 17;

    private final Given given;
    private final Labels labels;
    private final Letter letter;

    private DocumentPdf(Given given, Labels labels, Letter letter) {
        this.given = given;
        this.labels = labels;
        this.letter = letter;
    }

    public static byte[] of(Given given, byte @Nullable [] logo, boolean isOver) {
        var labels = Labels.of(given);
        var title = labels.say(titleKey(given)) + " " + given.number();
        var at = Instant.ofEpochMilli(given.atMillis());
        try (var letter = new Letter(given.paper(), title, given.shop(), logo, labels, at)) {
            return new DocumentPdf(given, labels, letter).set(isOver);
        }
    }

    static String titleKey(Given given) {
        return switch (given.kind()) {
            case RECEIPT -> isRefund(given) ? "receipt.refund-title" : "receipt.receipt-title";
            case INVOICE -> "receipt.invoice-title";
            case CREDIT_NOTE -> "receipt.credit-title";
        };
    }

    static boolean isRefund(Given given) {
        return given.payment() != null && given.payment().amount().cents() < 0;
    }

    private byte[] set(boolean isOver) {
        if (isOver) letter.stamp(labels.say("receipt.over"));
        letter.title(labels.say(titleKey(given)), given.number());
        letter.parties(labels.say("receipt.for"), receiver(), facts());
        rows();
        sums();
        payment();
        notes();
        return letter.finish(given.number());
    }

    private List<String> receiver() {
        var customer = given.customer();
        var lines = new ArrayList<String>();
        for (var one : List.of(customer.name(), customer.address(), customer.email()))
            if (!one.isBlank()) lines.add(one);
        return lines;
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        fact(facts, "receipt.date", labels.day(given.atMillis()));
        fact(facts, "receipt.order", given.order());
        fact(facts, "receipt.reference", given.reference());
        if (given.correction() != null)
            fact(facts, "receipt.corrects", given.correction().invoice());
        if (given.due() != null && given.amounts().open().cents() > 0) {
            fact(facts, "receipt.due", labels.day(LocalDate.parse(given.due())));
        }
        fact(facts, "receipt.exempt", given.customer().exemptNumber());
        return facts;
    }

    private void fact(List<Fact> facts, String key, String what) {
        if (!what.isBlank()) facts.add(new Fact(labels.say(key), what));
    }

    private void rows() {
        if (given.rows().isEmpty()) return;
        tableHead();
        for (var one : given.about()) row(one, null, Look.bold(10));
        for (var one : given.rows()) row(one.what(), signed(one.amount()), Look.plain(10));
        letter.down(10);
    }

    private void tableHead() {
        letter.press().text(Letter.LEFT, letter.y(), labels.say("receipt.what"), Look.faded(8.5f));
        letter.press().textTo(letter.right(), letter.y(), labels.say("receipt.amount"), Look.faded(8.5f));
        letter.down(6);
        letter.press().rule(Letter.LEFT, letter.y(), letter.right(), 1.2f, Press.INK);
        letter.down(14);
    }

    private void row(String what, @Nullable Money amount, Look look) {
        var lines = letter.press().lines(what, letter.wide() - 110, look);
        if (letter.room(ROW * lines.size())) tableHead();
        if (amount != null) letter.press().textTo(letter.right(), letter.y(), labels.money(amount), look);
        for (var line : lines) {
            letter.press().text(Letter.LEFT, letter.y(), line, look);
            letter.down(ROW - 4);
        }
        letter.press().rule(Letter.LEFT, letter.y() - 8, letter.right(), 0.5f, Press.HAIR);
        letter.down(4);
    }

    /// What a credit note says is taken off.
    private Money signed(Money amount) {
        return given.kind() == Kind.CREDIT_NOTE ? Money.ZERO.minus(amount) : amount;
    }

    private void sums() {
        var amounts = given.amounts();
        if (amounts.equals(Amounts.NONE)) return;
        if (amounts.tax().cents() != 0 || amounts.rounding().cents() != 0) {
            sum("receipt.net", amounts.net(), false);
            if (amounts.tax().cents() != 0) letter.sum(labels.tax(amounts), labels.money(signed(amounts.tax())), false);
            if (amounts.rounding().cents() != 0) sum("receipt.rounding", amounts.rounding(), false);
        }
        sum(given.kind() == Kind.CREDIT_NOTE ? "receipt.credited" : "receipt.total", amounts.total(), true);
        if (given.kind() != Kind.INVOICE) return;
        if (amounts.paid().cents() != 0) sum("receipt.paid", amounts.paid(), false);
        sum("receipt.open", amounts.open(), amounts.open().cents() > 0);
    }

    private void sum(String key, Money amount, boolean strong) {
        letter.sum(labels.say(key), labels.money(signed(amount)), strong);
    }

    private void payment() {
        var payment = given.payment();
        if (payment == null) return;
        var key = isRefund(given) ? "receipt.given-back" : "receipt.received";
        var amount = isRefund(given) ? Money.ZERO.minus(payment.amount()) : payment.amount();
        letter.down(6);
        letter.sum(labels.say(key, labels.method(payment.method())), labels.money(amount), true);
        if (!payment.note().isBlank() && !isRefund(given))
            letter.block(Letter.LEFT + letter.wide() * 0.5f, payment.note(), letter.wide() * 0.5f, Look.faded(9));
        if (given.order().isEmpty()) return;
        letter.sum(labels.say("receipt.left"), labels.money(payment.open()), false);
    }

    private void notes() {
        letter.down(14);
        if (given.correction() != null)
            note("receipt.reason", given.correction().reason());
        if (isRefund(given) && given.payment() != null)
            note("receipt.reason", given.payment().note());
        var isOpen = given.kind() == Kind.INVOICE && given.amounts().open().cents() > 0;
        if (isOpen) note("receipt.how-to-pay", given.shop().howToPay());
        if (given.kind() == Kind.RECEIPT && !isRefund(given))
            letter.block(Letter.LEFT, labels.say("receipt.thanks"), letter.wide(), Look.plain(10));
    }

    private void note(String key, String text) {
        if (text.isBlank()) return;
        letter.room(40);
        letter.block(Letter.LEFT, labels.say(key), letter.wide(), Look.bold(10));
        letter.block(Letter.LEFT, text, letter.wide() * 0.8f, Look.plain(10));
        letter.down(8);
    }
}
