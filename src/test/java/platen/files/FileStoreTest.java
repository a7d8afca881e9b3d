package platen.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.values.Digest;

@ParameterizedClass
@EnumSource
class FileStoreTest {
    private static final byte[] CUBE = "solid cube".getBytes(UTF_8);
    private static final Digest CUBE_DIGEST = Digest.of(CUBE);

    private final Database database;
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");

    @TempDir
    private Path folder;

    private FileStore files;

    FileStoreTest(Store store) {
        database = store.open();
    }

    @BeforeEach
    void open() throws IOException {
        files = new FileStore(folder, database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void deletesThePicturesOfAContentWithIt() throws IOException {
        store();
        var pictures = Files.createDirectory(files.pictures(CUBE_DIGEST));
        Files.write(pictures.resolve("1.jpg"), CUBE);
        files.discard(CUBE_DIGEST);
        assertFalse(Files.exists(pictures));
        assertFalse(Files.exists(files.path(CUBE_DIGEST)));
    }

    @Test
    void keepsAContentOnceUnderItsDigest() throws IOException {
        assertEquals(new Stored(CUBE_DIGEST, CUBE.length), store());
        assertEquals(new Stored(CUBE_DIGEST, CUBE.length), store());
        assertEquals("solid cube", Files.readString(files.find(CUBE_DIGEST).orElseThrow()));
        assertNothingIncoming();
    }

    @Test
    void leavesNothingOfWhatIsTooLarge() throws IOException {
        assertEquals(new TooLarge(5), files.store(new ByteArrayInputStream(CUBE), 5));
        assertTrue(files.find(CUBE_DIGEST).isEmpty());
        assertNothingIncoming();
    }

    @Test
    void deletesWhatNothingHasUsedForADay() throws IOException {
        store();
        now = now.plus(Duration.ofHours(23));
        assertEquals(0, files.sweep());
        now = now.plus(Duration.ofHours(2));
        assertEquals(1, files.sweep());
        assertTrue(files.find(CUBE_DIGEST).isEmpty());
    }

    @Test
    void anotherUploadOfTheSameStartsTheDayAgain() throws IOException {
        store();
        now = now.plus(Duration.ofHours(23));
        store();
        now = now.plus(Duration.ofHours(2));
        assertEquals(0, files.sweep());
    }

    @Test
    void neverDeletesWhatIsUsed() throws IOException {
        store();
        database.use(change -> files.use(change, CUBE_DIGEST, "order 1"));
        files.discard(CUBE_DIGEST);
        now = now.plus(Duration.ofDays(400));
        assertEquals(0, files.sweep());
        assertTrue(files.find(CUBE_DIGEST).isPresent());
    }

    @Test
    void deletesWhatIsUsedNoLonger() throws IOException {
        store();
        database.use(change -> files.use(change, CUBE_DIGEST, "order 1"));
        database.use(change -> files.use(change, CUBE_DIGEST, "shop"));
        now = now.plus(Duration.ofDays(400));
        database.use(change -> files.endUse(change, CUBE_DIGEST, "shop"));
        assertEquals(0, files.sweep());
        database.use(change -> files.endUse(change, CUBE_DIGEST, "order 1"));
        assertEquals(1, files.sweep());
        assertTrue(files.find(CUBE_DIGEST).isEmpty());
    }

    @Test
    void discardsAtOnceWhatWasRefused() throws IOException {
        store();
        files.discard(CUBE_DIGEST);
        assertFalse(files.find(CUBE_DIGEST).isPresent());
    }

    @Test
    void deletesAfterADayWhatAKilledServerLeft() throws IOException {
        store();
        var unknown = Digest.of(new byte[] {1});
        var left = Files.write(
                Files.createDirectories(requireNonNull(files.path(unknown).getParent()))
                        .resolve(unknown.hex()),
                CUBE);
        var part = files.temporary();
        assertEquals(0, files.tidy(), "it may be on its way");
        now = Instant.now().plus(Duration.ofHours(25));
        assertEquals(2, files.tidy());
        assertFalse(Files.exists(left));
        assertFalse(Files.exists(part));
        assertTrue(files.find(CUBE_DIGEST).isPresent(), "what a row tells of stays, however old");
    }

    @Test
    void aPartStaysUntilItsRowIsThereForGood() throws IOException {
        var part = Files.write(files.temporary(), CUBE);
        assertThrows(
                IllegalStateException.class,
                () -> files.adopt(part, CUBE_DIGEST, CUBE.length, _ -> {
                    throw new IllegalStateException("killed");
                }));
        for (int again = 0; again < 2; again++) {
            assertTrue(Files.exists(part), "it can be tried anew");
            // As if the server was killed after the file got its second name.
            Files.createDirectories(requireNonNull(files.path(CUBE_DIGEST).getParent()));
            Files.deleteIfExists(files.path(CUBE_DIGEST));
            if (again == 1) Files.createLink(files.path(CUBE_DIGEST), part);
        }
        files.adopt(part, CUBE_DIGEST, CUBE.length, _ -> {});
        assertTrue(files.find(CUBE_DIGEST).isPresent());
        assertNothingIncoming();
    }

    private FileStore.Outcome store() throws IOException {
        return files.store(new ByteArrayInputStream(CUBE), 1 << 20);
    }

    private void assertNothingIncoming() throws IOException {
        try (var left = Files.list(folder.resolve("incoming"))) {
            assertEquals(0, left.count());
        }
    }
}
