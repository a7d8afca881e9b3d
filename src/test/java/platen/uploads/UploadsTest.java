package platen.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore;
import platen.uploads.Uploads.Begun;
import platen.uploads.Uploads.Received;
import platen.values.Digest;

@ParameterizedClass
@EnumSource
class UploadsTest {
    private static final byte[] ZINE = "a zine of two pieces".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Database database;
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");

    @TempDir
    private Path folder;

    private FileStore files;
    private Uploads uploads;

    UploadsTest(Store store) {
        database = store.open();
    }

    @BeforeEach
    void open() throws IOException {
        files = new FileStore(folder.resolve("files"), database, () -> now);
        uploads = with(Uploads.Bounds.USUAL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Uploads with(Uploads.Bounds bounds) {
        return new Uploads(folder.resolve("uploads"), database, files, bounds, () -> now);
    }

    private String begin(String name, long bytes) throws IOException {
        return assertInstanceOf(Begun.Here.class, uploads.begin("ida", name, bytes))
                .id();
    }

    private Received send(String id, int from, int to) throws InterruptedException {
        return uploads.receive("ida", id, from, piece(from, to), to - from);
    }

    private static InputStream piece(int from, int to) {
        return new ByteArrayInputStream(ZINE, from, to - from);
    }

    private IncomingFile file(String id) {
        return uploads.find("ida", id).orElseThrow();
    }

    private void assertWhole(String id) throws IOException {
        assertEquals(Digest.of(ZINE), file(id).digest());
        assertEquals(
                new String(ZINE, UTF_8),
                Files.readString(files.find(Digest.of(ZINE)).orElseThrow()));
        assertEquals(List.of(), parts());
    }

    private List<Path> parts() throws IOException {
        try (var parts = Files.list(folder.resolve("uploads"))) {
            return parts.toList();
        }
    }

    @Test
    void storesAFileThatCameInPieces() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        assertEquals(new Received.Got(7), send(id, 0, 7));
        assertEquals(new Received.Got(7), uploads.look("ida", id));
        assertFalse(file(id).isWhole());
        assertEquals(35, file(id).percent());
        assertEquals(new Received.Got(ZINE.length), send(id, 7, ZINE.length));
        assertWhole(id);
        assertEquals(new Received.Got(ZINE.length), uploads.look("ida", id));
        assertEquals(new Received.Got(ZINE.length), send(id, ZINE.length, ZINE.length));
    }

    @Test
    void measuresAModelAlsoWhenItCameInPiecesToTwoServers() throws Exception {
        var stl = Objects.requireNonNull(UploadsTest.class.getResourceAsStream("/samples/cube.stl"))
                .readAllBytes();
        var id = begin("cube.stl", stl.length);
        uploads.receive("ida", id, 0, new ByteArrayInputStream(stl, 0, 200), 200);
        uploads = with(Uploads.Bounds.USUAL);
        uploads.receive("ida", id, 200, new ByteArrayInputStream(stl, 200, stl.length - 200), -1);
        assertEquals(Digest.of(stl), file(id).digest());
        assertTrue(file(id).measured().orElseThrow().volumeMm3() > 0);
    }

    @Test
    void goesOnWhereTheLineBrokeOff() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        var dropped = new FilterInputStream(piece(0, 5)) {
            @Override
            public int read(byte[] bytes, int at, int length) throws IOException {
                int read = super.read(bytes, at, length);
                if (read < 0) throw new IOException("the line dropped");
                return read;
            }
        };
        assertEquals(new Received.Got(5), uploads.receive("ida", id, 0, dropped, ZINE.length));
        assertEquals(new Received.Got(ZINE.length), send(id, 5, ZINE.length));
        assertWhole(id);
    }

