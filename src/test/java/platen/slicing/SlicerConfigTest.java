package platen.slicing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Set;
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
        var keys = SlicerConfig.of(PlateWish.one(ENDER, petg, fine)).keys();
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
        var text = SlicerConfig.of(PlateWish.one(ENDER, ENDER.materials().getFirst(), quality))
                .text();
        assertTrue(text.contains("\npost_process = \n"));
        assertFalse(text.contains("\npost_process = /"));
    }

    @Test
    void takesWhatTheCustomerChose() {
        var strong =
                SlicerConfig.of(wish(new Extras(Strength.STRONG, true, true))).keys();
        assertEquals("40%", strong.get("fill_density"));
        assertEquals("3", strong.get("perimeters"));
        assertEquals("1", strong.get("support_material"));
        assertEquals("5", strong.get("brim_width"));
        var usual = SlicerConfig.of(wish(Extras.NONE)).keys();
        assertEquals(ENDER.slicer().get("fill_density"), usual.get("fill_density"));
        assertEquals("0", usual.get("support_material"));
        assertEquals("0", usual.get("brim_width"));
    }

    @Test
    void namesCopiesSoThatTheyCanBeCounted() {
        var two = SlicerConfig.of(wish(new Extras(Strength.USUAL, false, true)).of(2))
                .keys();
        assertEquals("1", two.get("gcode_label_objects"));
        assertEquals("15", two.get("duplicate_distance"), "5 mm and two rims");
        assertEquals("0", SlicerConfig.of(wish(Extras.NONE)).keys().get("gcode_label_objects"));
    }

    @Test
    void eachSettingMakesAnotherPlateButTheNumberOfCopies() {
        var plain = wish(Extras.NONE);
        assertEquals(plain.settings(), plain.of(7).settings());
        var others = Set.of(
                plain.settings(),
                wish(new Extras(Strength.LIGHT, false, false)).settings(),
                wish(new Extras(Strength.USUAL, true, false)).settings(),
                wish(new Extras(Strength.USUAL, false, true)).settings(),
                PlateWish.one(ENDER, ENDER.materials().getLast(), plain.quality())
                        .settings(),
                PlateWish.one(ENDER, plain.material(), ENDER.qualities().getLast())
                        .settings(),
                PlateWish.one(hasty(), plain.material(), plain.quality()).settings());
        assertEquals(7, others.size());
    }

    /// The same to the slicer, which knows nothing of heating; our own reckoning of its time is another.
    private static Profile hasty() {
        var toml = Profiles.shipped().profile("mk3s").orElseThrow();
        return new Profile(
                ENDER.name(),
                ENDER.title(),
                ENDER.forbidden(),
                ENDER.connection(),
                ENDER.volume(),
                ENDER.bed(),
                ENDER.nozzle(),
                ENDER.motion(),
                toml.thermal(),
                ENDER.scripts(),
                ENDER.handling(),
                ENDER.materials(),
                ENDER.qualities(),
                ENDER.slicer());
    }

    private static PlateWish wish(Extras extras) {
        return new PlateWish(
                ENDER,
                ENDER.material("PLA").orElseThrow(),
                ENDER.quality("normal").orElseThrow(),
                extras,
                1);
    }
}
