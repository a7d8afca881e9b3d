package platen.gcode.binary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;

/// The blocks of a binary G-code, one after the other, each in memory for itself.
///
/// What a block says of its own size is believed up to a bound only; what is damaged is refused with the number of the
/// block and its place in the file.
final class Blocks {
    static final String MAGIC = "GCDE";

    private static final int VERSION = 1;
    private static final int NO_CHECKSUM = 0;
    private static final int CRC32_CHECKSUM = 1;
    private static final int HEAD_BYTES = 8;
    private static final int FILE_HEAD_BYTES = 10;
    /// Slicers write 64 kB of program a block.
    private static final int MOST_BLOCK_BYTES = 8 << 20;
    /// As much as a zip may hold: longer than any print.
    private static final long MOST_BYTES = 2L << 30;

    private final InputStream in;
    private final boolean checked;
    private final CRC32 sum = new CRC32();
    private long offset;
    private long start;
    private int number;
    private long total;

    /// Reads the head of the file.
    Blocks(InputStream in) throws IOException {
        this.in = in;
        var head = take(FILE_HEAD_BYTES);
        head.getInt();
        long version = Integer.toUnsignedLong(head.getInt());
        if (version != VERSION) throw new Damaged("gcode.binary.version", version);
        int checksum = head.getShort() & 0xffff;
        if (checksum != NO_CHECKSUM && checksum != CRC32_CHECKSUM) throw new Damaged("gcode.binary.version", version);
        checked = checksum == CRC32_CHECKSUM;
    }

    /// The next block; empty at the end of the file.
    Optional<Block> next() throws IOException {
        sum.reset();
        start = offset;
        number++;
        int first = in.read();
        if (first < 0) return Optional.empty();
        offset++;
        sum.update(first);
        var head = take(HEAD_BYTES - 1);
        int type = first | (head.get() & 0xff) << 8;
        int compression = head.getShort() & 0xffff;
        int size = bounded(head.getInt());
        if (type >= Block.Kind.BY_NUMBER.size()) throw damaged("gcode.binary.block", type);
        int packed = compression == Packing.NONE ? size : bounded(take(4).getInt());
        return Optional.of(block(Block.Kind.BY_NUMBER.get(type), compression, size, packed));
    }

    private Block block(Block.Kind kind, int compression, int size, int packed) throws IOException {
        var parameters = take(kind.parameterBytes());
        int encoding = parameters.getShort() & 0xffff;
        int width = kind == Block.Kind.PICTURE ? parameters.getShort() & 0xffff : 0;
        int height = kind == Block.Kind.PICTURE ? parameters.getShort() & 0xffff : 0;
        var data = take(packed).array();
        check();
        total += size;
        if (total > MOST_BYTES) throw damaged("gcode.binary.too-large");
        var content = Packing.unpacked(compression, data, size);
        if (content.isEmpty()) {
            throw Packing.isKnown(compression)
                    ? damaged("gcode.binary.broken")
                    : damaged("gcode.binary.packing", compression);
        }
        return new Block(kind, encoding, width, height, content.get());
    }

    private void check() throws IOException {
        if (!checked) return;
        long counted = sum.getValue();
        long told = Integer.toUnsignedLong(take(4).getInt());
        if (counted != told) throw damaged("gcode.binary.checksum");
    }

    /// A negative size is one beyond 2 GB.
    private int bounded(int size) throws Damaged {
        if (size < 0 || size > MOST_BLOCK_BYTES) throw damaged("gcode.binary.too-large");
        return size;
    }

    /// Something is wrong with the block that was read last.
    Damaged damaged(String key, Object... more) {
        var args = new Object[2 + more.length];
        args[0] = number;
        args[1] = start;
        System.arraycopy(more, 0, args, 2, more.length);
        return new Damaged(key, args);
    }

    private ByteBuffer take(int bytes) throws IOException {
        var taken = in.readNBytes(bytes);
        offset += taken.length;
        if (taken.length < bytes) {
            throw number == 0 ? new Damaged("gcode.binary.head") : damaged("gcode.binary.breaks-off", offset);
        }
        sum.update(taken);
        return ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
    }
}
