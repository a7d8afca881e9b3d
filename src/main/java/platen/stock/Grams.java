package platen.stock;

/// Plastic is counted in milligrams and told in grams.
final class Grams {
    private static final long MILLIGRAMS = 1_000;
    private static final long TENTH = MILLIGRAMS / 10;

    private Grams() {}

    /// To a tenth of a gram, as people write it: `12.5`, and `12` where nothing is left over.
    static String of(long milligrams) {
        var tenths = Math.round((double) milligrams / TENTH);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
    }
}
