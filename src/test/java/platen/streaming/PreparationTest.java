package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import platen.printers.Dialect;
import platen.protocol.Habits;
import platen.values.Message;

/// Reading a program ahead of its print, and what may happen to its file meanwhile.
class PreparationTest {
    private static final int LINES = 20 * Chunk.LINES;

    @TempDir
    private Path folder;

    @Test
    void endsAPrintWhoseFileIsWrittenToMeanwhile() throws IOException {
        var preparation = begun();
        Files.writeString(program(), "G1 X999\n", StandardOpenOption.APPEND);
        assertEquals(
                Message.of("streaming.file-changed", program().getFileName()),
                rest(preparation).getLast().trouble());
    }

    @Test
    void readsOnWhenTheFileIsRemovedOrReplaced() throws IOException {
        var preparation = begun();
        Files.delete(program());
        Files.writeString(program(), "G1 X999\n");
        var chunks = rest(preparation);
        assertNull(chunks.getLast().trouble());
        assertEquals(LINES, chunks.getLast().linesOfFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"REPETIER | M117 at 10:30 | M117 at 10.30", "MARLIN | M117 2*3 at 10:30 | M117 2?3 at 10:30"})
    void changesWhatADisplayCannotBeTold(Dialect dialect, String line, String sent) {
        var packer = new ChunkPacker(Habits.of(dialect), Set.of());
        var bytes = (line + "\n").getBytes(ISO_8859_1);
        packer.add(bytes, 0, bytes.length);
        var chunk = packer.take(true);
        assertEquals(sent, new String(chunk.text(), 0, chunk.used(), ISO_8859_1));
    }

    @Test
    void sendsNoCommandThatRepetierWouldCutAtItsColon() {
        var packer = new ChunkPacker(Habits.of(Dialect.REPETIER), Set.of());
        var bytes = "M98 P1:2\n".getBytes(ISO_8859_1);
        packer.add(bytes, 0, bytes.length);
        assertEquals(
                Message.of("streaming.not-ascii", 1, "M98P1:2"),
                packer.take(true).trouble());
    }

    /// A preparation that has read no further than it may, before the file's end.
    private Preparation begun() throws IOException {
        Files.writeString(program(), "G1 X1\n".repeat(LINES));
        var preparation = new Preparation(program(), Habits.of(Dialect.MARLIN), Set.of());
        preparation.start();
        next(preparation);
        return preparation;
    }

    private static List<Chunk> rest(Preparation preparation) {
        var chunks = new ArrayList<Chunk>();
        do chunks.add(next(preparation));
        while (!chunks.getLast().isLast());
        return chunks;
    }

    private static Chunk next(Preparation preparation) {
        while (true) {
            var chunk = preparation.poll();
            if (chunk != null) return chunk;
            Thread.onSpinWait();
        }
    }

    private Path program() {
        return folder.resolve("part.gcode");
    }
}
