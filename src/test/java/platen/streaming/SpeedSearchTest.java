package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.printers.Connection;
import platen.printers.Dialect;
import platen.streaming.SpeedSearch.Step;

class SpeedSearchTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final String GARBAGE = "\u00e6\u0098x\u0086\u00e6\u0080\u00fe\u00f8".repeat(5);
    private static final Connection UART = new Connection(Dialect.MARLIN, 250_000, false, 1, 128, 96, false);
    private static final Connection USB = new Connection(Dialect.MARLIN, 250_000, true, 1, 128, 96, false);

    private final SpeedSearch search = new SpeedSearch(trying(115_200, 250_000, 57_600));
    private long now;

    @Test
    void asksAtTheFirstSpeedAtOnceAndIsContentWithItsAnswer() {
        assertEquals(new Step.Try(115_200), search.begin(now));
        assertEquals(new Step.Listen(), heard("ok T:20"));
        assertEquals(new Step.Found(115_200, false), heard(".0 /0.0\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "\u0000\u00ff\u0080start",
                "T:20.0 /0.0 B:20.0 /0.0",
                "echo:busy: processing",
                "wait",
                "Error:Printer halted. kill() called!",
                "// Klipper state: Shutdown",
                "SD printing byte 12/345"
            })
    void takesWhatAFirmwareSaysUnaskedForItsSpeedToo(String line) {
        search.begin(now);
        assertEquals(new Step.Found(115_200, true), heard(line + "\r\n"));
    }

    @Test
    void leavesASpeedAtWhichOnlyGarbageArrives() {
        search.begin(now);
        assertEquals(new Step.Try(250_000), heard(GARBAGE));
        assertEquals(new Step.Found(250_000, false), heard("ok\n"));
    }

    @Test
    void bearsTheNoiseOfABoardThatStarts() {
        search.begin(now);
        assertEquals(new Step.Listen(), heard("\u0000".repeat(500) + "\u00ff\u0080\u00fe"));
        assertEquals(new Step.Listen(), heard("\necho:Marlin 2.1.2\nCompiled: Jan 1 2024\n"));
        assertEquals(new Step.Found(115_200, true), heard("start\n"));
    }

    @Test
    void givesTheFirstSpeedTenSecondsAndTheOthersTwoInThreeRounds() {
        var log = new ArrayList<String>();
        var step = search.begin(now);
        while (!(step instanceof Step.Nothing)) {
            if (step instanceof Step.Try(var baud)) log.add(now / SECOND + " s " + baud);
            now += SECOND / 4;
            step = search.passed(now);
        }
        assertEquals(
                List.of(
                        "0 s 115200",
                        "10 s 250000",
                        "12 s 57600",
                        "14 s 115200",
                        "16 s 250000",
                        "18 s 57600",
                        "20 s 115200",
                        "22 s 250000",
                        "24 s 57600"),
                log);
        assertEquals(26, now / SECOND);
    }

    @Test
    void asksAgainAsABoardThatStartsLosesTheFirstQuestion() {
        search.begin(now);
        int questions = 0;
        for (; now < 5 * SECOND; now += SECOND / 10) if (search.passed(now) instanceof Step.Ask) questions++;
        assertEquals(4, questions);
    }

    @Test
    void tellsSilenceFromGarbageAndFromStrangers() {
        assertEquals("streaming.silent-at-every-speed", nothingAfter("").why().key());
        assertEquals(
                "streaming.garbage-at-every-speed", nothingAfter(GARBAGE).why().key());
        var stranger = nothingAfter("$GPGGA,123519,4807.038,N\r\n").why();
        assertEquals("streaming.no-printer", stranger.key());
        assertEquals(List.of("$GPGGA,123519,4807.038,N"), stranger.args());
    }

    @Test
    void listensOnWhereASilentPrinterHasAnsweredBefore() {
        var before = new SpeedSearch(trying(115_200, 250_000).proving(250_000));
        var step = before.begin(now);
        for (; !(step instanceof Step.Off); now += SECOND) step = before.passed(now);
        assertEquals(new Step.Off(250_000), step);
    }

    @Test
    void saysNothingMoreAfterItsEnd() {
        var step = search.begin(now);
        for (; !(step instanceof Step.Nothing); now += SECOND) step = search.passed(now);
        assertEquals(new Step.Listen(), search.passed(now + 100 * SECOND));
    }

    @Test
    void triesWhatIsLikelyFirstAndNothingTwice() {
        var found = Speed.of(UART, null, 57_600, _ -> {});
        assertEquals(
                List.of(57_600, 250_000, 115_200, 230_400, 500_000, 1_000_000, 38_400, 19_200, 9_600),
                found.candidates());
    }

    @Test
    void believesAPersonAndSearchesNotOnNativeUsb() {
        assertEquals(List.of(9_600), Speed.of(UART, 9_600, 57_600, _ -> {}).candidates());
        assertEquals(List.of(250_000), Speed.of(USB, null, 57_600, _ -> {}).candidates());
    }

    private static Speed trying(Integer... bauds) {
        return new Speed(List.of(bauds), OptionalInt.empty(), _ -> {});
    }

    /// The end of a search in which this was heard each time that it spoke.
    private Step.Nothing nothingAfter(String text) {
        var anew = new SpeedSearch(trying(115_200, 250_000));
        var step = anew.begin(now);
        while (!(step instanceof Step.Nothing)) {
            now += SECOND / 4;
            var bytes = text.getBytes(ISO_8859_1);
            step = anew.heard(bytes, bytes.length, now);
        }
        return assertInstanceOf(Step.Nothing.class, step);
    }

    private Step heard(String text) {
        var bytes = text.getBytes(ISO_8859_1);
        return search.heard(bytes, bytes.length, now);
    }
}
