package platen.meshes;

import java.io.IOException;
import platen.values.Message;

/// Leaves the depth of a reader whose file is no sound mesh; [MeshFile] makes a [Reading.Refused] of it.
final class Unusable extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Message why;

    Unusable(String key, Object... args) {
        super(key);
        why = Message.of(key, args);
    }

    Message why() {
        return why;
    }
}
