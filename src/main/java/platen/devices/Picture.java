package platen.devices;

import java.io.IOException;
import java.io.InputStream;

/// A picture from a camera. What it is, its first bytes say: never the camera, which could send a script by that way.
public final class Picture {
    static final int LARGEST_BYTES = 4 << 20;

    private final byte[] content;
    private final String type;

    private Picture(byte[] content, String type) {
        this.content = content;
        this.type = type;
    }

    /// Not a copy: nobody changes it.
    public byte[] content() {
        return content;
    }

    /// Like `image/jpeg`.
    public String type() {
        return type;
    }

    static Picture read(InputStream in) throws IOException {
        var content = in.readNBytes(LARGEST_BYTES + 1);
        if (content.length > LARGEST_BYTES) throw new Failure.TooLarge();
        return of(content);
    }

    static Picture of(byte[] content) throws IOException {
        if (begins(content, 0, 0xff, 0xd8, 0xff)) return new Picture(content, "image/jpeg");
        if (begins(content, 0, 0x89, 'P', 'N', 'G')) return new Picture(content, "image/png");
        if (begins(content, 0, 'R', 'I', 'F', 'F') && begins(content, 8, 'W', 'E', 'B', 'P'))
            return new Picture(content, "image/webp");
        throw new Failure.NoPicture();
    }

    private static boolean begins(byte[] content, int at, int... with) {
        if (content.length < at + with.length) return false;
        for (int i = 0; i < with.length; i++) if ((content[at + i] & 0xff) != with[i]) return false;
        return true;
    }
}
