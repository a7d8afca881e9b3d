package platen.virtual;

/// Takes what the firmware says: one line without its line end, and when it is said.
@FunctionalInterface
public interface Replies {
    void line(long atNs, String text);

    /// The cable is pulled out; it comes back after a time, or [Firmware#NEVER].
    default void unplugged(long atNs, long forNs) {}
}
