package platen.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DisplayNameTest {

    @Test
    void leavesAnHonestNameAlone() {
        assertEquals("Halterung für Ø 20 (v2).stl", DisplayName.of("Halterung für Ø 20 (v2).stl"));
    }

    @Test
    void cutsFoldersOff() {
        assertEquals("passwd", DisplayName.of("../../etc/passwd"));
        assertEquals("part.stl", DisplayName.of("C:\\Users\\me\\part.stl"));
        assertEquals("file", DisplayName.of("../.."));
        assertEquals("file", DisplayName.of(""));
    }

    @Test
    void takesOutWhatOneCannotSee() {
        assertEquals("part.stl", DisplayName.of("pa\u0000r\u001b\nt.s\u202Et\u200Bl"));
        assertEquals("a b.stl", DisplayName.of("a \t\u00a0 b.stl"));
        assertEquals("htaccess", DisplayName.of(".htaccess"));
    }

    @Test
    void shortensALongNameAndKeepsItsEnding() {
        var name = DisplayName.of("x".repeat(4_000) + ".gcode");
        assertEquals(80, name.length());
        assertTrue(name.endsWith("x….gcode"));
        assertEquals(80, DisplayName.of("😀".repeat(4_000)).codePoints().count());
    }
}
