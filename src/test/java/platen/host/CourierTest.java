package platen.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.sync.CallNumber;
import platen.sync.SyncRequest;
import platen.values.Digest;

/// Programs come over a line that breaks off.
class CourierTest {
    private static final int BYTES = 300_000;
    private static final int PIECE = 70_000;
    private static final Pattern RANGE = Pattern.compile("(?i)range: bytes=(\\d+)-");

    private final byte[] program = new byte[BYTES];
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private final Courier courier = new Courier(Duration.ofMillis(1), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private ServerSocket door;
    private ServerAddress server;
    private volatile int status = 200;
    private volatile int piece = PIECE;
    private final CountDownLatch silence = new CountDownLatch(1);
    private volatile boolean firstStandsStill;
    private volatile String brokenFirst = "";

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(program);
        door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server = new ServerAddress("http://127.0.0.1:" + door.getLocalPort(), "key");
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        silence.countDown();
        door.close();
    }

    /// Says how long the answer is, and hangs up after a piece of it.
    private void serve() {
        while (!door.isClosed()) {
            try {
                var line = door.accept();
                Thread.ofVirtual().start(() -> answered(line));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void answered(Socket line) {
        try (line) {
            answer(line);
            if (firstStandsStill && asked.size() == 1) silence.await();
        } catch (IOException | InterruptedException _) {
            // The courier hung up first.
        }
    }

    private void answer(Socket line) throws IOException {
        var in = new BufferedReader(new InputStreamReader(line.getInputStream(), US_ASCII));
        int from = 0;
        for (var header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            var range = RANGE.matcher(header);
            if (range.matches()) from = Integer.parseInt(range.group(1));
        }
        asked.add(from);
        if (!brokenFirst.isEmpty() && asked.size() == 1) {
            line.getOutputStream().write(brokenFirst.getBytes(US_ASCII));
            return;
        }
        var code = status == 200 && from > 0 ? 206 : status;
        int length = status == 200 ? BYTES - from : 0;
        var head = "HTTP/1.1 " + code + " x\r\nContent-Length: " + length + "\r\n\r\n";
        line.getOutputStream().write(head.getBytes(US_ASCII));
        line.getOutputStream().write(Arrays.copyOfRange(program, from, from + Math.min(length, piece)));
    }

    @Test
    void goesOnWhereTheLineBrokeOff() throws Exception {
        var place = folder.resolve("program");
        courier.fetch(server, Digest.of(program), BYTES, place);
        assertArrayEquals(program, Files.readAllBytes(place));
        assertEquals(List.of(0, PIECE, 2 * PIECE, 3 * PIECE, 4 * PIECE), asked);
    }

    @Test
    void goesOnByAnotherLineWhereOneStandsStill() throws Exception {
        firstStandsStill = true;
        var place = folder.resolve("program");
        courier.fetch(server, Digest.of(program), BYTES, place);
        assertArrayEquals(program, Files.readAllBytes(place));
        assertEquals(PIECE, asked.get(1));
    }

    @Test
    void givesUpALineOnWhichNothingComes() {
        piece = 0;
        assertThrows(
                IOException.class, () -> courier.fetch(server, Digest.of(program), BYTES, folder.resolve("program")));
        assertFalse(Files.exists(folder.resolve("program")));
        assertEquals(6, asked.size());
    }

    @Test
    void asksAgainWhereTheServerIsJustNotThere() throws Exception {
        piece = BYTES;
        brokenFirst = "HTTP/1.1 502 x\r\nContent-Length: 0\r\n\r\n";
        var place = folder.resolve("program");
        courier.fetch(server, Digest.of(program), BYTES, place);
        assertArrayEquals(program, Files.readAllBytes(place));
    }

    @Test
    void fetchesAnewWhereSomethingElseArrived() throws Exception {
        piece = BYTES;
        brokenFirst = "HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000);
        var place = folder.resolve("program");
        courier.fetch(server, Digest.of(program), BYTES, place);
        assertArrayEquals(program, Files.readAllBytes(place));
    }

    @Test
    void takesNoMoreThanWasAnnounced() {
        brokenFirst = "HTTP/1.1 200 x\r\n\r\n" + "x".repeat(2 * BYTES);
        piece = 0;
        assertThrows(
                IOException.class, () -> courier.fetch(server, Digest.of(program), BYTES, folder.resolve("program")));
        for (var file : requireNonNull(folder.toFile().listFiles()))
            assertTrue(file.length() <= BYTES, () -> file + " has " + file.length());
    }

    @Test
    void believesNoAnswerThatIsNoneOfOurs() {
        var request = new SyncRequest(
                SyncRequest.PROTOCOL,
                "h",
                "start",
                new CallNumber(2, 7),
                null,
                0,
                1,
                List.of(),
                List.of(),
                List.of(),
                null,
                0);
        for (var body : List.of(
                "null",
                "",
                "<html>Sign in</html>",
                "{\"answer\":\"taken\"}",
                "{\"answer\":\"stale\"}",
                "{\"answer\":\"taken\",\"call\":{\"boot\":2,\"call\":7},\"wishes\":[]}",
                "{\"answer\":\"taken\",\"call\":{\"boot\":2,\"call\":7},\"serverEpoch\":\"e\",\"wishes\":[{\"number\":1}]}",
                "{\"answer\":\"stale\",\"call\":{\"boot\":2,\"call\":6}}",
                "\"" + "x".repeat(9 << 20) + "\"")) {
            asked.clear();
            brokenFirst = "HTTP/1.1 200 x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            var answer = courier.call(server, request);
            var failure = assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
            var why = requireNonNull(failure.getCause());
            assertTrue(why instanceof UncheckedIOException || why instanceof IOException, () -> body + ": " + why);
        }
    }

    @Test
    void asksOnceForWhatIsNotThere() {
        status = 404;
        assertThrows(
                IOException.class, () -> courier.fetch(server, Digest.of(program), BYTES, folder.resolve("program")));
        assertEquals(1, asked.size());
    }
}
