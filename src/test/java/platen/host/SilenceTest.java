package platen.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final int MINUTE_MS = 60_000;

    private final Silence silence = new Silence();

    @Test
    void tellsOfAServerThatDoesNotAnswerEverMoreRarely() {
        var told = new ArrayList<Integer>();
        for (int s = 0; s <= 3 * 3600; s += 5) {
            if (silence.failed("refused", 1_000L * s).isPresent()) told.add(s / 60);
        }
        assertEquals(List.of(0, 1, 6, 21, 81, 141), told);
    }

    @Test
    void tellsHowLongAndHowOften() {
        assertEquals(Optional.of("the server does not answer: refused"), silence.failed("refused", 0));
        assertEquals(Optional.empty(), silence.failed("refused", MINUTE_MS - 1));
        assertEquals(
                Optional.of("the server has not answered for 1 min, 3 times: no route"),
                silence.failed("no route", MINUTE_MS));
        assertEquals(
                Optional.of("the server answers again, after 1 h 5 min and 3 tries"), silence.answered(65 * MINUTE_MS));
    }

    @Test
    void beginsAnewAfterAnAnswer() {
        assertEquals(Optional.empty(), silence.answered(0));
        silence.failed("refused", 1);
        silence.answered(2);
        assertEquals(Optional.of("the server does not answer: refused"), silence.failed("refused", 3));
    }
}
