package platen.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import platen.printers.Dialect;

class CommandTest {

    @Test
    void leavesOutBlanksAndComments() {
        assertEquals("G1X10.1Y20E.5", packed("  G1 X10.1 Y20 E.5 ; perimeter\r\n"));
        assertEquals("", packed("; only a comment"));
        assertEquals("", packed(" \t\r"));
        assertEquals("T0", packed("T0"));
    }

    @Test
    void keepsTheBlanksOfTextsAndMacros() {
        assertEquals("M117 Layer 3 of 20", packed("M117 Layer 3 of 20"));
        assertEquals("M862.3 P \"MK3S\"", packed("M862.3 P \"MK3S\" ; check"));
        assertEquals("PRINT_START BED=60 HOTEND=210", packed("PRINT_START BED=60 HOTEND=210"));
    }

    @Test
    void keepsTheBlankBeforeEWhereItWouldBeReadAsAnExponent() {
        var line = "G1 X10 E1".getBytes(US_ASCII);
        var into = new byte[96];
        int length = Command.pack(line, 0, line.length, Habits.of(Dialect.PRUSA), into, 0);
        assertEquals("G1X10 E1", new String(into, 0, length, US_ASCII));
    }

    @Test
    void knowsWhatMatters() {
        assertEquals(Command.MOVE, traits("G1X10"));
        assertEquals(Command.MOVE, traits("G0X1"));
        assertEquals(Command.LONG, traits("G28"));
        assertEquals(Command.LONG, traits("T1"));
        assertEquals(Command.LONG, traits("PRINT_START BED=60"));
        assertEquals(Command.LONG | Command.HEAT, traits("M109S210"));
        assertEquals(Command.HEAT, traits("M104S0"));
        assertEquals(Command.MODE, traits("G91"));
        assertEquals(Command.MODE, traits("M83"));
        assertEquals(Command.ASKS_HEAT, traits("M105"));
        assertEquals(0, traits("M106S255"));
        assertTrue((traits("M112") & Command.NOT_FOR_THE_WIRE) != 0);
        assertTrue((traits("M28 x.gco") & Command.NOT_FOR_THE_WIRE) != 0);
        assertTrue((traits("M117 2*3") & Command.NOT_ASCII) != 0);
        assertTrue((traits("M117 \u00b0C") & Command.NOT_ASCII) != 0);
    }

    @Test
    void knowsWhatMayTakeMinutes() {
        var commands = "G4P9 G28 G29 G30 G32 G33 G34 G76 G80 M0 M1 M48 M109S9 M116 M190S9 M191S9 M192 M226 M303 M400"
                + " M500 M501 M600 M701 M702 M862.3 T1";
        for (var command : commands.split(" ", -1)) assertTrue((traits(command) & Command.LONG) != 0, command);
    }

    @Test
    void findsValues() {
        assertEquals(210, value("M104S210", 'S'));
        assertEquals(-0.5, value("G1X1E-0.5F1800", 'E'));
        assertEquals(1800, value("G1X1E-0.5F1800", 'F'));
        assertEquals(Double.NaN, value("G28X", 'X'));
        assertEquals(Double.NaN, value("G28", 'Z'));
    }

    private static double value(String command, char letter) {
        return Command.value(command.getBytes(US_ASCII), 0, command.length(), letter);
    }

    private static int traits(String command) {
        var bytes = command.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return Command.traits(bytes, 0, bytes.length);
    }

    private static String packed(String line) {
        var bytes = line.getBytes(US_ASCII);
        var into = new byte[200];
        return new String(into, 0, Command.pack(bytes, 0, bytes.length, Habits.of(Dialect.MARLIN), into, 0), US_ASCII);
    }
}
