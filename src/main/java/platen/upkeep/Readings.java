package platen.upkeep;

import platen.values.MachineId;

/// What the counters of a machine stand at; `finished` are the runs that came to their end.
public record Readings(
        MachineId machine, long ranS, long runs, long finished, long filamentMm, long copies, long sheets) {
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long MM_PER_METRE = 1_000;

    static Readings none(MachineId machine) {
        return new Readings(machine, 0, 0, 0, 0, 0, 0);
    }

    /// In whole units of a meter.
    public long of(Meter meter) {
        return switch (meter) {
            case HOURS -> ranS / SECONDS_PER_HOUR;
            case RUNS -> runs;
            case METRES -> filamentMm / MM_PER_METRE;
            case COPIES -> copies;
            case SHEETS -> sheets;
        };
    }

    public long hours() {
        return of(Meter.HOURS);
    }

    public long metres() {
        return of(Meter.METRES);
    }
}
