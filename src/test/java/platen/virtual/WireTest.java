package platen.virtual;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WireTest {
    private final byte[] taken = new byte[100];

    @Test
    void deliversALineWhenItsLastByteHasCome() {
        var wire = new Wire(100, 115_200, 1_000_000);
        wire.put("G28\nM105\nM1".getBytes(US_ASCII), 11, 0);
        long byteNs = 86_805;
        assertEquals(4 * byteNs + 1_000_000, wire.nextNs());
        assertEquals(4, wire.take(taken, 100));
        assertEquals(9 * byteNs + 1_000_000, wire.nextNs());
        assertEquals(3, wire.take(taken, 3));
        assertEquals(2, wire.take(taken, 100));
        assertEquals(2, wire.take(taken, 100));
        assertEquals(Firmware.NEVER, wire.nextNs());
    }

    @Test
    void hasNoPaceWithoutBaud() {
        var wire = new Wire(100, 0, 0);
        wire.put("G28\n".getBytes(US_ASCII), 4, 7);
        assertEquals(7, wire.nextNs());
        assertEquals(96, wire.room());
    }
}
