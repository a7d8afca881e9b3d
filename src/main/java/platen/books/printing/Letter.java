package platen.books.printing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import platen.books.Given.Issuer;
import platen.books.printing.Press.Look;

/// The frame of a whole sheet: the shop above, what it is and for whom, and a foot with the number of the page.
final class Letter implements AutoCloseable {
    static final float LEFT = 56;
    private static final float TOP = 54;
    private static final float FOOT = 46;
    private static final float LINE = 1.36f;
    private static final float LOGO_WIDE = 130;
    private static final float LOGO_HIGH = 52;

    private final Press press;
    private final Issuer shop;
    private final Labels labels;
    private float y = TOP;

    Letter(String paper, String title, Issuer shop, byte @Nullable [] logo, Labels labels, Instant at) {
        this.press = new Press(size(paper), title + " · " + shop.name(), shop.name(), labels.language(), at);
        this.shop = shop;
        this.labels = labels;
        head(logo);
    }

    private static PDRectangle size(String paper) {
        return paper.toUpperCase(Locale.ROOT).equals("US") ? PDRectangle.LETTER : PDRectangle.A4;
    }

    Press press() {
        return press;
    }

    float right() {
        return press.width() - LEFT;
    }

    float wide() {
        return press.width() - 2 * LEFT;
    }

    float y() {
        return y;
    }

    void down(float points) {
        y += points;
    }

    private float bottom() {
        return press.height() - FOOT - 30;
    }

    /// Goes to a new page where so much has no room; whether it did.
    boolean room(float points) {
        if (y + points <= bottom()) return false;
        press.newPage();
        y = TOP;
        return true;
    }

    private void head(byte @Nullable [] logo) {
        press.rule(LEFT, y - 10, right(), 5, Press.INK);
        var hasLogo = logo != null && press.picture(logo, "logo", right(), y, LOGO_WIDE, LOGO_HIGH);
        var wide = wide() - (hasLogo ? LOGO_WIDE + 20 : 0);
        var top = y;
        y += 18;
        block(LEFT, shop.name(), wide, Look.bold(17));
        y += 2;
        block(LEFT, shop.address(), wide, Look.faded(9));
        var reach = new ArrayList<String>();
        for (var one : List.of(shop.phone(), shop.email())) if (!one.isEmpty()) reach.add(one);
        block(LEFT, String.join("  ·  ", reach), wide, Look.faded(9));
        if (!shop.taxNumber().isEmpty()) {
            block(LEFT, labels.say("receipt.tax-number", shop.taxNumber()), wide, Look.faded(9));
        }
        y = Math.max(y, top + (hasLogo ? LOGO_HIGH : 0)) + 26;
    }

    /// What it is, large, and its number.
    void title(String what, String number) {
        y += 12;
        press.text(LEFT, y, what, Look.bold(27));
        if (!number.isEmpty()) press.textTo(right(), y, number, Look.bold(15).in(Press.RED));
        y += 9;
        press.rule(LEFT, y, right(), 0.8f, Press.INK);
        y += 20;
    }

    /// Several lines from here down.
    void block(float x, String text, float wide, Look look) {
        if (text.isBlank()) return;
        for (var line : press.lines(text, wide, look)) {
            room(look.size() * LINE);
            press.text(x, y, line, look);
            y += look.size() * LINE;
        }
    }

    /// A name and what it is, side by side.
    record Fact(String name, String what) {}

    /// Whom it is for at the left, facts at the right.
    void parties(String label, List<String> receiver, List<Fact> facts) {
        var top = y;
        if (!receiver.isEmpty()) {
            block(LEFT, label, wide() / 2, Look.faded(8.5f));
            y += 4;
            block(LEFT, receiver.getFirst(), wide() / 2 - 10, Look.bold(10.5f));
            for (var line : receiver.subList(1, receiver.size())) block(LEFT, line, wide() / 2 - 10, Look.plain(9.5f));
        }
        var left = y;
        y = top;
        var column = LEFT + wide() * 0.56f;
        for (var fact : facts) {
            press.text(column, y, fact.name(), Look.faded(9));
            var lines = press.lines(fact.what(), right() - column - 90, Look.plain(9.5f));
            for (var line : lines) {
                press.text(column + 90, y, line, Look.plain(9.5f));
                y += 9.5f * LINE;
            }
            y += 1.5f;
        }
        y = Math.max(left, y) + 16;
    }

    /// A row of a sum, at the right.
    void sum(String what, String amount, boolean strong) {
        var look = strong ? Look.bold(12.5f) : Look.plain(10);
        room(look.size() * 2);
        var from = LEFT + wide() * 0.5f;
        if (strong) {
            press.rule(from, y - 7, right(), 1.2f, Press.INK);
            y += 8;
        }
        press.text(from, y, what, look);
        press.textTo(right(), y, amount, look);
        y += look.size() * (strong ? 1.75f : 1.5f);
    }

    /// A stamp across the head, where it does not hold any more.
    void stamp(String word) {
        var look = Look.bold(20).in(Press.RED);
        press.textTo(right(), TOP + 90, word, look);
        var from = right() - press.width(word, look);
        press.rule(from, TOP + 68, right(), 2, Press.RED);
        press.rule(from, TOP + 96, right(), 2, Press.RED);
    }

    byte[] finish(String number) {
        var pages = press.pages();
        for (int page = 0; page < pages; page++) {
            press.turnTo(page);
            var at = press.height() - FOOT;
            press.rule(LEFT, at - 14, right(), 0.5f, Press.HAIR);
            press.text(LEFT, at, shop.name() + (number.isEmpty() ? "" : "  ·  " + number), Look.faded(8.5f));
            press.textTo(right(), at, labels.say("receipt.page", page + 1, pages), Look.faded(8.5f));
        }
        return press.finish();
    }

    @Override
    public void close() {
        press.close();
    }
}
