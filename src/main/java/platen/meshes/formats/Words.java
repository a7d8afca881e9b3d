package platen.meshes.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import platen.meshes.Mesh;
import platen.meshes.Unusable;

/// The words of a text file, one after the other, in bounded memory however long its lines are.
final class Words {
    private static final int LONGEST_WORD = 256;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] word = new byte[LONGEST_WORD];
    private int at;
    private int end;
    private int length;
    private long line = 1;

    Words(InputStream in) {
        this.in = in;
    }

    /// The line on which reading stands, counted from 1.
    long line() {
        return line;
    }

    /// Goes to the next word of this line; false at its end.
    boolean inLine() throws IOException {
        int next = peek();
        while (next == ' ' || next == '\t' || next == '\r') {
            at++;
            next = peek();
        }
        if (next < 0 || next == '\n') return false;
        take();
        return true;
    }

    /// Goes to the next word, on whatever line; false at the end of the file.
    boolean next() throws IOException {
        while (!inLine()) {
            if (peek() < 0) return false;
            endLine();
        }
        return true;
    }

    /// Passes over what is left of this line; false at the end of the file.
    boolean endLine() throws IOException {
        int next = peek();
        while (next >= 0 && next != '\n') {
            at++;
            next = peek();
        }
        if (next < 0) return false;
        at++;
        line++;
        return true;
    }

    boolean is(String wanted) {
        if (length != wanted.length()) return false;
        for (int i = 0; i < length; i++) {
            if ((word[i] | 0x20) != wanted.charAt(i)) return false;
        }
        return true;
    }

    String text() {
        return new String(word, 0, length, StandardCharsets.ISO_8859_1);
    }

    float number() throws Unusable {
        try {
            float number = Float.parseFloat(text());
            if (Mesh.isNowhere(number, 0, 0)) throw new Unusable("meshes.no-place-at-line", line);
            return number;
        } catch (NumberFormatException _) {
            throw new Unusable("meshes.not-a-number", line);
        }
    }

    private void take() throws IOException {
        length = 0;
        for (int next = peek(); next > ' '; next = peek()) {
            if (length == LONGEST_WORD) throw new Unusable("meshes.not-text", line);
            word[length++] = (byte) next;
            at++;
        }
        if (length == 0) throw new Unusable("meshes.not-text", line);
    }

    private int peek() throws IOException {
        if (at == end) {
            end = in.read(buffer);
            at = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[at] & 0xff;
    }
}
