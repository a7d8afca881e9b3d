package platen.fleet;

/// The life of an attempt. A column holds it, so every change is an update guarded by the state before.
public enum AttemptState {
    OFFERED,
    ACCEPTED,
    GRANTED,
    PRINTING,
    PAUSED,
    FINISHED,
    FAILED,
    CANCELLED,
    /// Taken back or refused before it started.
    WITHDRAWN,
    /// A person has declared it lost.
    LOST;

    public boolean isOpen() {
        return switch (this) {
            case OFFERED, ACCEPTED, GRANTED, PRINTING, PAUSED -> true;
            case FINISHED, FAILED, CANCELLED, WITHDRAWN, LOST -> false;
        };
    }

    /// Whether the host may have started it.
    public boolean isGranted() {
        return switch (this) {
            case GRANTED, PRINTING, PAUSED -> true;
            case OFFERED, ACCEPTED, FINISHED, FAILED, CANCELLED, WITHDRAWN, LOST -> false;
        };
    }
}
