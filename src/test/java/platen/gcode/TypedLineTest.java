package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.values.Message;

class TypedLineTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();
    private static final Profile VORON =
            Profiles.shipped().profile("voron-klipper").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "m105, M105",
        "N12 g1 x10 y5*77, G1 X10 Y5",
        "G1X10 ; up, G1 X10",
        "M0105, M105",
        "M117 Hello You, M117 Hello You",
        "bed_mesh_calibrate, bed_mesh_calibrate",
        "G 28, G28"
    })
    void isReadAsItWouldBeSent(String typed, String sent) {
        assertEquals(sent, TypedLine.read(typed).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "; only words", "M105\nM500", "?", "G1 X1\u0007", "123"})
    void isNoCommand(String typed) {
        assertTrue(TypedLine.read(typed).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "M112, streaming.line-stop",
        "n5 m0112*33, streaming.line-stop",
        "M28 x.g, streaming.line-never",
        "M110 N0, streaming.line-never",
        "M500, streaming.line-coordinator",
        "m 502, streaming.line-coordinator",
        "M997, streaming.line-coordinator",
        "M30 part.gco, streaming.line-coordinator",
        "G1 X1 M500, streaming.line-two",
        "M104 S900, streaming.line-hot",
        "M190 R140, streaming.line-hot",
    })
    void isRefusedWithItsReason(String typed, String why) {
        var refusal = TypedLine.read(typed).orElseThrow().refusal(ENDER, false, false);
        assertEquals(why, refusal.map(Message::key).orElse("sent"));
    }

    @Test
    void letsACoordinatorChangeThePrinterButNobodyUpsetTheTalk() {
        assertEquals("sent", why("M500", ENDER, true, false));
        assertEquals("sent", why("SAVE_CONFIG", VORON, true, false));
        assertEquals("streaming.line-coordinator", why("save_config", VORON, false, false));
        assertEquals("streaming.line-never", why("M29", ENDER, true, false));
        assertEquals("streaming.line-stop", why("M112", ENDER, true, false));
    }

    @Test
    void asksAPrinterThatPrintsOnlyWhatDoesNoHarm() {
        assertEquals("sent", why("M114", ENDER, false, true));
        assertEquals("streaming.line-prints", why("G28", ENDER, true, true));
        assertEquals("streaming.line-prints", why("M27 S1", ENDER, true, true));
        assertEquals("streaming.line-prints", why("M503", ENDER, true, true));
    }

    private static String why(String typed, Profile profile, boolean coordinates, boolean prints) {
        return TypedLine.read(typed)
                .orElseThrow()
                .refusal(profile, coordinates, prints)
                .map(Message::key)
                .orElse("sent");
    }
}
