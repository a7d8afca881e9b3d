package platen.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import platen.printers.Dialect;

/// The firmwares by name, as profiles and options write them: `prusa-buddy`.
final class DialectNames implements Iterable<String> {

    static Optional<Dialect> named(String name) {
        return Arrays.stream(Dialect.values())
                .filter(dialect -> name(dialect).equals(name))
                .findFirst();
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Dialect.values()).map(DialectNames::name).iterator();
    }

    private static String name(Dialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
