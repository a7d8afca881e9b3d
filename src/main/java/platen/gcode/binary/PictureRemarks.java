package platen.gcode.binary;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.gcode.binary.EmbeddedPicture.Format;

/// Pictures in the remarks of a program, as `; thumbnail begin 300x300 86088`, lines of base64 and `; thumbnail end`;
/// `thumbnail_JPG` and `thumbnail_QOI` are other formats, and Creality's slicers say `png begin 300*300`.
final class PictureRemarks {
    /// Slicers write them first; nobody looks through a whole program for them.
    private static final int MOST_TEXT_BYTES = 16 << 20;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern BEGIN =
            Pattern.compile("(?i);\\s*(?:thumbnail(?:_(png|jpg|qoi))?|(png|jpg)) begin (\\d{1,4})[x* ](\\d{1,4})\\b.*");
    private static final Pattern END = Pattern.compile("(?i);\\s*(?:thumbnail(?:_\\w{3})?|png|jpg) end\\s*");

    private final List<EmbeddedPicture> pictures = new ArrayList<>();
    private @Nullable EmbeddedPicture begun;
    private final StringBuilder base64 = new StringBuilder();

    List<EmbeddedPicture> read(InputStream text) throws IOException {
        var in = new BufferedInputStream(text, 1 << 16);
        var line = new ByteArrayOutputStream(LONGEST_LINE);
        for (int read = 0; read < MOST_TEXT_BYTES && pictures.size() < EmbeddedPictures.MOST; read++) {
            int one = in.read();
            if (one < 0) break;
            if (one != '\n') {
                if (line.size() < LONGEST_LINE) line.write(one);
                continue;
            }
            remark(line.toString(StandardCharsets.ISO_8859_1).strip());
            line.reset();
        }
        return pictures;
    }

    private void remark(String line) {
        if (!line.startsWith(";")) {
            begun = null;
            return;
        }
        if (begun != null) {
            if (END.matcher(line).matches()) end(begun);
            else if (base64.length() < 2 * EmbeddedPictures.MOST_BYTES) base64.append(line, 1, line.length());
            return;
        }
        var begin = BEGIN.matcher(line);
        if (!begin.matches()) return;
        base64.setLength(0);
        begun = new EmbeddedPicture(
                format(Optional.ofNullable(begin.group(1))
                        .or(() -> Optional.ofNullable(begin.group(2)))
                        .orElse("png")),
                Integer.parseInt(begin.group(3)),
                Integer.parseInt(begin.group(4)),
                new byte[0]);
    }

    private void end(EmbeddedPicture picture) {
        begun = null;
        try {
            pictures.add(picture.with(Base64.getMimeDecoder().decode(base64.toString())));
        } catch (IllegalArgumentException e) {
            // a picture that is damaged is none
        }
    }

    private static Format format(String name) {
        return Format.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
