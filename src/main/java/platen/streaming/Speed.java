package platen.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.printers.Connection;

/// How fast to talk to a printer: as a person has said, or as is found out.
///
/// @param candidates the speeds to try, the likeliest first; a single one is not questioned
/// @param proven     the speed at which it has answered before
/// @param found      is told at which speed it answers, by the printer's thread
public record Speed(List<Integer> candidates, OptionalInt proven, IntConsumer found) {
    private static final List<Integer> USUAL =
            List.of(115_200, 250_000, 230_400, 57_600, 500_000, 1_000_000, 38_400, 19_200, 9_600);

    public Speed {
        candidates = List.copyOf(candidates);
    }

    public static Speed given(int baud) {
        return new Speed(List.of(baud), OptionalInt.empty(), _ -> {});
    }

    /// `given`: by a person, who is believed. `remembered`: found before. Native USB has no speed to be found.
    public static Speed of(
            Connection connection, @Nullable Integer given, @Nullable Integer remembered, IntConsumer found) {
        if (given != null) return given(given);
        if (connection.nativeUsb()) return given(connection.baud());
        var likely = remembered == null ? List.of(connection.baud()) : List.of(remembered, connection.baud());
        var proven = remembered == null ? OptionalInt.empty() : OptionalInt.of(remembered);
        return new Speed(distinct(likely, USUAL), proven, found);
    }

    /// Now that it has answered at this speed.
    Speed proving(int baud) {
        return new Speed(distinct(List.of(baud), candidates), OptionalInt.of(baud), found);
    }

    boolean isCertain() {
        return candidates.size() == 1;
    }

    private static List<Integer> distinct(List<Integer> first, List<Integer> others) {
        return new ArrayList<>(
                Stream.concat(first.stream(), others.stream()).distinct().toList());
    }
}
