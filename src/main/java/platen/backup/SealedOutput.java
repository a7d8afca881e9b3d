package platen.backup;

import java.io.IOException;
import java.io.OutputStream;

/// Seals what is written, piece by piece. Only [#close] writes the last piece: what was broken off stays without one.
final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final Seal seal;
    private final byte[] piece = new byte[Seal.PIECE_BYTES];
    private int filled;
    private int number;
    private boolean isClosed;

    SealedOutput(OutputStream out, Passphrase passphrase) throws IOException {
        this.out = out;
        this.seal = Seal.create(passphrase);
        out.write(seal.written());
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var at = from;
        while (at < from + length) {
            // A full piece waits until more comes: it may be the last.
            if (filled == piece.length) put(false);
            var part = Math.min(piece.length - filled, from + length - at);
            System.arraycopy(bytes, at, piece, filled, part);
            filled += part;
            at += part;
        }
    }

    private void put(boolean isLast) throws IOException {
        out.write(seal.seal(piece, filled, number++, isLast));
        filled = 0;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (isClosed) return;
        isClosed = true;
        put(true);
        out.close();
    }
}
