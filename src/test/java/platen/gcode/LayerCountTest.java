package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LayerCountTest {

    @Test
    void countsTheSlicersRemarks() {
        assertEquals(2, layers(";LAYER_CHANGE", ";LAYER_CHANGE", ";LAYERS"));
        assertEquals(1, layers(";LAYER_CHANGE", ";LAYER:0"), "two remarks at one layer");
    }

    @Test
    void countsThePlasticAtAnotherHeightWhereThereIsNoRemark() {
        assertEquals(2, layers("G1 Z0.2", "G1 X1 E1", "G1 Z0.4", "G1 Z0.6", "G1 Z0.4", "G1 X2 E2", "G1 X3 E3"));
        assertEquals(1, layers("G1 Z0.2", "G1 X1 E1", "G1 Z0.21", "G1 X2 E2"), "no slicer's layer is so thin");
    }

    @Test
    void countsNoHopAndNoRetraction() {
        assertEquals(1, layers("G1 Z0.2", "G1 X1 E1", "G1 Z2 E0.5", "G1 X5", "G1 E1", "G1 Z0.2", "G1 X6 E2"));
    }

    private static int layers(String... lines) {
        var count = new LayerCount();
        for (var line : lines) {
            var bytes = line.getBytes(StandardCharsets.US_ASCII);
            count.line(bytes, 0, bytes.length);
        }
        return count.layer();
    }
}
