package platen.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import platen.files.FileStore;
import platen.gcode.binary.ProgramFile;
import platen.values.Digest;

/// Programs that came in a wrapping, as binary G-code does, are kept twice: as they came, and as the text that a
/// printer reads. The wrapping is opened where all strangers' files are read, in a child process.
public final class WireText {
    private final FileStore files;
    private final Contents.Reader reader;

    public WireText(FileStore files, Contents.Reader reader) {
        this.files = files;
        this.reader = reader;
    }

    /// The same contents, with the stored text where that is needed; empty where the wrapping cannot be opened.
    public Optional<Contents> of(Digest file, Contents contents) throws InterruptedException {
        if (!(contents instanceof Contents.Program program)) return Optional.of(contents);
        try {
            if (!ProgramFile.mayBeWrapped(files.path(file))) return Optional.of(contents);
            var text = files.temporary();
            try {
                if (!reader.unwrap(files.path(file), text)) return Optional.empty();
                return Optional.of(program.withText(files.store(text).digest()));
            } finally {
                Files.deleteIfExists(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
