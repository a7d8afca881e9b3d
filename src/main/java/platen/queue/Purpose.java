package platen.queue;

/// What a job is for that nobody ordered.
public enum Purpose {
    TEST,
    CALIBRATION,
    TRAINING,
    /// The shop's own work.
    OWN
}
