package platen.fuzz;

import java.util.Locale;

/// What Jazzer calls: first with the reader's name, then with each file that it thought of.
public final class JazzerTarget {
    private static FuzzedReader reader = FuzzedReader.PDF;

    private JazzerTarget() {}

    @SuppressWarnings("NonFinalStaticField") // Jazzer knows static methods only
    public static void fuzzerInitialize(String[] names) {
        reader = FuzzedReader.valueOf(names[0].toUpperCase(Locale.ROOT));
        reader.seeds().forEach(reader::read); // what is slow the first time is no hang
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        reader.look(bytes);
    }
}
