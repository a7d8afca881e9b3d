package platen.templating;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import platen.values.Message;
import platen.values.Money;

/// How a reader likes numbers, money, sizes and times written; `locale` is their language, in the shop's
/// country, and `own` what the shop's own words (papers, inks, steps) are in that language, where somebody has
/// said it.
public record Manner(Locale locale, ZoneId zone, Currency currency, boolean inches, Map<String, String> own) {
    private static final double MM_PER_INCH = 25.4;
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z");
    private static final List<String> BYTE_UNITS = List.of("bytes", "kilobytes", "megabytes", "gigabytes");

    /// The bundle whose sentences name things of the price book, and the other keys that do.
    private static final List<String> OF_THE_BOOK = List.of("pricing.", "web.price-off-");

    public Manner {
        own = Map.copyOf(own);
    }

    /// With the shop's words as they stand in its books.
    public Manner(Locale locale, ZoneId zone, Currency currency, boolean inches) {
        this(locale, zone, currency, inches, Map.of());
    }

    /// What a word of the shop's own is in the reader's language; the word itself where nobody has said it.
    public String own(String word) {
        return own.getOrDefault(word, word);
    }

    /// The words of a key in the reader's language.
    String say(String key, List<?> arguments) {
        var isOfTheBook = OF_THE_BOOK.stream().anyMatch(key::startsWith);
        var said =
                isOfTheBook ? arguments.stream().map(one -> own(one.toString())).toList() : arguments;
        return Words.say(key, said, this::written, this::figure, new Lengths(inches, locale));
    }

    /// A figure as messages have it, `0.25`, with as many digits, or a moment; as it stands where it is neither.
    private Object figure(Object argument) {
        if (argument instanceof String moment && MOMENT.matcher(moment).matches()) return when(Instant.parse(moment));
        if (!(argument instanceof String text) || !text.matches("-?\\d{1,9}\\.\\d{1,6}")) return argument;
        var format = NumberFormat.getNumberInstance(customs().numbers());
        var figure = new BigDecimal(text);
        format.setGroupingUsed(false);
        format.setMinimumFractionDigits(figure.scale());
        format.setMaximumFractionDigits(figure.scale());
        return format.format(figure);
    }

    private Customs customs() {
        return Customs.of(locale);
    }

    public String money(Money amount) {
        var format = NumberFormat.getCurrencyInstance(customs().numbers());
        format.setCurrency(currency);
        format.setMinimumFractionDigits(2);
        return format.format(BigDecimal.valueOf(amount.cents(), 2));
    }

    /// An amount as messages have it, `12.50`; as it stands where it is none.
    String written(String amount) {
        return amount.matches("-?\\d{1,12}\\.\\d\\d") ? fine(new BigDecimal(amount)) : amount;
    }

    /// What stands in a sentence; numbers stay numbers, so that words can depend on them.
    Object written(Object value) {
        return switch (value) {
            case Money amount -> money(amount);
            case Duration time -> duration(time);
            case Instant at -> when(at);
            case LocalTime time -> clock(time);
            case DayOfWeek day -> weekday(day);
            case Number number -> number;
            default -> value.toString();
        };
    }

    /// What stands in a cell of a table: a number with one digit behind the point, unless it is whole.
    Object cell(Object value) {
        return switch (value) {
            case Message message -> say(message.key(), message.args());
            case Double number -> number(number, 1);
            case Number number -> number(number.doubleValue(), 0);
            default -> written(value);
        };
    }

    /// As [#money], with as many digits as a fine amount has: `$0.0125`.
    public String fine(BigDecimal amount) {
        var format = NumberFormat.getCurrencyInstance(customs().numbers());
        format.setCurrency(currency);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(4);
        return format.format(amount);
    }

    /// Two units at most: `3 days 4 h`, `2 h 10 min`, `45 s`.
    public String duration(Duration time) {
        var parts = new ArrayList<String>();
        var days = time.toDays();
        var hours = time.toHoursPart();
        var minutes = time.toMinutesPart();
        if (days > 0) parts.add(unit("days", days));
        if (hours > 0) parts.add(unit("hours", hours));
        if (minutes > 0 && days == 0) parts.add(unit("minutes", minutes));
        if (parts.isEmpty()) parts.add(unit("seconds", Math.max(time.toSeconds(), 0)));
        return String.join(" ", parts);
    }

    public String when(Instant at) {
        return customs().when(at.atZone(zone));
    }

    public String day(Instant at) {
        return customs().day(at.atZone(zone));
    }

    public String clock(LocalTime time) {
        return customs().clock(time);
    }

    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    /// Millimetres in the shop's units: `2.36 × 1.18 in`, `60 × 30 mm`.
    public String size(List<? extends Number> millimetres) {
        var decimals = inches ? 2 : 1;
        var lengths = millimetres.stream()
                .map(length -> number(length.doubleValue() / (inches ? MM_PER_INCH : 1), decimals))
                .collect(Collectors.joining(" × "));
        return unit(inches ? "inches" : "millimetres", lengths);
    }

    private String unit(String name, Object amount) {
        return say("units." + name, List.of(amount));
    }

    public String grams(double grams) {
        return unit("grams", number(grams, grams < 10 ? 1 : 0));
    }

    public String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < BYTE_UNITS.size() - 1) {
            amount /= 1000;
            unit++;
        }
        return unit(BYTE_UNITS.get(unit), number(amount, amount < 10 && unit > 0 ? 1 : 0));
    }

    /// At most `decimals` digits behind the point.
    public String number(double value, int decimals) {
        var format = NumberFormat.getNumberInstance(customs().numbers());
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }
}
