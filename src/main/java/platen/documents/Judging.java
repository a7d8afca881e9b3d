package platen.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import platen.values.Finding;
import platen.values.Severity;

/// Holds what a document is against what a product asks for. Pure: the same facts give the same findings.
final class Judging {
    private static final double INCH_MM = 25.4;
    private static final double LARGE_MM = 1_200;
    /// Cutting is as exact as this, and office printers leave a little more white.
    private static final double SAFE_MM = 3;

    private static final int SHARP_DPI = 250;
    private static final int SOFT_DPI = 150;
    private static final int COARSE_DPI = 100;
    /// A poster is looked at from further away.
    private static final double POSTER_MM = 400;

    private static final double SAME_SHAPE = 0.01;
    private static final int MOST_NAMES = 5;

    private final Pages document;
    private final Needs needs;
    private final List<Finding> findings = new ArrayList<>();

    Judging(Pages document, Needs needs) {
        this.document = document;
        this.needs = needs;
    }

    List<Finding> findings() {
        if (document.pages() == 0) return List.of(Finding.of(Severity.STOP, "documents.no-pages"));
        judgeNumber();
        if (document.document() == Kind.PDF) {
            judgeSizes();
            judgeFit();
            judgeEdges();
            judgeImages();
            judgeFonts();
        } else {
            judgePicture();
        }
        judgeColours();
        judgeLook();
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    private void judgeNumber() {
        var make = needs.make();
        if (make == null) return;
        int pages = document.pages();
        if (pages > make.mostPages()) {
            warn(
                    switch (make) {
                        case FLYER, POSTER -> "documents.too-many-for-flat";
                        case SHEETS, BOOKLET, BOOK -> "documents.too-many-for-booklet";
                    },
                    pages,
                    make.mostPages());
        }
        int missing = Math.floorMod(-pages, make.pagesPerSheet());
        if (missing > 0) warn("documents.pages-missing", pages, make.pagesPerSheet(), missing);
    }

    private void judgeSizes() {
        var sizes = document.sizes();
        var first = sizes.getFirst();
        var other = sizes.stream().skip(1).filter(size -> !size.isTurned(first)).findFirst();
        if (other.isPresent()) {
            warn("documents.mixed-sizes", size(first), other.get().firstPage(), size(other.get()));
        } else if (sizes.size() > 1) {
            var turned = sizes.get(1);
            note("documents.turned-pages", size(first), turned.firstPage(), size(turned));
        }
        sizes.stream()
                .filter(size -> Math.max(size.widthMm(), size.heightMm()) > LARGE_MM)
                .findFirst()
                .ifPresent(size -> warn("documents.large-page", size.firstPage(), size(size)));
    }

    /// Against the paper that was chosen.
    private void judgeFit() {
        var paper = needs.paper();
        if (paper == null) return;
        for (var size : document.sizes()) {
            if (needs.fits(size.widthMm(), size.heightMm())) continue;
            var turned = paper.turnedLike(size.widthMm(), size.heightMm());
            double scale = needs.scale(size.widthMm(), size.heightMm());
            var isSameShape =
                    Math.abs(size.widthMm() / size.heightMm() * turned.heightMm() / turned.widthMm() - 1) <= SAME_SHAPE;
            var percent = String.format(Locale.ROOT, "%.0f", scale * 100);
            if (isSameShape) note("documents.scaled", size.firstPage(), size(size), size(turned), percent);
            else warn("documents.other-shape", size.firstPage(), size(size), size(turned), percent);
            return;
        }
    }

    private void judgeEdges() {
        var isTrimmed = needs.make() == null || needs.make().trimmed();
        var bare = pages(page -> page.ink() != null
                && page.ink().reachesEdge()
                && page.bleedMm() < Needs.ENOUGH_BLEED_MM
                && !needs.hasBleedWithin(page.widthMm(), page.heightMm()));
        if (!bare.isEmpty() && isTrimmed) warn("documents.no-bleed", PageList.of(bare), mm(Needs.BLEED_MM));
        else if (!bare.isEmpty()) note("documents.white-edge", PageList.of(bare));
        var near = pages(page -> nearness(page) < SAFE_MM);
        if (near.isEmpty()) return;
        double nearest = near.stream()
                .mapToDouble(number -> nearness(document.facts().get(number - 1)))
                .min()
                .orElseThrow();
        if (nearest < 0) warn("documents.text-cut", PageList.of(near));
        else warn("documents.text-near-edge", PageList.of(near), tenths(nearest), mm(SAFE_MM));
    }

    private double nearness(PageFacts page) {
        if (page.content() == null || page.content().textToEdgeMm() == null) return Double.POSITIVE_INFINITY;
        double within = needs.hasBleedWithin(page.widthMm(), page.heightMm()) ? Needs.BLEED_MM : 0;
        return (page.content().textToEdgeMm() - within) * needs.scale(page.widthMm(), page.heightMm());
    }

    private void judgeImages() {
        var coarse = pages(page -> dpi(page) < softDpi(page));
        if (coarse.isEmpty()) return;
        double worst = coarse.stream()
                .mapToDouble(number -> dpi(document.facts().get(number - 1)))
                .min()
                .orElseThrow();
        var key = worst < COARSE_DPI ? "documents.image-coarse" : "documents.image-soft";
        warn(key, PageList.of(coarse), String.format(Locale.ROOT, "%.0f", worst));
    }

    /// Of the coarsest picture, at the size at which it is printed.
    private double dpi(PageFacts page) {
        if (page.content() == null || page.content().imageDpi() == null) return Double.POSITIVE_INFINITY;
        return page.content().imageDpi() / needs.scale(page.widthMm(), page.heightMm());
    }

    private double softDpi(PageFacts page) {
        double longest = Math.max(page.widthMm(), page.heightMm()) * needs.scale(page.widthMm(), page.heightMm());
        return longest > POSTER_MM ? COARSE_DPI : SOFT_DPI;
    }

    private void judgeFonts() {
        var missing = pages(
                page -> page.content() != null && !page.content().missingFonts().isEmpty());
        if (!missing.isEmpty()) {
            warn("documents.fonts-missing", PageList.of(missing), names(missing, Content::missingFonts));
        }
        var common = pages(
                page -> page.content() != null && !page.content().commonFonts().isEmpty());
        if (!common.isEmpty()) {
            note("documents.fonts-common", PageList.of(common), names(common, Content::commonFonts));
        }
    }

    private String names(List<Integer> pages, Function<Content, List<String>> fonts) {
        var names = new TreeSet<String>();
        for (int number : pages) {
            Optional.ofNullable(document.facts().get(number - 1).content())
                    .ifPresent(content -> names.addAll(fonts.apply(content)));
        }
        var told = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        return names.size() > MOST_NAMES ? told + " …" : told;
    }

    /// A picture has its own size where it says one; else it is laid whole onto the paper.
    private void judgePicture() {
        if (document.widthPx() == null || document.heightPx() == null) return;
        int width = document.widthPx();
        int height = document.heightPx();
        var pixels = width + " × " + height;
        if (needs.paper() == null && document.dpi() == null) {
            note("documents.no-resolution", pixels, size(side(width, SHARP_DPI), side(height, SHARP_DPI)));
            return;
        }
        double dpi = printedDpi(width, height);
        double longest = side(Math.max(width, height), dpi);
        if (dpi < (longest > POSTER_MM ? COARSE_DPI : SOFT_DPI)) {
            warn(
                    "documents.picture-coarse",
                    pixels,
                    size(side(width, dpi), side(height, dpi)),
                    String.format(Locale.ROOT, "%.0f", dpi),
                    size(side(width, SHARP_DPI), side(height, SHARP_DPI)));
        } else if (document.dpi() == null) {
            note("documents.picture-fitted", size(side(width, dpi), side(height, dpi)));
        }
    }

    private double printedDpi(int width, int height) {
        var paper = needs.paper();
        if (paper == null) return document.dpi() == null ? SHARP_DPI : document.dpi();
        var turned = paper.turnedLike(width, height);
        double fitting = Math.max(width / turned.widthMm(), height / turned.heightMm()) * INCH_MM;
        return document.dpi() == null ? fitting : Math.max(document.dpi(), fitting);
    }

    private void judgeColours() {
        var coloured = pages(page -> page.ink() != null && page.ink().coloured());
        var screens = pages(page -> page.content() != null
                && page.content().rgb()
                && page.ink() != null
                && page.ink().coloured());
        if (needs.ink() == Ink.BLACK && !coloured.isEmpty()) {
            warn("documents.colour-in-black", PageList.of(coloured));
        }
        if (!screens.isEmpty() && needs.ink() == Ink.PRESS) warn("documents.rgb-on-press", PageList.of(screens));
        if (!screens.isEmpty() && needs.ink() == null) note("documents.rgb", PageList.of(screens));
        var isAllSeen = document.facts().size() == document.pages()
                && document.facts().stream().allMatch(page -> page.ink() != null);
        if ((needs.ink() == Ink.COLOUR || needs.ink() == Ink.PRESS) && coloured.isEmpty() && isAllSeen) {
            note("documents.no-colour");
        }
    }

    private void judgeLook() {
        var transparent = pages(page -> page.content() != null && page.content().transparent());
        if (!transparent.isEmpty()) note("documents.transparent", PageList.of(transparent));
        var blank = pages(page -> page.ink() != null && page.ink().isBlank());
        if (blank.size() == document.pages()) warn("documents.all-blank");
        else if (!blank.isEmpty()) note("documents.blank", PageList.of(blank));
        var unread = pages(page -> page.content() == null && document.document() == Kind.PDF);
        if (!unread.isEmpty()) warn("documents.not-read", PageList.of(unread));
        var unseen = pages(page -> page.ink() == null);
        if (!unseen.isEmpty()) warn("documents.not-drawn", PageList.of(unseen));
        int told = document.facts().size();
        if (told > 0 && told < document.pages()) note("documents.first-pages", told);
    }

    private List<Integer> pages(Predicate<PageFacts> those) {
        var facts = document.facts();
        return IntStream.range(0, facts.size())
                .filter(index -> those.test(facts.get(index)))
                .mapToObj(index -> index + 1)
                .toList();
    }

    private void warn(String key, Object... args) {
        findings.add(Finding.of(Severity.WARNING, key, args));
    }

    private void note(String key, Object... args) {
        findings.add(Finding.of(Severity.NOTE, key, args));
    }

    private static double side(int pixels, double dpi) {
        return pixels / dpi * INCH_MM;
    }

    private static String mm(double length) {
        return String.format(Locale.ROOT, "%.0f", length);
    }

    private static String tenths(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }

    private static String size(PageSize size) {
        return size(size.widthMm(), size.heightMm());
    }

    private static String size(Paper paper) {
        return size(paper.widthMm(), paper.heightMm());
    }

    private static String size(double widthMm, double heightMm) {
        return String.format(Locale.ROOT, "%.0f × %.0f mm", widthMm, heightMm);
    }
}
