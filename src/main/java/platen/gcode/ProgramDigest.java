package platen.gcode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import platen.values.Digest;

/// What a program is, whoever looks at it: the SHA-256 of its commands.
///
/// Comments and blanks are left out, and so is the housekeeping that a host adds by itself; each
/// command ends in one LF. So the file, what the host sent and what a printer executed can be compared.
/// Fed line by line with [#line], or with any pieces of a file by [#bytes]. Not for several threads.
public final class ProgramDigest {
    private static final String HOUSEKEEPING = "M105 M110 M115 M155 M114 M400 M117 M73 M20 M21 ";
    private static final int LONGEST_HOUSEKEEPING_WORD = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    /// The digest, and the number of commands it covers.
    public record Counted(Digest digest, long commands) {}

    private final MessageDigest sha = Digest.sha256();
    private final byte[] out = new byte[BUFFER_BYTES];
    private int line; // where the current line starts in out
    private int end;
    private boolean lineStartIsGone; // the line was longer than out, and its start is counted already
    private boolean inComment;
    private long commands;

    public static Counted of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    public static Counted of(InputStream in) throws IOException {
        var program = new ProgramDigest();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) program.bytes(buffer, 0, read);
        return program.counted();
    }

    /// Adds one line or command, without its line end, line number and checksum.
    public void line(byte[] text, int from, int to) {
        if (inComment || end > line || lineStartIsGone) {
            for (int i = from; i < to; i++) add(text[i]);
        } else {
            if (end + to - from >= out.length) flush();
            if (to - from >= out.length) for (int i = from; i < to; i++) add(text[i]);
            else addWhole(text, from, to);
        }
        endLine();
    }

    /// A whole line that there is room for: of a byte it is asked only whether it is a blank or begins a comment.
    private void addWhole(byte[] text, int from, int to) {
        int at = end;
        for (int i = from; i < to; i++) {
            byte character = text[i];
            if (character == ';') break;
            out[at] = character;
            boolean blank = character == ' ' || character == '\t' || character == '\r';
            at += blank ? 0 : 1;
        }
        end = at;
    }

    /// Adds the next piece of a file.
    public void bytes(byte[] piece, int from, int to) {
        for (int i = from; i < to; i++) {
            if (piece[i] == '\n') endLine();
            else add(piece[i]);
        }
    }

    /// The digest of all lines so far; more may follow.
    public Counted counted() {
        if (end > line || lineStartIsGone) endLine();
        flush();
        try {
            return new Counted(Digest.from((MessageDigest) sha.clone()), commands);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 in Java can be cloned", e);
        }
    }

    /// True for a command that the host adds by itself and that no program is measured by: text
    /// without blanks, from its first letter on. As blanks are gone, `M117 5 mm` is read as an `M1175`
    /// and counts: odd, but every reader of a digest has to be odd in the same way.
    public static boolean isHousekeeping(byte[] command, int from, int to) {
        if (from >= to || (command[from] | 0x20) != 'm') return false;
        int length = 1;
        while (from + length < to && command[from + length] >= '0' && command[from + length] <= '9') length++;
        if (length > LONGEST_HOUSEKEEPING_WORD) return false;
        for (int at = 0; at < HOUSEKEEPING.length(); at = HOUSEKEEPING.indexOf(' ', at) + 1) {
            int same = 1;
            while (same < length && HOUSEKEEPING.charAt(at + same) == command[from + same]) same++;
            if (same == length && HOUSEKEEPING.charAt(at + length) == ' ') return true;
        }
        return false;
    }

    private void add(byte character) {
        if (inComment || character == ' ' || character == '\t' || character == '\r') return;
        if (character == ';') {
            inComment = true;
            return;
        }
        if (end == out.length - 1) makeRoom(); // one is kept for the LF
        out[end++] = character;
    }

    private void endLine() {
        inComment = false;
        if (lineStartIsGone || end > line) {
            if (!lineStartIsGone && isHousekeeping(out, line, end)) {
                end = line;
            } else {
                out[end++] = '\n';
                commands++;
                line = end;
                lineStartIsGone = false;
                if (end == out.length) flush();
            }
        }
    }

    private void makeRoom() {
        if (line > 0) {
            flush();
        } else if (!lineStartIsGone && isHousekeeping(out, line, end)) {
            end = LONGEST_HOUSEKEEPING_WORD + 1; // what follows is left out anyway
        } else {
            sha.update(out, 0, end);
            lineStartIsGone = true;
            end = 0;
        }
    }

    private void flush() {
        sha.update(out, 0, line);
        System.arraycopy(out, line, out, 0, end - line);
        end -= line;
        line = 0;
    }
}
