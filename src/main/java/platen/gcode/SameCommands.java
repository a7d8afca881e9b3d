package platen.gcode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Whether two texts give a printer the same commands, whatever remarks and tellings of progress stand between them.
public final class SameCommands {
    private final Lines lines;

    private SameCommands(InputStream text) {
        this.lines = new Lines(text);
    }

    public static boolean are(InputStream one, InputStream other) throws IOException {
        var here = new SameCommands(one);
        var there = new SameCommands(other);
        while (here.next()) {
            if (!there.next() || !here.isLike(there)) return false;
        }
        return !there.next();
    }

    private boolean next() throws IOException {
        while (lines.next()) {
            if (lines.continues() || !isLeftOut()) return true;
        }
        return false;
    }

    private boolean isLeftOut() {
        int length = lines.to() - lines.from();
        if (length == 0) return true;
        byte first = lines.buffer()[lines.from()];
        return first == ';' || first == '\r' || (first == 'M' && isProgress(length));
    }

    /// `M73` and nothing like `M730`.
    private boolean isProgress(int length) {
        var text = lines.buffer();
        int at = lines.from();
        return length >= 4 && text[at + 1] == '7' && text[at + 2] == '3' && text[at + 3] == ' ';
    }

    private boolean isLike(SameCommands other) {
        return Arrays.equals(
                lines.buffer(), lines.from(), lines.to(), other.lines.buffer(), other.lines.from(), other.lines.to());
    }
}
