package platen.gcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import platen.printers.Profile;

/// Where the nozzle can be primed beside what is printed already: a short line at an edge of the plate.
///
/// The head is wider than its nozzle, and its beam as wide as the machine, so high parts keep them away.
record PrimePlace(double fromX, double fromY, double toX, double toY) {
    private static final double INSET_MM = 5;
    private static final double LENGTH_MM = 60;
    private static final double STEP_MM = 10;
    /// From the middle of a square with plastic, whose corner is nearer.
    private static final double BESIDE_MM = 5 + Relief.SQUARE_MM / 2;

    private static final double HEAD_REACH_MM = 50;
    private static final double UNDER_HEAD_MM = 1.5;
    private static final double BEAM_REACH_MM = 60;
    private static final double UNDER_BEAM_MM = 20;
    /// Beside a higher part, nobody sends a head all the way down to the plate and up again.
    private static final double HIGHEST_PART_MM = 60;

    /// The first place at an edge where the nozzle can go down to the plate; none beside large or high parts.
    static Optional<PrimePlace> find(Relief relief, Profile profile) {
        if (relief.highestMm() > HIGHEST_PART_MM) return Optional.empty();
        return candidates(profile).stream()
                .filter(place -> place.isFree(relief))
                .findFirst();
    }

    /// The corner that is farthest from all plastic, for priming above it.
    static PrimePlace corner(Relief relief, Profile profile) {
        double[] box = box(profile);
        var best = new PrimePlace(box[0], box[1], box[0], box[1]);
        for (int corner = 1; corner < 4; corner++) {
            double x = box[corner % 2 * 2];
            double y = box[corner / 2 * 2 + 1];
            var other = new PrimePlace(x, y, x, y);
            if (other.nearest(relief) > best.nearest(relief)) best = other;
        }
        return best;
    }

    private static List<PrimePlace> candidates(Profile profile) {
        double[] box = box(profile);
        var all = new ArrayList<PrimePlace>();
        double length = Math.min(LENGTH_MM, box[2] - box[0]);
        double depth = Math.min(LENGTH_MM, box[3] - box[1]);
        for (double y : new double[] {box[1], box[3]}) {
            for (double x = box[0]; x + length <= box[2]; x += STEP_MM) all.add(new PrimePlace(x, y, x + length, y));
        }
        for (double x : new double[] {box[0], box[2]}) {
            for (double y = box[1]; y + depth <= box[3]; y += STEP_MM) all.add(new PrimePlace(x, y, x, y + depth));
        }
        return all;
    }

    /// The plate that the nozzle reaches, without its edge.
    private static double[] box(Profile profile) {
        var bed = profile.bed();
        var volume = profile.volume();
        return new double[] {
            Math.max(bed.minX(), volume.minX()) + INSET_MM,
            Math.max(bed.minY(), volume.minY()) + INSET_MM,
            Math.min(bed.maxX(), volume.maxX()) - INSET_MM,
            Math.min(bed.maxY(), volume.maxY()) - INSET_MM
        };
    }

    private boolean isFree(Relief relief) {
        for (int square = 0; square < relief.squares(); square++) {
            double height = relief.heightMm(square);
            if (height <= 0) continue;
            double far = distance(relief, square);
            if (far < BESIDE_MM) return false;
            if (height > UNDER_HEAD_MM && far < HEAD_REACH_MM) return false;
            if (height > UNDER_BEAM_MM && beyond(relief.y(square), fromY, toY) < BEAM_REACH_MM) return false;
        }
        return true;
    }

    private double nearest(Relief relief) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int square = 0; square < relief.squares(); square++) {
            if (relief.heightMm(square) > 0) nearest = Math.min(nearest, distance(relief, square));
        }
        return nearest;
    }

    private double distance(Relief relief, int square) {
        return Math.hypot(beyond(relief.x(square), fromX, toX), beyond(relief.y(square), fromY, toY));
    }

    private static double beyond(double at, double from, double to) {
        return Math.max(0, Math.max(from - at, at - to));
    }

    double lengthMm() {
        return Math.hypot(toX - fromX, toY - fromY);
    }
}
