package platen.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.values.Json;

/// Every record to take along: as documented, without formulas and without secrets.
@ParameterizedClass
@EnumSource
class EverythingTest {
    private static final String SECRET = "Sesame-open-7731";

    private final Store store;
    private Database database;

    @TempDir
    private Path folder;

    EverythingTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        database = store.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eachColumnOfATableGoesOutOrIsKeptForAReason() throws SQLException {
        var named = new TreeMap<String, Set<String>>();
        var real = new TreeMap<String, Set<String>>();
        for (var table : Schema.read().tables()) {
            var columns = new TreeSet<String>();
            table.columns().forEach(column -> columns.add(column.column()));
            table.withheld().forEach(column -> columns.add(column.column()));
            named.put(table.source(), columns);
            real.put(table.source(), columns(table.source()));
        }
        assertEquals(real, named, "name each column in export/schema.txt, as one that goes out or one that stays");
    }

    private Set<String> columns(String table) throws SQLException {
        return database.look(look -> {
            Set<String> columns = new TreeSet<>();
            var meta = look.createQuery("select * from " + table + " where 1 = 0")
                    .scanResultSet((rows, _) -> rows.get().getMetaData());
            for (int at = 1; at <= meta.getColumnCount(); at++) columns.add(meta.getColumnName(at));
            return columns;
        });
    }

    @Test
    void theDocumentSaysWhatIsWritten() throws IOException {
        var text = Files.readString(Path.of("docs/export.md"));
        var schema = Schema.read().markdown();
        Files.writeString(Path.of("target/export-schema.md"), schema);
        assertTrue(text.endsWith(schema), "docs/export.md must end with target/export-schema.md");
    }

    @Test
    void noSecretAndNoFormulaGoesOut() throws IOException {
        database.use(change -> {
            change.execute(
                    "insert into customer_order (code, token, once, state, customer_name, email, created_at, touched_at)"
                            + " values ('A1', ?, ?, 'SUBMITTED', '=1+1', 'cy@example.org', 1790000000000, 0)",
                    SECRET,
                    SECRET + "2");
            change.execute(
                    "insert into customer (email, name, phone, address, password, created_at)"
                            + " values ('cy@example.org', 'Cy', '', '', ?, 0)",
                    SECRET);
            change.execute(
                    "insert into book_entry (kind, method, amount, note, once, taken_by, at)"
                            + " values ('CASH_IN', 'CASH', 500, '@SUM(A1)', ?, 'Ann', 0)",
                    SECRET);
            change.execute("insert into host (name, key_hash, created_at) values ('bench', ?, 0)", SECRET);
        });
        new Everything(database).write(folder);
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) all.append(Files.readString(file));
        }
        assertFalse(all.toString().contains(SECRET), "a secret went out");
        var csv = Files.readString(folder.resolve("orders.csv"));
        assertTrue(csv.contains("\"'=1+1\"") && csv.contains("2026-09-21T"), csv);
        var payments = Json.MAPPER.readTree(Files.readString(folder.resolve("payments.json")));
        assertEquals(500, payments.get(0).get("amount_cents").asLong());
        assertEquals("@SUM(A1)", payments.get(0).get("note").asText());
    }

    @Test
    void allRowsGoOutHoweverManyAndTheZipHoldsTheSame() throws IOException {
        database.use(change -> {
            var batch =
                    change.prepareBatch("insert into event (at, actor_kind, actor_name, subject_kind, subject_id, what)"
                            + " values (:at, 'SYSTEM', '', 'SHOP', 0, '{}')");
            for (int at = 0; at < 4_001; at++) batch.bind("at", at).add();
            batch.execute();
        });
        new Everything(database).write(folder);
        var events = Files.readString(folder.resolve("events.json"));
        assertEquals(4_001, Json.MAPPER.readTree(events).size());
        var out = new ByteArrayOutputStream();
        new Everything(database).zip(out);
        var names = new TreeSet<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("events.json")) assertEquals(events, new String(zip.readAllBytes(), UTF_8));
            }
        }
        var wanted = new TreeSet<String>();
        Schema.read().tables().forEach(table -> wanted.addAll(List.of(table.name() + ".csv", table.name() + ".json")));
        assertEquals(wanted, names);
    }
}
