package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.serial.FoundPort;
import platen.serial.Holder;

class PortsCommandTest {
    private static final String BY_ID = "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0";

    @Test
    void saysWhatItSeemsToBeAndWhoHasIt() {
        var port = new FoundPort("/dev/ttyUSB0", BY_ID, "FTDI FT232R A50285BI", "USB adapter FT232R", 1);
        assertEquals(
                List.of(
                        BY_ID,
                        "    now /dev/ttyUSB0",
                        "    FTDI FT232R A50285BI",
                        "    seems to be: USB adapter FT232R",
                        "    in use by ModemManager (process 812)"),
                PortsCommand.lines(port, List.of(new Holder(812, "ModemManager"))));
    }

    @Test
    void tellsHowToFreeAnAdapterOfItsDelay() {
        var port = new FoundPort("/dev/ttyUSB0", BY_ID, "FTDI FT232R A50285BI", "", 16);
        var lines = PortsCommand.lines(port, List.of());
        assertTrue(lines.get(3).contains("keeps answers back for 16 ms"), lines::toString);
        assertEquals("    echo 1 | sudo tee /sys/bus/usb-serial/devices/ttyUSB0/latency_timer", lines.get(4));
    }

    @Test
    void knowsTheProgramThatMakesPortsVanish() {
        assertEquals(2, PortsCommand.nothing(false).size());
        assertTrue(PortsCommand.nothing(true).getLast().contains("brltty"));
    }
}
