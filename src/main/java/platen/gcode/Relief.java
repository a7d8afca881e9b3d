package platen.gcode;

import platen.printers.Volume;

/// How high the plastic stands on the plate, in squares.
final class Relief {
    static final double SQUARE_MM = 5;

    private final Volume volume;
    private final int columns;
    private final int rows;
    private final float[] heights;
    private double highestMm;

    Relief(Volume volume) {
        this.volume = volume;
        columns = (int) Math.ceil((volume.maxX() - volume.minX()) / SQUARE_MM) + 1;
        rows = (int) Math.ceil((volume.maxY() - volume.minY()) / SQUARE_MM) + 1;
        heights = new float[columns * rows];
    }

    /// A line of plastic. What lies outside of the volume counts for the height alone.
    void add(double fromX, double fromY, double toX, double toY, double zMm) {
        highestMm = Math.max(highestMm, zMm);
        double wanted = Math.ceil(Math.hypot(toX - fromX, toY - fromY) / (SQUARE_MM / 2));
        int pieces = (int) Math.min(wanted, 2.0 * (columns + rows));
        for (int piece = 0; piece <= pieces; piece++) {
            double part = pieces == 0 ? 0 : (double) piece / pieces;
            mark(fromX + part * (toX - fromX), fromY + part * (toY - fromY), zMm);
        }
    }

    /// What stands there of an earlier print, too.
    void add(Relief earlier) {
        highestMm = Math.max(highestMm, earlier.highestMm);
        for (int square = 0; square < heights.length; square++) {
            heights[square] = Math.max(heights[square], earlier.heights[square]);
        }
    }

    private void mark(double x, double y, double zMm) {
        double column = Math.floor((x - volume.minX()) / SQUARE_MM);
        double row = Math.floor((y - volume.minY()) / SQUARE_MM);
        if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return;
        int square = ((int) row) * columns + (int) column;
        heights[square] = Math.max(heights[square], (float) zMm);
    }

    double highestMm() {
        return highestMm;
    }

    int squares() {
        return heights.length;
    }

    double heightMm(int square) {
        return heights[square];
    }

    /// The middle of a square.
    double x(int square) {
        int column = square % columns;
        return volume.minX() + (column + 0.5) * SQUARE_MM;
    }

    double y(int square) {
        int row = square / columns;
        return volume.minY() + (row + 0.5) * SQUARE_MM;
    }
}
