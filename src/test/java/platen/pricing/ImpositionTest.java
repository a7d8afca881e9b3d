package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpositionTest {
    @ParameterizedTest
    @CsvSource({
        // sheet, margin, piece, bleed, gutter, how many up
        "2100, 2970, 0, 1050, 1485, 0, 0, 4",
        "2100, 2970, 50, 1050, 1485, 0, 0, 2",
        "2100, 2970, 40, 850, 550, 20, 0, 9",
        "2100, 2970, 40, 850, 550, 20, 30, 9",
        "2100, 2970, 40, 850, 550, 40, 60, 8",
        "2159, 2794, 40, 889, 508, 20, 0, 8",
        "2970, 4200, 0, 2100, 1485, 0, 0, 4",
        "2970, 4200, 40, 2960, 2100, 0, 0, 1",
        "2100, 2970, 50, 2100, 2970, 0, 0, 1",
        "2100, 2970, 50, 2970, 2100, 0, 0, 1",
        "2100, 2970, 50, 2100, 2970, 30, 0, 0",
        "2100, 2970, 50, 2101, 2970, 0, 0, 0"
    })
    void countsPiecesOnASheet(int width, int height, int margin, int w, int h, int bleed, int gutter, int up) {
        assertEquals(
                up, Imposition.of(width, height, margin, w, h, bleed, gutter).up());
    }
}
