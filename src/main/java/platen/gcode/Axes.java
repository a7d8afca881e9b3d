package platen.gcode;

/// One number for each axis: limits in mm/s or mm/s², steps per mm.
public record Axes(double x, double y, double z, double e) {

    double[] toArray() {
        return new double[] {x, y, z, e};
    }
}
