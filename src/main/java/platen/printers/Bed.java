package platen.printers;

/// The plate: the rectangle on which parts may stand, in millimetres, and how hot it may get (0: not heated).
public record Bed(double minX, double minY, double maxX, double maxY, double maxC) {

    public Bed {
        if (!(minX < maxX && minY < maxY)) throw new IllegalArgumentException("an empty plate");
    }

    public double widthMm() {
        return maxX - minX;
    }

    public double depthMm() {
        return maxY - minY;
    }

    public double centreX() {
        return (minX + maxX) / 2;
    }

    public double centreY() {
        return (minY + maxY) / 2;
    }
}
