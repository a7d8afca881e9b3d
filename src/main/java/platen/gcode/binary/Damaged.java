package platen.gcode.binary;

import java.io.IOException;
import platen.values.Message;

/// A wrapping that cannot be opened: what is wrong with it, where, and what to do.
public final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Message why;

    Damaged(String key, Object... args) {
        super(key);
        why = Message.of(key, args);
    }

    public Message why() {
        return why;
    }
}
