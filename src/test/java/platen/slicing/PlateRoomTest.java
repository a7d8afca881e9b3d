package platen.slicing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.meshes.Measures;
import platen.printers.Profile;
import platen.printers.Profiles;

class PlateRoomTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();
    private static final Profile MK3S = Profiles.shipped().profile("mk3s").orElseThrow();
    private static final Extras BRIM = new Extras(Strength.USUAL, false, true);

    @Test
    void countsRowsAndColumns() {
        assertEquals(
                9, room(ENDER, 66, 66, 10), "3 × 66 and two gaps of 6 are 210, as wide as the plate less its edge");
        assertEquals(4, room(ENDER, 67, 67, 10));
        assertEquals(12, room(ENDER, 60, 40, 10));
        assertEquals(1, room(ENDER, 200, 200, 10));
    }

    @Test
    void turnsAPartThatFitsOnlySo() {
        assertEquals(5, room(MK3S, 35, 235, 10));
    }

    @Test
    void leavesRoomForRims() {
        assertEquals(4, PlateRoom.of(ENDER, part(66, 66, 10), BRIM));
    }

    @Test
    void isNothingForWhatIsTooLargeAndOneForWhatLiesFromCornerToCorner() {
        assertEquals(0, room(ENDER, 300, 20, 20));
        assertEquals(0, room(ENDER, 20, 20, 300));
        assertEquals(1, room(ENDER, 250, 10, 20));
    }

    @Test
    void neverPromisesMoreThanArrangingIsWorth() {
        assertEquals(PlateRoom.MOST, room(ENDER, 2, 2, 2));
    }

    private static int room(Profile printer, double width, double depth, double height) {
        return PlateRoom.of(printer, part(width, depth, height), Extras.NONE);
    }

    private static Measures part(double width, double depth, double height) {
        return new Measures(List.of(width, depth, height), width * depth * height, 1_000, 12, 0, 0, 0, false);
    }
}
