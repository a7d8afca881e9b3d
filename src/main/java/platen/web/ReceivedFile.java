package platen.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.meshes.Measures;
import platen.meshes.formats.StreamedStl;
import platen.values.Digest;
import platen.values.Message;

/// A customer's file that is stored as it comes in, and measured on the way in case that it is a binary STL.
final class ReceivedFile implements Form.Receiver {
    private final FileStore files;
    private final long limitBytes;
    private String name = "";
    private @Nullable Digest digest;
    private Optional<Measures> measures = Optional.empty();

    ReceivedFile(FileStore files, long limitBytes) {
        this.files = files;
        this.limitBytes = limitBytes;
    }

    @Override
    public Optional<Message> receive(String fileName, InputStream content) throws IOException {
        var stl = new StreamedStl();
        return switch (files.store(new Measured(content, stl), limitBytes)) {
            case Stored stored -> {
                name = fileName;
                digest = stored.digest();
                measures = stl.measures();
                yield Optional.empty();
            }
            case TooLarge(var limit) -> Optional.of(Message.of("web.file-too-large", limit / 1_000_000));
        };
    }

    String name() {
        return name;
    }

    /// Nothing where no file came whole.
    Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }

    Optional<Measures> measures() {
        return measures;
    }

    private static final class Measured extends FilterInputStream {
        private final StreamedStl stl;

        Measured(InputStream in, StreamedStl stl) {
            super(in);
            this.stl = stl;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) stl.add(bytes, from, read);
            return read;
        }
    }
}
