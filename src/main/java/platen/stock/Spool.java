package platen.stock;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;
import platen.values.Money;
import platen.values.SpoolId;

/// A spool of plastic. `netMg` is what was on it when it was new, `emptyMg` what it weighs without anything on it,
/// `leftMg` what is left; `machine` carries it.
public record Spool(
        SpoolId id,
        String material,
        String colour,
        String maker,
        @Nullable Money price,
        long netMg,
        @Nullable Long emptyMg,
        long leftMg,
        String place,
        @Nullable Instant drySince,
        SpoolState state,
        Instant cameAt,
        @Nullable Instant openedAt,
        @Nullable Instant emptiedAt,
        @Nullable MachineId machine,
        @Nullable Instant loadedAt,
        @Nullable Instant unloadedAt) {
    /// So little that a larger part may not come out of it.
    private static final long LOW_MG = 150_000;
    private static final int WHOLE = 100;

    public boolean isLow() {
        return state != SpoolState.EMPTY && leftMg < LOW_MG;
    }

    public boolean isEmpty() {
        return state == SpoolState.EMPTY;
    }

    public double leftG() {
        return leftMg / 1_000.0;
    }

    public double netG() {
        return netMg / 1_000.0;
    }

    public @Nullable Double emptyG() {
        return emptyMg == null ? null : Double.valueOf(emptyMg / 1_000.0);
    }

    /// How much of a new one is left, of a hundred.
    public int percent() {
        return (int) Math.min(WHOLE, leftMg * WHOLE / netMg);
    }

    /// Whether its plastic is what a job asks for; a job that names no colour takes any.
    public boolean suits(@Nullable String material, @Nullable String colour) {
        if (material == null) return true;
        return material.equalsIgnoreCase(this.material) && (colour == null || colour.equalsIgnoreCase(this.colour));
    }

    /// Whether a word that somebody looks for stands anywhere on it.
    public boolean says(String word) {
        var all = "#" + id.value() + " " + material + " " + colour + " " + maker + " " + place;
        return all.toLowerCase(Locale.ROOT).contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /// How people call it: `#12, black PLA`.
    public String name() {
        return "#" + id.value() + ", " + (colour.isEmpty() ? "" : colour + " ") + material;
    }
}
