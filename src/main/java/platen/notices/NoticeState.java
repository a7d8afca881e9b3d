package platen.notices;

/// The life of a notice. A column holds it, so every change is an update guarded by the state before.
public enum NoticeState {
    /// To be mailed.
    WAITING,
    SENT,
    /// Not true any more when its turn came, so it was not told.
    OVERTAKEN,
    /// A worker calls or writes: no mail could tell it.
    TO_TELL,
    TOLD
}
