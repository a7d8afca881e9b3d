package platen.queue;

/// The life of a job. A column holds it, so every change is an update guarded by the state before.
public enum JobState {
    WAITING,
    RELEASED,
    RUNNING,
    PAUSED,
    /// Finished on the machine: a person takes it off and says whether it is good.
    TO_CHECK,
    DONE,
    FAILED,
    CANCELLED;

    /// Whether the job keeps its machine: it runs there, or what it made lies there.
    public boolean isOnMachine() {
        return switch (this) {
            case RELEASED, RUNNING, PAUSED, TO_CHECK -> true;
            case WAITING, DONE, FAILED, CANCELLED -> false;
        };
    }
}
