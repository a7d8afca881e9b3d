package platen.shifts;

/// What sort of work somebody does here.
public enum WorkKind {
    PAID,
    VOLUNTEER,
    TRAINING
}
