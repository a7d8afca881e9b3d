package platen.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parts of a form with files, one after the other as they come in, in the memory of one chunk: so that a file is
/// measured and stored while it is on its way, and nothing is left to do when its last byte is here.
final class Multipart {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int LONGEST_HEAD = 8 << 10;
    private static final int MOST_PARTS = 100;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i).*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAME =
            Pattern.compile("(?is).*^content-disposition:[^\\r\\n]*;\\s*name=\"([^\"\\r\\n]*)\".*", Pattern.MULTILINE);
    private static final Pattern FILE_NAME = Pattern.compile(
            "(?is).*^content-disposition:[^\\r\\n]*;\\s*filename=\"([^\"\\r\\n]*)\".*", Pattern.MULTILINE);

    /// As older programs write a name that is not ASCII (RFC 5987).
    private static final Pattern ENCODED_FILE_NAME = Pattern.compile(
            "(?is).*^content-disposition:[^\\r\\n]*;\\s*filename\\*=utf-8'[^']*'([^;\\s]*).*", Pattern.MULTILINE);

    private final InputStream in;
    private final byte[] delimiter;
    private final long most;
    private final byte[] buffer = new byte[CHUNK_BYTES + LONGEST_HEAD];
    private int from;
    private int to;
    /// Bytes from `from` on that are known to be of this part.
    private int sure;
    private long arrived;
    private int parts;
    private String head = "";

    /// The form broke off, or is none.
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;
        private final boolean tooLarge;

        private Broken(boolean tooLarge) {
            super(tooLarge ? "more than was to be read" : "no whole form");
            this.tooLarge = tooLarge;
        }

        boolean isTooLarge() {
            return tooLarge;
        }
    }

    /// At most `most` bytes are read.
    Multipart(String contentType, InputStream in, long most) throws Broken {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) throw new Broken(false);
        var word = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        this.in = in;
        this.most = most;
        this.delimiter = ("\r\n--" + word).getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = '\r'; // as if a line had ended before the first delimiter
        buffer[1] = '\n';
        to = 2;
    }

    /// Goes on to the next part, past what is left of this one; false when there is none.
    boolean next() throws IOException {
        while (arrivedOfPart() > 0) take(sure);
        from += delimiter.length;
        if (octet(0) == '-' && octet(1) == '-') return false;
        if (++parts > MOST_PARTS) throw new Broken(false);
        int length = 0;
        while (!isHeadEnd(length)) if (++length > LONGEST_HEAD - 4) throw new Broken(false);
        head = new String(buffer, from, length, StandardCharsets.UTF_8);
        from += length + 2; // the second line end of the four bytes begins the delimiter of an empty part
        return true;
    }

    private boolean isHeadEnd(int at) throws IOException {
        return octet(at) == '\r' && octet(at + 1) == '\n' && octet(at + 2) == '\r' && octet(at + 3) == '\n';
    }

    Optional<String> name() {
        return found(NAME);
    }

    /// The name of the file, which is empty where none was chosen; nothing where the part is no file.
    Optional<String> fileName() {
        return found(ENCODED_FILE_NAME).map(Multipart::decoded).or(() -> found(FILE_NAME));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private Optional<String> found(Pattern pattern) {
        var match = pattern.matcher(head);
        return match.matches() ? Optional.of(match.group(1).replace("%22", "\"")) : Optional.empty();
    }

    /// What is in this part.
    InputStream content() throws IOException {
        if (arrivedOfPart() == 0) return InputStream.nullInputStream();
        take(2);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (arrivedOfPart() == 0) return -1;
                take(1);
                return buffer[from - 1] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int at, int length) throws IOException {
                if (length == 0) return 0;
                int now = Math.min(length, arrivedOfPart());
                if (now == 0) return -1;
                System.arraycopy(buffer, from, bytes, at, now);
                take(now);
                return now;
            }
        };
    }

    /// So many bytes of this part are in the buffer; none at its end.
    private int arrivedOfPart() throws IOException {
        while (sure == 0) {
            sure = search();
            if (sure > 0 || isDelimiter(from)) break;
            fill();
        }
        return sure;
    }

    private void take(int bytes) {
        from += bytes;
        sure -= bytes;
    }

    /// How many bytes stand before a delimiter or before what may become one.
    private int search() {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '\r' && (at + delimiter.length > to || isDelimiter(at))) return at - from;
        }
        return to - from;
    }

    private boolean isDelimiter(int at) {
        if (at + delimiter.length > to) return false;
        for (int i = 0; i < delimiter.length; i++) if (buffer[at + i] != delimiter[i]) return false;
        return true;
    }

    private byte octet(int at) throws IOException {
        while (from + at >= to) fill();
        return buffer[from + at];
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read;
        try {
            read = in.read(buffer, to, buffer.length - to);
        } catch (IOException e) {
            throw (Broken) new Broken(false).initCause(e);
        }
        if (read <= 0) throw new Broken(false);
        to += read;
        arrived += read;
        if (arrived > most) throw new Broken(true);
    }
}
