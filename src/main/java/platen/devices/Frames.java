package platen.devices;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import platen.outbound.Caller;

/// The pictures of a stream of the type `multipart/x-mixed-replace`, one after the other.
final class Frames {
    static final String TYPE = "multipart/x-mixed-replace";
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=\"?([^\";,\\s]{1,200})\"?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 60;

    private final BufferedInputStream in;
    private final byte[] boundary;
    private boolean atHeaders;

    /// Refuses what is no such stream.
    Frames(Caller.Answer answer) throws IOException {
        var named = BOUNDARY.matcher(answer.type());
        if (!answer.type().toLowerCase(Locale.ROOT).startsWith(TYPE) || !named.find()) throw new Failure.NoPicture();
        // Some cameras write the dashes that stand before each part into its name, too.
        boundary = named.group(1).replaceFirst("^-+", "").getBytes(ISO_8859_1);
        if (boundary.length == 0) throw new Failure.NoPicture();
        in = new BufferedInputStream(answer.content(), 1 << 16);
    }

    Picture next() throws IOException {
        if (!atHeaders) findPart();
        atHeaders = false;
        long length = length();
        if (length > Picture.LARGEST_BYTES) throw new Failure.TooLarge();
        if (length < 0) return Picture.of(untilBoundary());
        var content = in.readNBytes((int) length);
        if (content.length < length) throw new EOFException();
        return Picture.of(content);
    }

    private void findPart() throws IOException {
        var name = new String(boundary, ISO_8859_1);
        for (int lines = 0; lines < MOST_LINES; lines++) if (line().contains(name)) return;
        throw new Failure.NoPicture();
    }

    /// What the headers of a part say of its length; -1 where they say nothing.
    private long length() throws IOException {
        long length = -1;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            var line = line();
            if (line.isBlank()) return length;
            var header = line.toLowerCase(Locale.ROOT);
            if (header.matches("content-length:\\s*\\d{1,9}\\s*"))
                length = Long.parseLong(header.substring(15).strip());
        }
        throw new Failure.NoPicture();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException();
            if (line.size() >= LONGEST_LINE) throw new Failure.NoPicture();
            line.write(next);
        }
        return line.toString(ISO_8859_1);
    }

    private byte[] untilBoundary() throws IOException {
        var content = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < boundary.length) {
            int next = in.read();
            if (next < 0) throw new EOFException();
            if (content.size() > Picture.LARGEST_BYTES) throw new Failure.TooLarge();
            content.write(next);
            matched = next == (boundary[matched] & 0xff) ? matched + 1 : next == (boundary[0] & 0xff) ? 1 : 0;
        }
        line();
        atHeaders = true;
        var all = content.toByteArray();
        int end = all.length - boundary.length;
        while (end > 0 && (all[end - 1] == '-' || all[end - 1] == '\n' || all[end - 1] == '\r')) end--;
        return Arrays.copyOf(all, end);
    }
}
