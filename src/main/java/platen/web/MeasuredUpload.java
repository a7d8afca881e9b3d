package platen.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import platen.meshes.Measures;
import platen.meshes.StreamedStl;

/// An upload that is measured on its way into the store, in case that it is a binary STL.
final class MeasuredUpload extends FilterInputStream {
    private final StreamedStl stl = new StreamedStl();

    MeasuredUpload(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) stl.add(new byte[] {(byte) octet}, 0, 1);
        return octet;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read > 0) stl.add(bytes, from, read);
        return read;
    }

    /// What was measured, once all of it was read; nothing of what is no binary STL.
    Optional<Measures> measures() {
        return stl.measures();
    }
}
