package platen.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
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

    /// One damaged byte must not end a line early and leave it sound (Prusa's firmware reads the first star).
    @Test
    void writesNoLineThatADamagedByteMayCut() {
        var into = new byte[200];
        var plain = "G1X84.7Y76.2 E0.62".getBytes(US_ASCII);
        int length = NumberedLine.write(9, plain, 0, plain.length, LONGEST, into, 0);
        assertTrue(NumberedLine.mayBeCut(into, 0, length), "the sum of N9G1X84.7 is 76");
        length = NumberedLine.writeUncut(9, plain, 0, plain.length, LONGEST, into, 0);
        assertEquals("N9 G1X84.7Y76.2 E0.62*87\n", new String(into, 0, length, US_ASCII));

        var random = new Random(1);
        int changed = 0;
        for (int i = 0; i < 10_000; i++) {
            var command = "G1X%.2fY%.3fE%.5f"
                    .formatted(random.nextDouble() * 200, random.nextDouble() * 200, random.nextDouble())
                    .getBytes(US_ASCII);
            length = NumberedLine.writeUncut(i, command, 0, command.length, LONGEST, into, 0);
            if (NumberedLine.mayBeCut(into, 0, length)) changed++;
        }
        assertTrue(changed < 10, changed + " of 10,000 lines may be cut");
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
