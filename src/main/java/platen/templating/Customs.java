package platen.templating;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How a country writes numbers, dates and the clock, for a reader of some language. Where nobody knows how that
/// language is written there (Spanish in Ireland), numbers and clock are the country's and the words the reader's.
final class Customs {
    private static final Set<Locale> KNOWN =
            Arrays.stream(Locale.getAvailableLocales()).collect(Collectors.toSet());
    private static final Map<Locale, Customs> MADE = new ConcurrentHashMap<>();

    /// English as it is written in Europe: the day before the month.
    private static final Locale EUROPEAN = Locale.of("en", "150");

    private final Locale numbers;
    private final Function<LocalTime, String> clock;
    private final Function<ZonedDateTime, String> day;
    private final Function<ZonedDateTime, String> when;

    private Customs(
            Locale numbers,
            Function<LocalTime, String> clock,
            Function<ZonedDateTime, String> day,
            Function<ZonedDateTime, String> when) {
        this.numbers = numbers;
        this.clock = clock;
        this.day = day;
        this.when = when;
    }

    static Customs of(Locale reader) {
        return MADE.computeIfAbsent(reader, Customs::make);
    }

    private static Customs make(Locale reader) {
        if (KNOWN.contains(reader)) {
            var when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(reader);
            var clock = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(reader);
            return new Customs(reader, clock::format, days(reader)::format, when::format);
        }
        var home = home(reader);
        var twelve = countsToTwelve(home);
        var clock = DateTimeFormatter.ofPattern(twelve ? "h:mm a" : "HH:mm", reader);
        var isEnglish = reader.getLanguage().equals(EUROPEAN.getLanguage());
        var day = days(isEnglish && !twelve ? EUROPEAN : reader);
        return new Customs(home, clock::format, day::format, at -> day.format(at) + ", " + clock.format(at));
    }

    private static DateTimeFormatter days(Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    }

    /// A way of writing that belongs to the country; in a language of ours if there is one, else in its own.
    private static Locale home(Locale reader) {
        var country = reader.getCountry();
        return KNOWN.stream()
                .filter(locale -> locale.getCountry().equals(country) && !country.isEmpty())
                .filter(locale ->
                        locale.getScript().isEmpty() && locale.getVariant().isEmpty())
                .min(Comparator.comparingInt(Customs::strangeness).thenComparing(Locale::toLanguageTag))
                .map(locale -> new Locale.Builder()
                        .setLocale(locale)
                        .setUnicodeLocaleKeyword("nu", "latn")
                        .build())
                .orElse(reader);
    }

    private static int strangeness(Locale locale) {
        if (locale.getLanguage().equals("en") || locale.getLanguage().equals("es")) return 0;
        return locale.getLanguage().equalsIgnoreCase(locale.getCountry()) ? 1 : 2;
    }

    private static boolean countsToTwelve(Locale locale) {
        return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        null, FormatStyle.SHORT, IsoChronology.INSTANCE, locale)
                .contains("h");
    }

    Locale numbers() {
        return numbers;
    }

    String clock(LocalTime time) {
        return clock.apply(time);
    }

    String day(ZonedDateTime at) {
        return day.apply(at);
    }

    String when(ZonedDateTime at) {
        return when.apply(at);
    }
}
