package platen.documents.reading;

import java.awt.image.BufferedImage;
import platen.documents.Coverage;

/// Counts the ink of a drawn page, dot by dot.
///
/// What all three colours have in common counts as black, as a printer does it too.
final class InkCount {
    /// Of 255. A scan of white paper is not quite white, and has a little colour of its own.
    private static final int COLOURED = 40;

    private static final int INKED = 24;
    private static final int FEW_DOTS = 6;
    private static final double SHARE_OF_EDGE = 0.02;
    /// The outermost line of dots may be half beyond the page.
    private static final int EDGE = 1;

    private static final int SMALLEST = 8;

    private long cyan;
    private long magenta;
    private long yellow;
    private long black;
    private int coloured;

    private InkCount() {}

    static Coverage of(BufferedImage page) {
        var count = new InkCount();
        var row = new int[page.getWidth()];
        for (int y = 0; y < page.getHeight(); y++) {
            page.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int dot : row) count.add(dot);
        }
        double whole = 255.0 * page.getWidth() * page.getHeight() / 100;
        return new Coverage(
                percent(count.cyan / whole),
                percent(count.magenta / whole),
                percent(count.yellow / whole),
                percent(count.black / whole),
                count.coloured >= FEW_DOTS,
                reachesEdge(page));
    }

    private void add(int dot) {
        int red = dot >> 16 & 0xff;
        int green = dot >> 8 & 0xff;
        int blue = dot & 0xff;
        int most = Math.max(red, Math.max(green, blue));
        cyan += most - red;
        magenta += most - green;
        yellow += most - blue;
        black += 255 - most;
        if (most - Math.min(red, Math.min(green, blue)) > COLOURED) coloured++;
    }

    /// A hundredth of a percent is a small dot on a letter, and not nothing.
    private static double percent(double exact) {
        return exact > 0 ? Math.max(0.01, Math.round(exact * 100) / 100.0) : 0;
    }

    private static boolean reachesEdge(BufferedImage page) {
        int width = page.getWidth();
        int height = page.getHeight();
        if (Math.min(width, height) < SMALLEST) return false;
        return isInked(page.getRGB(EDGE, EDGE, 1, height - 2 * EDGE, null, 0, 1))
                || isInked(page.getRGB(width - 1 - EDGE, EDGE, 1, height - 2 * EDGE, null, 0, 1))
                || isInked(page.getRGB(EDGE, EDGE, width - 2 * EDGE, 1, null, 0, width))
                || isInked(page.getRGB(EDGE, height - 1 - EDGE, width - 2 * EDGE, 1, null, 0, width));
    }

    private static boolean isInked(int[] dots) {
        int inked = 0;
        for (int dot : dots) {
            if (Math.min(dot & 0xff, Math.min(dot >> 8 & 0xff, dot >> 16 & 0xff)) < 255 - INKED) inked++;
        }
        return inked > dots.length * SHARE_OF_EDGE;
    }
}