    /// What came after the last note, or was only half written, is sent again.
    @Test
    void cutsOffWhatACrashLeftBehindTheLastNote() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        send(id, 0, 7);
        Files.writeString(parts().getFirst(), "not written down", StandardOpenOption.APPEND);
        uploads = with(Uploads.Bounds.USUAL);
        assertEquals(new Received.Got(7), uploads.look("ida", id));
        send(id, 7, ZINE.length);
        assertWhole(id);
    }

    @Test
    void storesWhatWasWholeWhenTheServerWasKilled() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        Files.write(folder.resolve("uploads").resolve(id + ".part"), ZINE);
        database.use(change -> change.attach(IncomingFiles.class).receive(id, 0, ZINE.length, now));
        assertEquals(new Received.Got(ZINE.length), uploads.look("ida", id));
        assertWhole(id);
    }

    @Test
    void saysThatThereIsNoRoomWhereThePartIsLost() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        send(id, 0, 7);
        Files.delete(parts().getFirst());
        uploads = with(Uploads.Bounds.USUAL);
        assertEquals(new Received.NoRoom(), send(id, 7, ZINE.length));
    }

    @Test
    void showsAnUploadToNobodyElse() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        assertEquals(new Received.Unknown(), uploads.look("eve", id));
        assertEquals(new Received.Unknown(), uploads.receive("eve", id, 0, piece(0, 3), 3));
        assertTrue(uploads.cancel("eve", id));
        assertEquals(List.of(), uploads.of("eve"));
        assertEquals(new Received.Got(3), send(id, 0, 3));
    }

    @Test
    void refusesWhatBelongsElsewhere() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        send(id, 0, 7);
        assertEquals(new Received.WrongPlace(7), send(id, 0, 7));
        assertEquals(new Received.WrongPlace(7), send(id, 9, 12));
        send(id, 7, ZINE.length);
        assertEquals(new Received.WrongPlace(ZINE.length), send(id, 7, 9));
        assertWhole(id);
    }

    @Test
    void givesUpWhatIsLongerThanWasSaid() throws Exception {
        for (var announced : List.of(ZINE.length, -1)) {
            var id = begin("zine.pdf", 5);
            assertEquals(new Received.TooMuch(), uploads.receive("ida", id, 0, piece(0, ZINE.length), announced));
            assertEquals(new Received.Unknown(), uploads.look("ida", id));
            assertEquals(List.of(), parts());
        }
    }

    @Test
    void boundsWhatMayLieHere() throws Exception {
        uploads = with(new Uploads.Bounds(30, 50, 3));
        assertEquals(new Begun.Empty(), uploads.begin("ida", "zine.pdf", 0));
        assertEquals(new Begun.TooLarge(), uploads.begin("ida", "zine.pdf", 31));
        var first = begin("one.pdf", ZINE.length);
        var second = begin("two.pdf", ZINE.length);
        begin("three.pdf", ZINE.length);
        assertEquals(new Begun.TooMany(), uploads.begin("ida", "four.pdf", 1));
        send(first, 0, ZINE.length);
        send(second, 0, ZINE.length);
        assertEquals(new Begun.NoRoom(), uploads.begin("eve", "zine.pdf", 30));
    }

    @Test
    void stopsInTheMiddleWhenAllTogetherIsTooMuch() throws Exception {
        int large = 9 << 20;
        uploads = with(new Uploads.Bounds(large, large, 3));
        var id = begin("zine.pdf", large);
        database.use(change -> {
            change.attach(IncomingFiles.class).begin("other", "eve", "zine.pdf", large, now);
            change.attach(IncomingFiles.class).receive("other", 0, large, now);
        });
        var answer = uploads.receive("ida", id, 0, new ByteArrayInputStream(new byte[large]), large);
        assertEquals(new Received.NoRoom(), answer);
        assertTrue(file(id).received() < large);
    }

    @Test
    void holdsAnUploadThatComesInUntilItsLineIsSilent() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        try (var line = new PipedOutputStream();
                var in = new PipedInputStream(line)) {
            var first = CompletableFuture.supplyAsync(() -> receiveWhatComes(id, in));
            line.write(ZINE, 0, 7);
            line.flush();
            until(() -> parts().stream().anyMatch(part -> part.toFile().length() == 7));
            assertEquals(new Received.Held(), send(id, 0, 7));
            until(() -> uploads.look("ida", id).equals(new Received.Got(7)));
            assertEquals(new Received.Got(7), first.join());
        }
        send(id, 7, ZINE.length);
        assertWhole(id);
    }

    @Test
    void cancelsAlsoWhatComesIn() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        try (var line = new PipedOutputStream();
                var in = new PipedInputStream(line)) {
            var first = CompletableFuture.supplyAsync(() -> receiveWhatComes(id, in));
            line.write(ZINE, 0, 7);
            line.flush();
            until(() -> parts().stream().anyMatch(part -> part.toFile().length() == 7));
            until(() -> uploads.cancel("ida", id));
            first.join();
        }
        assertEquals(new Received.Unknown(), uploads.look("ida", id));
        assertEquals(List.of(), parts());
    }

    private Received receiveWhatComes(String id, InputStream in) {
        try {
            return uploads.receive("ida", id, 0, in, -1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void endsADayAfterTheLastByte() throws Exception {
        var half = begin("half.pdf", ZINE.length);
        send(half, 0, 7);
        var whole = begin("whole.pdf", ZINE.length);
        send(whole, 0, ZINE.length);
        now = now.plus(Uploads.KEPT).minusSeconds(1);
        uploads.sweep();
        files.sweep();
        assertEquals(2, uploads.of("ida").size());
        now = now.plusSeconds(2);
        uploads.sweep();
        files.sweep();
        assertEquals(List.of(), uploads.of("ida"));
        assertEquals(List.of(), parts());
        assertFalse(files.find(Digest.of(ZINE)).isPresent());
    }

    @Test
    void keepsWhatAnOrderUses() throws Exception {
        var id = begin("zine.pdf", ZINE.length);
        send(id, 0, ZINE.length);
        uploads.ordered(file(id));
        database.use(change -> files.use(change, Digest.of(ZINE), "order 1"));
        assertEquals(List.of(), uploads.of("ida"));
        assertTrue(uploads.find("ida", id).isPresent(), "who goes back can send the form again");
        now = now.plus(Uploads.KEPT).plusSeconds(1);
        uploads.sweep();
        files.sweep();
        assertTrue(files.find(Digest.of(ZINE)).isPresent());
    }

    private interface Wish {
        boolean isTrue() throws IOException, InterruptedException;
    }

    private static void until(Wish wish) throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!wish.isTrue()) {
            assertTrue(System.nanoTime() < end, "never came true");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
