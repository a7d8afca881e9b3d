package platen.upkeep;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;

/// What machines of a kind usually want: where a shop begins, before its makers' books say more.
final class Suggestions {
    private Suggestions() {}

    record Suggested(
            String name,
            @Nullable Meter meter,
            @Nullable Long everyUnits,
            @Nullable Integer everyDays) {}

    static List<Suggested> of(MachineKind kind) {
        return switch (kind) {
            case PRINTER_3D ->
                List.of(
                        new Suggested("Clean the plate with alcohol", Meter.RUNS, 20L, null),
                        new Suggested("Look at belts and screws", Meter.HOURS, 100L, 30),
                        new Suggested("Lubricate the rods", Meter.HOURS, 200L, null),
                        new Suggested("Blow the dust out of the fans", Meter.HOURS, 300L, 90),
                        new Suggested("Change the nozzle", Meter.HOURS, 500L, null));
            case PRESS ->
                List.of(
                        new Suggested("Clean glass and rollers", Meter.COPIES, 10_000L, 30),
                        new Suggested("Empty the waste toner", Meter.COPIES, 20_000L, null),
                        new Suggested("Calibrate the colours", null, null, 14));
            case RISO ->
                List.of(
                        new Suggested("Clean the paper rollers", Meter.COPIES, 5_000L, 30),
                        new Suggested("Clean the thermal head", null, null, 30),
                        new Suggested("Clean the drums", Meter.COPIES, 20_000L, 90));
            case BENCH ->
                List.of(
                        new Suggested("Sharpen or change the blade", null, null, 90),
                        new Suggested("Try guard and emergency stop", null, null, 30));
        };
    }
}
