package platen.slicing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.meshes.Measures;
import platen.printers.Profile;
import platen.printers.Profiles;

class EstimateTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();

    /// What PrusaSlicer finds with the same profile: 1282.57 mm, 1341 s without heating.
    @Test
    void comesNearTheSlicerForACube() {
        var estimate = estimate(new Measures(List.of(20.0, 20.0, 20.0), 8000, 2400, 12, 0, 0, 0, false), "normal");
        assertEquals(3.83, estimate.filamentG().likely(), 0.3);
        assertEquals(1341 + 111, estimate.timeS().likely(), 150);
    }

    @Test
    void aThinPartIsAllShell() {
        var sheet = new Measures(List.of(100.0, 100.0, 0.6), 6000, 20240, 12, 0, 0, 0, false);
        assertEquals(6 * 1.24, estimate(sheet, "normal").filamentG().likely(), 1e-9);
    }

    @Test
    void finerLayersTakeLonger() {
        var cube = new Measures(List.of(20.0, 20.0, 20.0), 8000, 2400, 12, 0, 0, 0, false);
        assertTrue(estimate(cube, "fine").timeS().likely()
                > 1.4 * estimate(cube, "normal").timeS().likely());
    }

    @Test
    void aPlateOfTenWarmsUpOnce() {
        var cube = new Measures(List.of(20.0, 20.0, 20.0), 8000, 2400, 12, 0, 0, 0, false);
        var pla = ENDER.material("PLA").orElseThrow();
        var one = PlateWish.one(ENDER, pla, ENDER.quality("normal").orElseThrow());
        var ten = Estimate.of(cube, one.of(10), 0);
        var ofOne = Estimate.of(cube, one, 0);
        assertEquals(10 * ofOne.filamentG().likely(), ten.filamentG().likely(), 1e-9);
        assertTrue(ten.timeS().likely() < 10 * ofOne.timeS().likely() - 9 * Estimate.startS(one));
        assertTrue(ten.timeS().likely() > 8 * ofOne.timeS().likely());
    }

    @Test
    void whatFillsAndSupportsWeighsMore() {
        var cube = new Measures(List.of(20.0, 20.0, 20.0), 8000, 2400, 12, 0, 0, 0, false);
        var usual = grams(cube, new Extras(Strength.USUAL, false, false));
        assertTrue(grams(cube, new Extras(Strength.STRONG, false, false)) > 1.2 * usual);
        assertTrue(grams(cube, new Extras(Strength.LIGHT, false, false)) < usual);
        assertTrue(grams(cube, new Extras(Strength.USUAL, true, false)) > usual);
    }

    private static double grams(Measures part, Extras extras) {
        var pla = ENDER.material("PLA").orElseThrow();
        var wish = new PlateWish(ENDER, pla, ENDER.quality("normal").orElseThrow(), extras, 1);
        return Estimate.of(part, wish, 0.2).filamentG().likely();
    }

    private static Estimate estimate(Measures part, String quality) {
        return Estimate.of(
                part,
                ENDER,
                ENDER.material("PLA").orElseThrow(),
                ENDER.quality(quality).orElseThrow());
    }
}
