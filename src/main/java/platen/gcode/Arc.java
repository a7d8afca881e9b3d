package platen.gcode;

/// An arc in the XY plane, cut into straight pieces as Marlin cuts it.
public final class Arc {
    private static final double LONGEST_PIECE_MM = 1;
    private static final int FEWEST_PIECES_OF_A_CIRCLE = 72;
    private static final int MOST_PIECES = 100_000;

    private double centreX;
    private double centreY;
    private double radius;
    private double startAngle;
    private double step;
    private int pieces;

    /// The number of pieces of an arc around a centre. A full circle ends where it starts.
    public int cut(
            double fromX, double fromY, double toX, double toY, double aroundX, double aroundY, boolean clockwise) {
        centreX = aroundX;
        centreY = aroundY;
        radius = Math.hypot(fromX - aroundX, fromY - aroundY);
        startAngle = Math.atan2(fromY - aroundY, fromX - aroundX);
        double travel = Math.atan2(toY - aroundY, toX - aroundX) - startAngle;
        boolean closed = Math.abs(fromX - toX) < 1e-6 && Math.abs(fromY - toY) < 1e-6;
        if (clockwise && (travel >= 0 || closed)) travel -= 2 * Math.PI;
        if (!clockwise && (travel <= 0 || closed)) travel += 2 * Math.PI;
        if (closed) travel = clockwise ? -2 * Math.PI : 2 * Math.PI;
        double fewest = Math.ceil(FEWEST_PIECES_OF_A_CIRCLE * Math.abs(travel) / (2 * Math.PI));
        double ideal = Math.max(Math.floor(radius * Math.abs(travel) / LONGEST_PIECE_MM), fewest);
        pieces = (int) Math.clamp(ideal, 1, MOST_PIECES);
        step = travel / pieces;
        return pieces;
    }

    /// The number of pieces of an arc with a given radius; a negative one takes the long way. 0 if none fits.
    public int cut(double fromX, double fromY, double toX, double toY, double givenRadius, boolean clockwise) {
        double halfX = (toX - fromX) / 2;
        double halfY = (toY - fromY) / 2;
        double half = Math.hypot(halfX, halfY);
        if (half == 0 || givenRadius == 0) return 0;
        double height = Math.sqrt(Math.max(0, givenRadius * givenRadius - half * half));
        double side = clockwise == givenRadius > 0 ? -height : height;
        double aroundX = fromX + halfX - side * halfY / half;
        double aroundY = fromY + halfY + side * halfX / half;
        return cut(fromX, fromY, toX, toY, aroundX, aroundY, clockwise);
    }

    /// The whole arc.
    double lengthMm() {
        return radius * Math.abs(step) * pieces;
    }

    public double x(int piece) {
        return centreX + radius * Math.cos(startAngle + piece * step);
    }

    public double y(int piece) {
        return centreY + radius * Math.sin(startAngle + piece * step);
    }
}
