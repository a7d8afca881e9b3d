package platen.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.streaming.BlackBoxFile;
import platen.streaming.Figures;
import platen.streaming.Occurrence;
import platen.streaming.Outcome;
import platen.streaming.Recording;
import platen.values.Digest;
import platen.values.Message;

class BlackBoxesTest {
    private static final Profile MODEL = Profiles.shipped().profile("virtual").orElseThrow();
    private static final Figures FIGURES = new Figures(2, 2, Digest.of(new byte[0]), 0, 0, 3, 1, 2, 3, 4);

    private final BlockingQueue<String> brought = new LinkedBlockingQueue<>();
    private final AtomicLong now = new AtomicLong();
    private volatile boolean away;
    private volatile BlackBoxes.Answer answer = BlackBoxes.Answer.TAKEN;

    @TempDir
    private Path folder;

    @Test
    void bringsEachOnceAndKeepsIt() throws Exception {
        var boxes = open();
        boxes.keep(failed("one"), "Ender", MODEL, () -> null);
        boxes.deliver();
        assertEquals("one", next());
        boxes.keep(failed("two"), "Ender", MODEL, () -> null);
        bringUntil(boxes, "two");
        boxes.close();
        assertEquals(List.of(), names("waiting"));
        assertEquals(List.of("one.txt", "two.txt"), names("delivered"));
    }

    @Test
    void bringsItOnceTheServerIsBackAlsoAfterAStartOfItsOwn() throws Exception {
        away = true;
        var boxes = open();
        boxes.keep(failed("one"), "Ender", MODEL, () -> null);
        boxes.deliver();
        assertEquals("in vain", next());
        boxes.close();
        assertEquals(List.of("one.txt"), names("waiting"));

        away = false;
        var again = open();
        bringUntil(again, "one");
        again.close();
        assertEquals(List.of(), names("waiting"));
        assertTrue(brought.isEmpty(), "once");
    }

    @Test
    void asksAServerThatDoesNotKnowTheAttemptAgainAfterAnHour() throws Exception {
        answer = BlackBoxes.Answer.UNWANTED;
        var boxes = open();
        boxes.keep(failed("one"), "Ender", MODEL, () -> null);
        boxes.deliver();
        assertEquals("one", next());
        boxes.keep(failed("two"), "Ender", MODEL, () -> null);
        bringUntil(boxes, "two");
        answer = BlackBoxes.Answer.TAKEN;
        now.addAndGet(Duration.ofMinutes(61).toNanos());
        bringUntil(boxes, "one");
        boxes.close();
    }

    @Test
    void writesWhatThePrinterComputerKnows() throws Exception {
        var program = Files.writeString(folder.resolve("part"), "G1 Z0.3\nG1 X9 E1\n");
        var boxes = open();
        boxes.keep(failed("one"), "Blue Ender", MODEL, () -> program);
        boxes.close();
        var file = BlackBoxFile.read(Files.readString(folder.resolve("waiting/one.txt")))
                .orElseThrow();
        assertEquals("Blue Ender", file.figure("printer"));
        assertEquals("part", file.figure("program"));
        assertEquals("1", file.figure("layer"));
        assertEquals("0.30", file.figure("height_mm"));
    }

    @Test
    void keepsTheNewestFiftyAndNoneWithAStrangeName() throws Exception {
        var boxes = open();
        for (int i = 0; i < 60; i++) boxes.keep(failed("print-" + i), "Ender", MODEL, () -> null);
        boxes.keep(failed("../../etc/passwd"), "Ender", MODEL, () -> null);
        boxes.close();
        assertEquals(50, names("waiting").size());
        assertTrue(names("waiting").contains("print-59.txt"));
    }

    private BlackBoxes open() throws IOException {
        return new BlackBoxes(folder, this::bring, now::get);
    }

    private BlackBoxes.Answer bring(String attempt, byte[] text) throws IOException {
        if (away) {
            brought.add("in vain");
            throw new IOException("the server is away");
        }
        assertTrue(BlackBoxFile.read(new String(text, UTF_8)).isPresent());
        brought.add(attempt);
        return answer;
    }

    /// A call while another is under way does nothing, so it is repeated, as a host does each second.
    private void bringUntil(BlackBoxes boxes, String attempt) throws InterruptedException {
        String came = null;
        for (int tries = 0; came == null && tries < 12_000; tries++) {
            boxes.deliver();
            came = brought.poll(10, TimeUnit.MILLISECONDS);
        }
        assertEquals(attempt, came);
    }

    private @Nullable String next() throws InterruptedException {
        return brought.poll(2, TimeUnit.MINUTES);
    }

    private List<String> names(String place) throws IOException {
        try (var files = Files.list(folder.resolve(place))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Occurrence.Ended failed(String attempt) {
        var outcome = new Outcome(Outcome.End.FAILED, Message.of("streaming.port-closed"), Outcome.Heaters.UNCONFIRMED);
        return new Occurrence.Ended(attempt, outcome, FIGURES, Recording.NONE);
    }
}
