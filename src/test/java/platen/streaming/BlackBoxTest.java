package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import platen.gcode.Height;
import platen.values.Digest;
import platen.values.Message;

class BlackBoxTest {
    private static final Message WHY = Message.of("streaming.restarted", "Brown\nout");
    private static final Figures FIGURES =
            new Figures(120, 99, Digest.of(new byte[0]), 1, 0, 61.5, 1000, 2000.26, 3000, 4000);

    private final BlackBox box = new BlackBox("ender3");

    @Test
    void keepsBothSidesWithTheTimeSinceThePrintBegan() {
        box.at(1_000_000_000);
        box.opened();
        heard("start");
        box.at(3_000_000_000L);
        box.begin("Marlin 2.1");
        box.at(3_500_000_000L);
        sent("N1 G28*18\n");
        box.at(4_234_567_890L);
        heard("ok");
        assertEquals(
                List.of(
                        "   -2.000000 = the port was opened",
                        "   -2.000000 < start",
                        "    0.000000 = the print begins",
                        "    0.500000 > N1 G28*18",
                        "    1.234568 < ok"),
                box.recording().lines());
        assertEquals("Marlin 2.1", box.recording().firmware());
    }

    @Test
    void forgetsTheOldestLinesAndCountsThem() {
        box.begin("");
        for (int line = 1; line <= 3 * BlackBox.LINES; line++) heard("line " + line);
        var recording = box.recording();
        assertEquals(BlackBox.LINES, recording.lines().size());
        assertTrue(recording.lines().getFirst().endsWith("< line " + (2 * BlackBox.LINES + 1)));
        assertTrue(recording.lines().getLast().endsWith("< line " + 3 * BlackBox.LINES));
        assertEquals(2 * BlackBox.LINES + 1, recording.gone());
    }

    @Test
    void keepsLittleOfWhatCameBeforeThePrint() {
        for (int line = 1; line <= 500; line++) heard("before " + line);
        box.begin("");
        heard("ok");
        var lines = box.recording().lines();
        assertEquals(BlackBox.KEPT_BEFORE_PRINT + 2, lines.size());
        assertTrue(lines.getFirst().endsWith("before 401"), lines.getFirst());
        assertEquals(0, box.recording().gone());
    }

    @Test
    void aRecordingStaysAsItWas() {
        heard("one");
        var recording = box.recording();
        for (int line = 0; line < BlackBox.LINES; line++) heard("two");
        assertEquals(List.of("    0.000000 < one"), recording.lines());
    }

    @Test
    void cutsALongLineAndSaysSo() {
        heard("x".repeat(150));
        assertEquals(
                "    0.000000 < " + "x".repeat(120) + "…+30",
                box.recording().lines().getFirst());
    }

    @Test
    void tellsLinesThatGoOutTogetherApart() {
        box.opened();
        sent("M112\nM104 S0\nM140 S0\n");
        assertEquals(4, box.recording().lines().size());
        assertEquals("    0.000000 > M104 S0", box.recording().lines().get(2));
    }

    @Test
    void writesNothingThatNeverLeft() {
        sent("M112\n");
        box.opened();
        box.lost();
        box.lost();
        sent("M112\n");
        assertEquals(
                List.of("    0.000000 = the port was opened", "    0.000000 = the port was lost"),
                box.recording().lines());
    }

    @Test
    void writesWhatNobodyCanReadAsItsNumber() {
        heard("a\u0007b");
        heard("\u00fe\u0090x");
        var cafe = "Café".getBytes(UTF_8);
        box.heard(cafe, cafe.length);
        assertEquals(
                List.of("    0.000000 < a\\x07b", "    0.000000 < þ\\x90x", "    0.000000 < Café"),
                box.recording().lines());
    }

    @Test
    void readsTheFileThatItWrites() {
        box.begin("Marlin");
        heard("ok");
        var file = BlackBoxFile.of(
                new Occurrence.Ended("part", failed(), FIGURES, box.recording()),
                new BlackBoxFile.Facts(
                        "Blue\nEnder", "part.gcode", Instant.parse("2026-05-02T12:01:01.7Z"), new Height(3, 0.9)));
        assertEquals(Optional.of(file), BlackBoxFile.read(file.text()));
        assertEquals("Blue Ender", file.figure("printer"));
        assertEquals("2026-05-02T12:00:00Z", file.figure("began"));
        assertEquals("1.000", file.figure("resend_percent"));
        assertEquals("2000.3", file.figure("ok_latency_p99_us"));
        assertEquals("NOT CONFIRMED OFF", file.figure("heaters"));
        assertEquals("3", file.figure("layer"));
        assertTrue(file.figure("why").contains("Brown out"));
    }

    @Test
    void readsNothingElse() {
        assertEquals(Optional.empty(), BlackBoxFile.read(""));
        assertEquals(Optional.empty(), BlackBoxFile.read("G28\n"));
        assertTrue(BlackBoxFile.read("Platen black box 1").orElseThrow().lines().isEmpty());
        assertTrue(BlackBoxFile.read("Platen black box 1\nnonsense\n")
                .orElseThrow()
                .head()
                .isEmpty());
    }

    @Test
    void neverOutgrowsWhatAServerTakes() {
        for (int line = 0; line < BlackBox.LINES; line++) heard("\u0001".repeat(500));
        var file = BlackBoxFile.of(
                new Occurrence.Ended("part", failed(), FIGURES, box.recording()),
                new BlackBoxFile.Facts("x", "y", Instant.EPOCH, null));
        assertTrue(file.text().getBytes(UTF_8).length <= BlackBoxFile.LARGEST_BYTES);
    }

    private static Outcome failed() {
        return new Outcome(Outcome.End.FAILED, WHY, Outcome.Heaters.UNCONFIRMED);
    }

    private void heard(String line) {
        var bytes = line.getBytes(ISO_8859_1);
        box.heard(bytes, bytes.length);
    }

    private void sent(String lines) {
        var bytes = lines.getBytes(ISO_8859_1);
        box.sent(bytes, 0, bytes.length);
    }
}
