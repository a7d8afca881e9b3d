package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private final Words words = new Words();

    @ParameterizedTest
    @CsvSource({
        "G1X10Y-.5E+1.25, 10, -0.5, 1.25",
        "'  g1 x 10  y-0.50 e1.250 ; X99', 10, -0.5, 1.25",
        "N12 G1 X10 Y-.5 E1.25*77, 10, -0.5, 1.25",
        "'G1 (X1) X10 Y-.5 (half) E1.25', 10, -0.5, 1.25",
        "G1 X10.000000000000000000001 Y-0.5000 E001.25, 10, -0.5, 1.25"
    })
    void readsAMoveHoweverItIsWritten(String line, double x, double y, double e) {
        assertTrue(read(line));
        assertTrue(words.is('G', 1));
        assertEquals(x, words.value('X'));
        assertEquals(y, words.value('Y'));
        assertEquals(e, words.value('E'));
        assertFalse(words.has('Z'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "; G1 X1", "(G1 X1)", "SET_PIN PIN=1", "*3", "N", "G", "-1", "\r"})
    void findsNoCommandWhereThereIsNone(String line) {
        assertFalse(read(line));
    }

    @Test
    void tellsAParameterWithoutNumberFromAnAbsentOne() {
        assertTrue(read("G28 X Y"));
        assertTrue(words.has('X'));
        assertEquals(0, words.value('X', 7));
        assertEquals(7, words.value('Z', 7));
    }

    @Test
    void keepsTheDigitAfterThePointApart() {
        assertTrue(read("G92.1"));
        assertEquals(92, words.number());
        assertEquals(1, words.subcode());
        assertFalse(words.is('G', 92));
    }

    @Test
    void saysWhereTheTextForPeopleStarts() {
        assertTrue(read("M117 Hello X"));
        assertEquals(4, words.textFrom());
    }

    @Test
    void takesNumbersNearTheEdges() {
        assertTrue(read("M110 N2147483646"));
        assertEquals(2147483646.0, words.value('N'));
        assertTrue(read("G1 X0.1234567 Y123456.789 Z-0"));
        assertEquals(0.1234567, words.value('X'));
        assertEquals(123456.789, words.value('Y'));
    }

    private boolean read(String line) {
        return words.read(line.getBytes(US_ASCII), 0, line.length());
    }
}
