package platen.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedsTest {
    private static final String PORT = "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0";

    @TempDir
    Path folder;

    @Test
    void remembersWhatWasFoundWhenTheHostStartsAgain() {
        var speeds = new Speeds(folder);
        assertNull(speeds.at(PORT));
        speeds.note(PORT, 115_200);
        speeds.note(PORT, 250_000);
        speeds.write();
        assertEquals(250_000, new Speeds(folder).at(PORT));
    }

    @Test
    void beginsAnewWhereItsFileCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("speeds.json"), "{\"/dev/ttyUSB0\":");
        var speeds = new Speeds(folder);
        assertNull(speeds.at("/dev/ttyUSB0"));
        speeds.note(PORT, 250_000);
        speeds.write();
        assertEquals(250_000, new Speeds(folder).at(PORT));
    }
}
