package platen.slicing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import org.junit.jupiter.api.Test;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.printers.Quality;

class SlicerConfigTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();

    @Test
    void isCompleteAndSaysWhatTheProfileSays() {
        var petg = ENDER.material("PETG").orElseThrow();
        var fine = ENDER.quality("fine").orElseThrow();
        var keys = SlicerConfig.of(ENDER, petg, fine).keys();
        assertTrue(keys.size() > 250);
        assertEquals("0x0,220x0,220x220,0x220", keys.get("bed_shape"));
        assertEquals("235", keys.get("temperature"));
        assertEquals("0.12", keys.get("layer_height"));
        assertEquals("20", keys.get("external_perimeter_speed"), "the quality changes the profile's speed");
        assertEquals("50", keys.get("max_fan_speed"), "the material changes the default");
        assertEquals("PETG", keys.get("filament_type"));
    }

    @Test
    void neverNamesAProgramToRun() {
        var slips = new HashMap<String, String>();
        slips.put("post_process", "/usr/bin/touch flag");
        slips.put("notes", "two\npost_process = /usr/bin/touch flag");
        var quality = new Quality("sly", 0.2, 0.2, slips);
        var text = SlicerConfig.of(ENDER, ENDER.materials().getFirst(), quality).text();
        assertTrue(text.contains("\npost_process = \n"));
        assertFalse(text.contains("\npost_process = /"));
    }
}
