package platen.gcode.binary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Makes binary G-code as slicers do, block by block.
public final class BinaryFiles {
    static final int PLAIN = 0;
    static final int MEATPACK = 1;
    static final int MEATPACK_WITH_REMARKS = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean checked;

    BinaryFiles(boolean checked) {
        this.checked = checked;
        var head = little(10).put("GCDE".getBytes(StandardCharsets.US_ASCII));
        head.putInt(1).putShort((short) (checked ? 1 : 0));
        out.writeBytes(filled(head));
    }

    /// A whole file in the usual order of blocks, its program in pieces of so many lines.
    public static byte[] of(String program, int compression, int encoding, int linesABlock) {
        var file = new BinaryFiles(true)
                .text(0, Packing.NONE, "Producer=PrusaSlicer 2.9.2\n")
                .text(3, Packing.NONE, "printer_model=ENDER3\nnozzle_diameter=0.4\nfilament_type=PLA\n")
                .text(4, Packing.NONE, "filament used [mm]=500.00\nestimated printing time (normal mode)=1h 2m 3s\n")
                .text(2, Packing.DEFLATE, "layer_height=0.2\nstart_gcode=G28\\nG1 Z5\n");
        var lines = program.lines().toList();
        for (int from = 0; from < lines.size(); from += linesABlock) {
            var piece = String.join("\n", lines.subList(from, Math.min(lines.size(), from + linesABlock))) + "\n";
            file.block(1, compression, shorts(encoding), encoded(piece, encoding));
        }
        return file.bytes();
    }

    BinaryFiles text(int type, int compression, String ini) {
        return block(type, compression, shorts(0), ini.getBytes(StandardCharsets.UTF_8));
    }

    BinaryFiles picture(int format, int width, int height, byte[] bytes) {
        return block(5, Packing.NONE, shorts(format, width, height), bytes);
    }

    BinaryFiles block(int type, int compression, byte[] parameters, byte[] content) {
        var packed = packed(compression, content);
        var block = little(12 + parameters.length + packed.length);
        block.putShort((short) type).putShort((short) compression).putInt(content.length);
        if (compression != Packing.NONE) block.putInt(packed.length);
        block.put(parameters).put(packed);
        var bytes = filled(block);
        out.writeBytes(bytes);
        if (checked) {
            var sum = new CRC32();
            sum.update(bytes);
            out.writeBytes(filled(little(4).putInt((int) sum.getValue())));
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] shorts(int... numbers) {
        var bytes = little(2 * numbers.length);
        for (int number : numbers) bytes.putShort((short) number);
        return filled(bytes);
    }

    private static byte[] filled(ByteBuffer buffer) {
        buffer.flip();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] packed(int compression, byte[] content) {
        return switch (compression) {
            case Packing.DEFLATE -> deflated(content);
            case Packing.HEATSHRINK_11 -> heatshrunk(content, 11, 4);
            case Packing.HEATSHRINK_12 -> heatshrunk(content, 12, 4);
            default -> content;
        };
    }

    private static byte[] deflated(byte[] content) {
        var bytes = new byte[content.length + 100];
        try (var deflater = new Deflater()) {
            deflater.setInput(content);
            deflater.finish();
            return Arrays.copyOf(bytes, deflater.deflate(bytes));
        }
    }

    /// The longest repetition within the window, at each place.
    private static byte[] heatshrunk(byte[] content, int windowBits, int lookaheadBits) {
        var bits = new StringBuilder();
        for (int at = 0; at < content.length; ) {
            int best = 0;
            int back = 0;
            for (int from = Math.max(0, at - (1 << windowBits)); from < at; from++) {
                int length = 0;
                while (length < 1 << lookaheadBits
                        && at + length < content.length
                        && content[from + length] == content[at + length]) length++;
                if (length > best) {
                    best = length;
                    back = at - from;
                }
            }
            if (best < 3) {
                bits.append('1').append(binary(content[at++] & 0xff, 8));
            } else {
                bits.append('0').append(binary(back - 1, windowBits)).append(binary(best - 1, lookaheadBits));
                at += best;
            }
        }
        while (bits.length() % 8 != 0) bits.append('0');
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }

    private static String binary(int number, int digits) {
        return Integer.toBinaryString(1 << digits | number).substring(1);
    }

    private static byte[] encoded(String text, int encoding) {
        return encoding == PLAIN
                ? text.getBytes(StandardCharsets.UTF_8)
                : meatPacked(text, encoding == MEATPACK_WITH_REMARKS);
    }

    /// Moves without blanks; remarks only where they are kept, and then not packed.
    private static byte[] meatPacked(String text, boolean remarks) {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(command(251));
        packed.writeBytes(command(247));
        boolean on = true;
        for (var line : text.lines().toList()) {
            if (line.startsWith(";")) {
                if (!remarks) continue;
                if (on) packed.writeBytes(command(250));
                on = false;
                packed.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int comment = line.indexOf(';');
            var command = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (command.isEmpty()) continue;
            if (!on) packed.writeBytes(command(251));
            on = true;
            if (command.matches("G\\d.*")) command = command.replace(" ", "");
            pack(command + "\n", packed);
        }
        return packed.toByteArray();
    }

    private static void pack(String command, ByteArrayOutputStream packed) {
        for (int at = 0; at < command.length(); at += 2) {
            char first = command.charAt(at);
            char second = at + 1 < command.length() ? command.charAt(at + 1) : '\n';
            int low = nibble(first);
            int high = nibble(second);
            packed.write(high << 4 | low);
            if (low == 15) packed.write(first);
            if (high == 15) packed.write(second);
        }
    }

    private static int nibble(char character) {
        int place = "0123456789.E\nGX".indexOf(character);
        return place < 0 ? 15 : place;
    }

    private static byte[] command(int command) {
        return new byte[] {(byte) 0xff, (byte) 0xff, (byte) command};
    }
}
