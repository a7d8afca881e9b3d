package platen.gcode.binary;

import java.util.List;

/// One block of binary G-code: its parameters and its content, unpacked.
///
/// The encoding is its first parameter, for a picture the format; width and height are 0 but for pictures.
final class Block {
    enum Kind {
        FILE_METADATA,
        PROGRAM,
        SLICER_METADATA,
        PRINTER_METADATA,
        PRINT_METADATA,
        PICTURE;

        /// As the format counts them from 0.
        static final List<Kind> BY_NUMBER =
                List.of(FILE_METADATA, PROGRAM, SLICER_METADATA, PRINTER_METADATA, PRINT_METADATA, PICTURE);

        int parameterBytes() {
            return this == PICTURE ? 6 : 2;
        }
    }

    private final Kind kind;
    private final int encoding;
    private final int width;
    private final int height;
    private final byte[] content;

    Block(Kind kind, int encoding, int width, int height, byte[] content) {
        this.kind = kind;
        this.encoding = encoding;
        this.width = width;
        this.height = height;
        this.content = content;
    }

    Kind kind() {
        return kind;
    }

    int encoding() {
        return encoding;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    byte[] content() {
        return content;
    }
}
