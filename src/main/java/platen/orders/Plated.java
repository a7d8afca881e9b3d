package platen.orders;

import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.values.LineId;

/// A slice as a line of an order wants it: `times` plates like this.
public record Plated(Slice slice, int times) {

    /// The plates of a line, the fullest first; none where nobody slices it.
    public static List<Plated> of(Handle look, LineId line) {
        var slices = look.attach(Slices.class);
        return look.attach(LinePlates.class).of(line).stream()
                .map(row -> new Plated(slices.find(row.plate()).orElseThrow(), row.times()))
                .toList();
    }

    static boolean areDone(List<Plated> plates) {
        return plates.stream().allMatch(plate -> plate.slice().state() == Slice.State.DONE);
    }
}
