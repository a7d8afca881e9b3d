package platen.virtual;

/// Takes what the firmware says: one line without its line end, and when it is said.
@FunctionalInterface
public interface Replies {
    void line(long atNs, String text);
}
