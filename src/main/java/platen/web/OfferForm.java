package platen.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.orders.OfferDesk.Offered;
import platen.orders.Quote;
import platen.pricing.PersonPrice.Named;
import platen.pricing.Price.Priced;
import platen.pricing.PriceLine;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Message;
import platen.values.Money;
import platen.values.QuoteId;

/// The lines that a worker writes for an order, out of a form and into it.
final class OfferForm {
    /// Rows that the form has.
    static final int ROWS = 10;
    private static final int LONGEST_WORDS = 120;
    private static final int LONGEST_NOTE = 500;
    private static final int HOLDS_DAYS = 14;
    private static final int LONGEST_DAYS = 730;

    private OfferForm() {}

    /// What the form begins with: the lines that a person wrote before, else what the rules gave.
    static Form begun(@Nullable Quote standing, @Nullable Priced rules, Manner manner, Instant now) {
        var written = new HashMap<String, String>();
        var lines = standing != null && standing.isPersons() ? standing.price() : rules;
        if (lines != null) write(written, lines, manner);
        if (standing != null && standing.isPersons() && standing.note() != null) written.put("note", standing.note());
        written.put(
                "before", standing == null ? "" : Long.toString(standing.id().value()));
        written.put(
                "until",
                LocalDate.ofInstant(now, manner.zone()).plusDays(HOLDS_DAYS).toString());
        return Form.of(written);
    }

    private static void write(Map<String, String> written, Priced price, Manner manner) {
        var row = 1;
        for (var line : price.lines()) {
            if (line.isAdded() || isByItself(line) || row > ROWS) continue;
            written.put("words" + row, Words.say(line.what(), manner));
            written.put("amount" + row, beforeGroups(line).toString());
            row++;
        }
    }

    /// Delivery is reckoned with every price.
    private static boolean isByItself(PriceLine line) {
        return line.what().key().equals("pricing.delivery");
    }

    /// What a group or a band takes off comes off again by itself; what the quantity took off stays off.
    private static Money beforeGroups(PriceLine line) {
        return line.offs().stream()
                .filter(off -> off.by() == PriceLine.Off.By.QUANTITY)
                .map(PriceLine.Off::amount)
                .reduce(line.full(), Money::minus);
    }

    static Offered read(Form form, ZoneId zone, boolean claimsGroup) {
        var lines = new ArrayList<Named>();
        for (int row = 1; row <= ROWS; row++) line(form, row).ifPresent(lines::add);
        if (lines.isEmpty()) form.wrong("words1", Message.of("orders.lines-missing"));
        var before = form.value("before");
        return new Offered(
                before.matches("\\d{1,18}") ? new QuoteId(Long.parseLong(before)) : null,
                lines,
                until(form, zone),
                form.lines("note", LONGEST_NOTE),
                claimsGroup ? form.choice("group", List.of("yes", "no")).equals("yes") : null);
    }

    private static Optional<Named> line(Form form, int row) {
        var words = "words" + row;
        var amount = "amount" + row;
        if (!form.has(words) && !form.has(amount)) return Optional.empty();
        return Optional.of(new Named(form.need(words, LONGEST_WORDS), form.money(amount)));
    }

    /// It holds to the end of that day.
    private static Instant until(Form form, ZoneId zone) {
        try {
            var day = LocalDate.parse(form.value("until").strip());
            if (day.isAfter(LocalDate.now(zone).plusDays(LONGEST_DAYS))) throw new DateTimeException("too late");
            return day.plusDays(1).atStartOfDay(zone).minusSeconds(1).toInstant();
        } catch (DateTimeException e) {
            form.wrong("until", Message.of("web.offer-no-day", LONGEST_DAYS));
            return Instant.EPOCH;
        }
    }
}
