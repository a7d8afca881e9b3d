package platen.books.printing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import platen.books.Given;
import platen.books.Method;
import platen.pricing.TaxWords;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Message;
import platen.values.Money;

/// The words of a document, its amounts and its days, as its reader writes them.
final class Labels {
    private static final int BASIS_POINT_DIGITS = 2;

    private final Manner manner;

    Labels(Locale language, ZoneId zone, Currency currency) {
        this.manner = new Manner(language, zone, currency, false);
    }

    static Labels of(Given given) {
        return new Labels(
                Locale.forLanguageTag(given.language()),
                ZoneId.of(given.zone()),
                Currency.getInstance(given.currency()));
    }

    Locale language() {
        return manner.locale();
    }

    String say(String key, Object... args) {
        return Words.say(Message.of(key, args), manner);
    }

    String money(Money amount) {
        return manner.money(amount);
    }

    String day(long atMillis) {
        return day(Instant.ofEpochMilli(atMillis));
    }

    String day(Instant at) {
        return day(LocalDate.ofInstant(at, manner.zone()));
    }

    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(manner.locale())
                .format(day);
    }

    String method(Method method) {
        return say(
                switch (method) {
                    case CASH -> "receipt.cash";
                    case CARD -> "receipt.card";
                    case TRANSFER -> "receipt.transfer";
                    case CHEQUE -> "receipt.cheque";
                    case VOUCHER -> "receipt.voucher";
                    case OTHER -> "receipt.other";
                    case ACCOUNT -> "receipt.account";
                });
    }

    /// `Sales tax 8.25 %`.
    String tax(Given.Amounts amounts) {
        var name = amounts.taxName().isEmpty() ? say("receipt.tax") : Words.say(TaxWords.of(amounts.taxName()), manner);
        return name + " " + manner.number(percent(amounts).doubleValue(), BASIS_POINT_DIGITS) + " %";
    }

    private static BigDecimal percent(Given.Amounts amounts) {
        return BigDecimal.valueOf(amounts.taxBasisPoints(), BASIS_POINT_DIGITS);
    }
}
