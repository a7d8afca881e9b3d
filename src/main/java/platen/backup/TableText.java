package platen.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.backup.Contents.TableCopy;
import platen.database.Dump;
import platen.database.Refill;
import platen.database.Shape;
import platen.values.Digest;
import platen.values.Json;

/// A table as an entry of a backup: a line of JSON for its head, then one for each row.
final class TableText {
    private TableText() {}

    record Head(String table, List<String> columns, long counter) {}

    /// Writes a table, and tells each row.
    static TableCopy write(Dump dump, Shape shape, OutputStream to, Dump.Row told) throws IOException {
        var out = new DigestOutputStream(to, Digest.sha256());
        out.write(line(new Head(shape.table(), names(shape), dump.counter(shape))));
        var rows = dump.rows(shape, cells -> {
            out.write(line(cells));
            told.is(cells);
        });
        return new TableCopy(
                shape.table(), rows, Digest.from(out.getMessageDigest()).hex());
    }

    /// What a table would be as an entry.
    static TableCopy of(Dump dump, Shape shape) throws IOException {
        return write(dump, shape, OutputStream.nullOutputStream(), _ -> {});
    }

    /// What all of them would be.
    static List<TableCopy> all(Dump dump) throws IOException {
        var copies = new ArrayList<TableCopy>();
        for (var shape : dump.shapes()) copies.add(of(dump, shape));
        return copies;
    }

    private static byte[] line(Object what) {
        return (Json.write(what) + "\n").getBytes(UTF_8);
    }

    private static List<String> names(Shape shape) {
        return shape.columns().stream().map(Shape.Column::name).toList();
    }

    /// An entry that is read: its head, then its rows.
    static final class Reading implements Refill.Source {
        private static final TypeReference<List<@Nullable Object>> ROW = new TypeReference<>() {};

        private final String name;
        private final BufferedReader lines;
        private final Head head;
        private long rows;

        Reading(String name, InputStream entry) throws IOException {
            this.name = name;
            this.lines = new BufferedReader(new InputStreamReader(entry, UTF_8));
            var first = lines.readLine();
            if (first == null) throw new Trouble("damaged-entry", name);
            try {
                this.head = Json.MAPPER.readValue(first, Head.class);
            } catch (JsonProcessingException e) {
                throw damaged(e);
            }
        }

        /// How many rows were read so far.
        long rows() {
            return rows;
        }

        Head head() {
            return head;
        }

        /// The table of that name with these columns, as the new database has it.
        Shape shape(List<Shape> known) throws Trouble {
            return known.stream()
                    .filter(shape ->
                            shape.table().equals(head.table()) && names(shape).equals(head.columns()))
                    .findFirst()
                    .orElseThrow(() -> new Trouble("unknown-table", head.table()));
        }

        @Override
        public @Nullable List<@Nullable Object> next() throws IOException {
            var line = lines.readLine();
            if (line == null) return null;
            try {
                var row = Json.MAPPER.readValue(line, ROW);
                if (row.size() != head.columns().size()) throw new Trouble("damaged-entry", name);
                rows++;
                return row;
            } catch (JsonProcessingException e) {
                throw damaged(e);
            }
        }

        private Trouble damaged(JsonProcessingException e) {
            var trouble = new Trouble("damaged-entry", name);
            trouble.initCause(e);
            return trouble;
        }
    }
}
