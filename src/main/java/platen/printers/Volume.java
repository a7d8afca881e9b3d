package platen.printers;

/// The box that the nozzle can reach, in millimetres.
public record Volume(double minX, double minY, double minZ, double maxX, double maxY, double maxZ) {

    public Volume {
        if (!(minX < maxX && minY < maxY && minZ < maxZ)) throw new IllegalArgumentException("an empty volume");
    }
}
