package platen.alerts;

/// Whether somebody wants to be told.
public enum Duty {
    OFF,
    /// Now, until they say otherwise.
    ON,
    ALWAYS
}
