package platen.upkeep;

/// What a machine counts by itself, in the unit in which people say it.
public enum Meter {
    /// In which a 3D printer printed, by its host's reports.
    HOURS,
    /// Prints that a 3D printer began and ended, or counts of copies at a machine without a wire.
    RUNS,
    /// Of filament.
    METRES,
    /// Good and spoiled ones.
    COPIES,
    /// Of paper.
    SHEETS
}
