package platen.templating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lengths in words, as the reader likes them. Words write `↔{0} × {1}` or `↔5`, in millimetres; an argument can be a
/// whole size, `210 × 297 mm`.
///
/// What a slicer's settings have in millimetres anyway (nozzle, filament, layers) stands in words without the mark.
record Lengths(boolean inches, Locale locale) {
    private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,6})?";
    private static final String BETWEEN = " × ";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}|" + NUMBER);
    private static final Pattern MARK =
            Pattern.compile("↔((?:\\{\\d\\}|" + NUMBER + ")(?: × (?:\\{\\d\\}|" + NUMBER + "))*)");
    private static final Pattern SIZE = Pattern.compile("(" + NUMBER + "(?: × " + NUMBER + ")*) mm");
    private static final BigDecimal MM_PER_INCH = new BigDecimal("25.4");
    /// From here on a hundredth of an inch is fine enough.
    private static final BigDecimal SMALL_INCHES = new BigDecimal("0.1");

    private static final int INCH_DECIMALS = 2;
    private static final int SMALL_INCH_DECIMALS = 3;

    /// The words with their marked lengths written out; `figure` writes a number.
    String inWords(String words, List<?> args, UnaryOperator<Object> figure) {
        return MARK.matcher(words).replaceAll(mark -> quoted(size(mark.group(1), args, figure)));
    }

    private String size(String places, List<?> args, UnaryOperator<Object> figure) {
        return unit(PLACE.matcher(places)
                .results()
                .map(place -> length(given(place, args), place.group(), figure))
                .collect(Collectors.joining(BETWEEN)));
    }

    private static String given(MatchResult place, List<?> args) {
        if (place.group(1) == null) return place.group();
        int at = Integer.parseInt(place.group(1));
        return at < args.size() ? args.get(at).toString() : "";
    }

    /// A size that came as an argument; as it stands where it is none, or the reader likes millimetres.
    Object argument(Object argument, UnaryOperator<Object> figure) {
        return sizeOf(argument)
                .map(numbers -> unit(PLACE.matcher(numbers)
                        .results()
                        .map(number -> length(number.group(), number.group(), figure))
                        .collect(Collectors.joining(BETWEEN))))
                .<Object>map(size -> size)
                .orElse(argument);
    }

    private Optional<String> sizeOf(Object argument) {
        if (!inches || !(argument instanceof String text)) return Optional.empty();
        var size = SIZE.matcher(text);
        return size.matches() ? Optional.of(size.group(1)) : Optional.empty();
    }

    /// What is no number stands as it would without a mark.
    private String length(String millimetres, String otherwise, UnaryOperator<Object> figure) {
        if (!millimetres.matches("-?" + NUMBER)) return otherwise;
        return figure.apply(inches ? inInches(new BigDecimal(millimetres)) : millimetres)
                .toString();
    }

    private static String inInches(BigDecimal millimetres) {
        var length = millimetres.divide(MM_PER_INCH, SMALL_INCH_DECIMALS, RoundingMode.HALF_UP);
        var isSmall = length.abs().compareTo(SMALL_INCHES) < 0;
        var rounded =
                millimetres.divide(MM_PER_INCH, isSmall ? SMALL_INCH_DECIMALS : INCH_DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private String unit(String size) {
        return Words.unit(inches ? "inches-said" : "millimetres", size, locale);
    }

    /// What stands in a pattern for itself.
    private static String quoted(String text) {
        return Matcher.quoteReplacement(text.replace("'", "''"));
    }
}
