package platen.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumberedLineTest {
    private static final int LONGEST = 96;

    @Test
    void framesAsRealFirmwaresAcceptedIt() {
        assertEquals("N0 M110 N0*125\n", framed(0, " M110 N0"));
        assertEquals("N1 M105*38\n", framed(1, " M105"));
        assertEquals("N2 G1 X10 F3000*54\n", framed(2, " G1 X10 F3000"));
        assertEquals("N2147483647 M105*29\n", framed(2147483647, " M105"));
    }

    @Test
    void refusesWhatAFirmwareWouldCutOff() {
        assertEquals("N7" + "a".repeat(89) + "*24\n", framed(7, "a".repeat(89)));
        assertEquals(NumberedLine.TOO_LONG, write(7, "a".repeat(90)));
        assertEquals(NumberedLine.TOO_LONG, write(10, "a".repeat(89)));
    }

    @Test
    void writesPlainlyWhereNumbersAreIgnored() {
        var into = new byte[LONGEST];
        var command = "G28".getBytes(US_ASCII);
        assertEquals(4, NumberedLine.writePlain(command, 0, 3, LONGEST, into, 0));
        assertEquals("G28\n", new String(into, 0, 4, US_ASCII));
    }

    private static int write(int number, String command) {
        return NumberedLine.write(number, command.getBytes(US_ASCII), 0, command.length(), LONGEST, new byte[200], 0);
    }

    private static String framed(int number, String command) {
        var into = new byte[200];
        int length = NumberedLine.write(number, command.getBytes(US_ASCII), 0, command.length(), LONGEST, into, 3);
        return new String(into, 3, length, US_ASCII);
    }
}
