package platen.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/// Reads what a [SealedOutput] wrote; nothing that was changed gets through.
final class SealedInput extends InputStream {
    private final InputStream in;
    private final Seal seal;
    private final String name;
    private final byte[] sealed = new byte[Seal.PIECE_BYTES + Seal.TAG_BYTES];
    private byte[] piece = new byte[0];
    private int next;
    private int number;
    private int ahead;
    private boolean isOver;

    /// `in` stands behind the mark of the file `name`.
    SealedInput(InputStream in, Passphrase passphrase, String name) throws IOException {
        this.in = in;
        this.seal = Seal.open(in, passphrase, name);
        this.name = name;
        this.ahead = in.read();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (next == piece.length) {
            if (isOver) return -1;
            fetch();
        }
        var part = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, into, from, part);
        next += part;
        return part;
    }

    private void fetch() throws IOException {
        var length = 0;
        if (ahead >= 0) {
            sealed[0] = (byte) ahead;
            length = 1 + in.readNBytes(sealed, 1, sealed.length - 1);
        }
        ahead = in.read();
        isOver = ahead < 0;
        try {
            piece = seal.unseal(sealed, length, number, isOver);
        } catch (GeneralSecurityException e) {
            throw trouble(length, e);
        }
        next = 0;
        number++;
    }

    /// A whole piece that is not the last says that the rest was cut off; where the last is none, it may be either.
    private Trouble trouble(int length, GeneralSecurityException e) {
        var at = Seal.writtenBytes() + (long) number * sealed.length;
        if (isOver && isWholeButNotLast(length)) return Seal.cut(name, at + length, e);
        var trouble = new Trouble(isOver ? "damaged-end" : "damaged-at", name, at, at + length);
        trouble.initCause(e);
        return trouble;
    }

    private boolean isWholeButNotLast(int length) {
        try {
            seal.unseal(sealed, length, number, false);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
