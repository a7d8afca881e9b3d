package platen.meshes;

import java.io.IOException;
import java.util.stream.Stream;
import platen.values.Message;

/// Leaves the depth of a reader whose file is no sound mesh; [platen.meshes.formats.MeshFile] makes a refusal of it.
public final class Unusable extends IOException {
    private static final long serialVersionUID = 1;
    /// What a file says of itself can be of any length and may hold what one cannot see; it is quoted so far.
    private static final int LONGEST_QUOTE = 40;

    private final transient Message why;

    public Unusable(String key, Object... args) {
        super(key);
        why = Message.of(key, Stream.of(args).map(Unusable::quoted).toArray());
    }

    public Message why() {
        return why;
    }

    private static String quoted(Object arg) {
        var text = arg.toString().replaceAll("\\p{C}+", " ");
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
