package platen.documents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A size of paper, upright, in millimetres.
public record Paper(double widthMm, double heightMm) {
    private static final double INCH_MM = 25.4;
    private static final double LARGEST_MM = 10_000;
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,5}(?:\\.\\d{1,3})?) ?[x×] ?(\\d{1,5}(?:\\.\\d{1,3})?) ?(mm|in)?");

    private enum Named {
        A2(420, 594),
        A3(297, 420),
        A4(210, 297),
        A5(148, 210),
        A6(105, 148),
        LETTER(8.5 * INCH_MM, 11 * INCH_MM),
        HALF_LETTER(5.5 * INCH_MM, 8.5 * INCH_MM),
        LEGAL(8.5 * INCH_MM, 14 * INCH_MM),
        TABLOID(11 * INCH_MM, 17 * INCH_MM);

        private final double widthMm;
        private final double heightMm;

        Named(double widthMm, double heightMm) {
            this.widthMm = widthMm;
            this.heightMm = heightMm;
        }
    }

    public Paper {
        if (!(widthMm > 0 && heightMm > 0 && Math.max(widthMm, heightMm) <= LARGEST_MM)) {
            throw new IllegalArgumentException("no paper: " + widthMm + " × " + heightMm + " mm");
        }
    }

    /// `A4`, `Half Letter`, `210x297` (millimetres), `8.5x11in`; empty for what is no size.
    public static Optional<Paper> of(String written) {
        var name = written.strip().toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
        var named = Arrays.stream(Named.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
        if (named.isPresent()) return Optional.of(new Paper(named.get().widthMm, named.get().heightMm));
        var sides = WRITTEN.matcher(written.strip().toLowerCase(Locale.ROOT));
        if (!sides.matches()) return Optional.empty();
        double unit = "in".equals(sides.group(3)) ? INCH_MM : 1;
        double one = Double.parseDouble(sides.group(1)) * unit;
        double other = Double.parseDouble(sides.group(2)) * unit;
        if (Math.min(one, other) <= 0 || Math.max(one, other) > LARGEST_MM) return Optional.empty();
        return Optional.of(new Paper(Math.min(one, other), Math.max(one, other)));
    }

    /// The same paper, turned so that it lies as a page of this width and height does.
    public Paper turnedLike(double pageWidth, double pageHeight) {
        boolean isTurned = (pageWidth > pageHeight) != (widthMm > heightMm);
        return isTurned ? turned() : this;
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // that is what turning is
    public Paper turned() {
        return new Paper(heightMm, widthMm);
    }
}
