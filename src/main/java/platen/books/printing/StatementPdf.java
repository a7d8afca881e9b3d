package platen.books.printing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.books.Given.Issuer;
import platen.books.Statement;
import platen.books.printing.Letter.Fact;
import platen.books.printing.Press.Look;
import platen.values.Money;

/// The statement of an account for a month.
public final class StatementPdf {
    private static final float ROW = 17;
    private static final float DOCUMENT = 0.20f;
    private static final float WHAT = 0.40f;

    private final Statement statement;
    private final Labels labels;
    private final Letter letter;

    private StatementPdf(Statement statement, Labels labels, Letter letter) {
        this.statement = statement;
        this.labels = labels;
        this.letter = letter;
    }

    public static byte[] of(Statement statement, byte @Nullable [] logo, Locale language) {
        var shop = statement.shop();
        var labels = new Labels(language, shop.zone(), shop.currency());
        var end = statement.month().atEndOfMonth().atStartOfDay(shop.zone()).toInstant();
        var rules = statement.rules();
        var issuer = new Issuer(
                shop.name(), shop.address(), shop.phone(), shop.email(), rules.taxNumber(), rules.howToPay(), null);
        var title = labels.say("receipt.statement-title");
        try (var letter = new Letter(shop.paper().name(), title, issuer, logo, labels, end)) {
            return new StatementPdf(statement, labels, letter).set(title);
        }
    }

    private byte[] set(String title) {
        letter.title(title, statement.month().toString());
        letter.parties(labels.say("receipt.for"), receiver(), facts());
        head();
        row("", "", labels.say("receipt.opening"), statement.opening(), true);
        for (var one : statement.rows()) row(one);
        row("", "", labels.say("receipt.closing"), statement.closing(), true);
        letter.down(14);
        open();
        var howToPay = statement.rules().howToPay();
        if (statement.closing().cents() > 0 && !howToPay.isBlank()) {
            letter.room(40);
            letter.block(Letter.LEFT, labels.say("receipt.how-to-pay"), letter.wide(), Look.bold(10));
            letter.block(Letter.LEFT, howToPay, letter.wide() * 0.8f, Look.plain(10));
        }
        return letter.finish("");
    }

    private List<String> receiver() {
        var lines = new ArrayList<String>();
        var account = statement.account();
        for (var one : List.of(account.name(), account.address(), account.email())) if (!one.isBlank()) lines.add(one);
        return lines;
    }

    private List<Fact> facts() {
        var month = statement.month();
        return List.of(
                new Fact(labels.say("receipt.from"), labels.day(month.atDay(1))),
                new Fact(labels.say("receipt.to"), labels.day(month.atEndOfMonth())),
                new Fact(
                        labels.say("receipt.terms"),
                        labels.say("receipt.days", statement.account().termsDays())));
    }

    private void head() {
        var press = letter.press();
        press.text(Letter.LEFT, letter.y(), labels.say("receipt.date"), Look.faded(8.5f));
        press.text(at(DOCUMENT), letter.y(), labels.say("receipt.number"), Look.faded(8.5f));
        press.text(at(WHAT), letter.y(), labels.say("receipt.what"), Look.faded(8.5f));
        press.textTo(letter.right(), letter.y(), labels.say("receipt.amount"), Look.faded(8.5f));
        letter.down(6);
        press.rule(Letter.LEFT, letter.y(), letter.right(), 1.2f, Press.INK);
        letter.down(14);
    }

    private float at(float part) {
        return Letter.LEFT + letter.wide() * part;
    }

    private void row(Statement.Row one) {
        var what = new StringBuilder(labels.say(
                switch (one.what()) {
                    case INVOICE -> "receipt.invoice-title";
                    case PAYMENT -> "receipt.payment";
                    case CREDIT_NOTE -> "receipt.credit-title";
                    case CORRECTION -> "receipt.correction";
                }));
        for (var more : List.of(one.order(), one.reference()))
            if (!more.isBlank()) what.append(", ").append(more);
        row(labels.day(one.at()), one.document(), what.toString(), one.amount(), false);
    }

    private void row(String day, String document, String what, Money amount, boolean strong) {
        var look = strong ? Look.bold(9.5f) : Look.plain(9.5f);
        var lines = letter.press().lines(what, letter.wide() * (1 - WHAT) - 90, look);
        if (letter.room(ROW * lines.size())) head();
        letter.press().text(Letter.LEFT, letter.y(), day, look);
        letter.press().text(at(DOCUMENT), letter.y(), document, look);
        letter.press().textTo(letter.right(), letter.y(), labels.money(amount), look);
        for (var line : lines) {
            letter.press().text(at(WHAT), letter.y(), line, look);
            letter.down(ROW - 4);
        }
        letter.press().rule(Letter.LEFT, letter.y() - 8, letter.right(), 0.5f, Press.HAIR);
        letter.down(4);
    }

    private void open() {
        if (statement.open().isEmpty()) return;
        letter.room(50);
        letter.block(Letter.LEFT, labels.say("receipt.still-open"), letter.wide(), Look.bold(10.5f));
        letter.down(4);
        for (var one : statement.open()) {
            var what = one.document() + (one.order().isEmpty() ? "" : ", " + one.order()) + ", "
                    + labels.say("receipt.due-on", labels.day(one.due()));
            letter.room(ROW);
            letter.press().text(Letter.LEFT, letter.y(), what, Look.plain(9.5f));
            letter.press().textTo(letter.right(), letter.y(), labels.money(one.left()), Look.plain(9.5f));
            letter.down(ROW - 2);
        }
        letter.down(10);
    }
}
