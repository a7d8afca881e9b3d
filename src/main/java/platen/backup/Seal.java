package platen.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import platen.values.Digest;

/// How a backup is sealed: AES-256-GCM over pieces of 64 KiB, each with its number and whether it is the last in its
/// nonce, so that none can be changed, left out, moved or cut off unnoticed (the STREAM construction).
///
/// The head is `Platen sealed 1`, the salt, how many rounds the key took, a half of what was derived by which a
/// passphrase is told to be wrong, the beginning of all nonces, and 8 bytes of the head's own digest.
final class Seal {
    static final byte[] MARK = "Platen sealed 1\n".getBytes(US_ASCII);
    static final int PIECE_BYTES = 64 << 10;
    static final int TAG_BYTES = 16;

    private static final int ROUNDS = 210_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int PREFIX_BYTES = 7;
    private static final int NONCE_BYTES = 12;
    private static final int SUM_BYTES = 8;
    private static final int HEAD_BYTES = MARK.length + SALT_BYTES + Integer.BYTES + KEY_BYTES + PREFIX_BYTES;

    private final byte[] head;
    private final SecretKeySpec key;

    private Seal(byte[] head, byte[] key) {
        this.head = head;
        this.key = new SecretKeySpec(key, "AES");
    }

    /// A new one, of which no other has the key.
    static Seal create(Passphrase passphrase) {
        var random = new SecureRandom();
        var salt = new byte[SALT_BYTES];
        var prefix = new byte[PREFIX_BYTES];
        random.nextBytes(salt);
        random.nextBytes(prefix);
        var derived = passphrase.derive(salt, ROUNDS, 2 * KEY_BYTES);
        var head = ByteBuffer.allocate(HEAD_BYTES)
                .put(MARK)
                .put(salt)
                .putInt(ROUNDS)
                .put(derived, KEY_BYTES, KEY_BYTES)
                .put(prefix)
                .array();
        return new Seal(head, Arrays.copyOf(derived, KEY_BYTES));
    }

    /// What the head of a file says, of which the mark has been read; `name` is the file.
    static Seal open(InputStream in, Passphrase passphrase, String name) throws IOException {
        var head = Arrays.copyOf(MARK, HEAD_BYTES);
        var sum = new byte[SUM_BYTES];
        var rest = new DataInputStream(in);
        try {
            rest.readFully(head, MARK.length, HEAD_BYTES - MARK.length);
            rest.readFully(sum);
        } catch (EOFException e) {
            throw cut(name, 0, e);
        }
        var said = ByteBuffer.wrap(head, MARK.length, HEAD_BYTES - MARK.length);
        var salt = new byte[SALT_BYTES];
        said.get(salt);
        var rounds = said.getInt();
        var check = new byte[KEY_BYTES];
        said.get(check);
        if (!Arrays.equals(sum, sum(head)) || rounds < 1 || rounds > MOST_ROUNDS)
            throw new Trouble("damaged-head", name);
        var derived = passphrase.derive(salt, rounds, 2 * KEY_BYTES);
        if (!MessageDigest.isEqual(check, Arrays.copyOfRange(derived, KEY_BYTES, 2 * KEY_BYTES)))
            throw new Trouble("passphrase-wrong", name);
        return new Seal(head, Arrays.copyOf(derived, KEY_BYTES));
    }

    static Trouble cut(String name, long after, Throwable cause) {
        var trouble = new Trouble("cut", name, after);
        trouble.initCause(cause);
        return trouble;
    }

    byte[] written() {
        return ByteBuffer.allocate(HEAD_BYTES + SUM_BYTES)
                .put(head)
                .put(sum(head))
                .array();
    }

    static int writtenBytes() {
        return HEAD_BYTES + SUM_BYTES;
    }

    private static byte[] sum(byte[] head) {
        return Arrays.copyOf(Digest.sha256().digest(head), SUM_BYTES);
    }

    byte[] seal(byte[] piece, int length, int number, boolean isLast) throws IOException {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, isLast).doFinal(piece, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    byte[] unseal(byte[] piece, int length, int number, boolean isLast) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, number, isLast).doFinal(piece, 0, length);
    }

    private Cipher cipher(int mode, int number, boolean isLast) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(head, HEAD_BYTES - PREFIX_BYTES, PREFIX_BYTES)
                .putInt(number)
                .put((byte) (isLast ? 1 : 0))
                .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(head);
        return cipher;
    }
}
