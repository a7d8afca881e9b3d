package platen.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import platen.values.Json;

/// The journal as a file of lines, each a JSON list of entries that holds as a whole.
///
/// A last line without its end was being written when the power went: it never counted, since
/// nothing is done before its line is synced. At each start the file is written anew, shortened.
final class JournalFile implements Journal, AutoCloseable {
    private static final String NAME = "journal.jsonl";
    private static final TypeReference<List<Entry>> ENTRIES = new TypeReference<>() {};

    private final FileChannel file;

    private JournalFile(FileChannel file) {
        this.file = file;
    }

    /// All that was written in `folder`, the oldest first.
    static List<Entry> read(Path folder) throws IOException {
        var path = folder.resolve(NAME);
        var all = new ArrayList<Entry>();
        if (!Files.exists(path)) return all;
        var text = Files.readString(path);
        for (int from = 0, end; (end = text.indexOf('\n', from)) >= 0; from = end + 1) {
            all.addAll(Json.MAPPER.readValue(text.substring(from, end), ENTRIES));
        }
        return all;
    }

    /// Begins the file anew with what `memory` still needs, and goes on behind it.
    static JournalFile open(Path folder, Memory memory) throws IOException {
        var path = folder.resolve(NAME);
        var fresh = folder.resolve(NAME + ".new");
        if (!memory.epoch().isEmpty()) {
            try (var out = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
                write(out, line(memory.entries()));
            }
            Files.move(fresh, path, ATOMIC_MOVE, REPLACE_EXISTING);
        }
        var file = FileChannel.open(path, CREATE, WRITE, APPEND);
        try (var directory = FileChannel.open(folder)) {
            directory.force(true);
        }
        return new JournalFile(file);
    }

    @Override
    public void append(List<Entry> entries) throws IOException {
        var before = file.size();
        try {
            write(file, line(entries));
        } catch (IOException e) {
            file.truncate(before);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static ByteBuffer line(List<Entry> entries) throws JsonProcessingException {
        return ByteBuffer.wrap((Json.MAPPER.writerFor(ENTRIES).writeValueAsString(entries) + "\n").getBytes(UTF_8));
    }

    private static void write(FileChannel out, ByteBuffer line) throws IOException {
        while (line.hasRemaining()) out.write(line);
        out.force(true);
    }
}
