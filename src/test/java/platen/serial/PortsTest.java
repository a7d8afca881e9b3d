package platen.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A computer's ports, in folders as the kernel and udev make them.
class PortsTest {
    @TempDir
    Path root;

    private Path devices;
    private Ports ports;

    @BeforeEach
    void folders() throws IOException {
        devices = Files.createDirectories(root.resolve("dev"));
        Files.createDirectories(devices.resolve("serial/by-id"));
        Files.createDirectories(devices.resolve("serial/by-path"));
        ports = new Ports(root);
    }

    @Test
    void knowsADeviceByItsOwnNumber() throws IOException {
        plug("ttyACM0", "1-2", "2c99", "0002", "CZPX1234");
        link("by-id/usb-Prusa_Research_Original_Prusa_i3_MK3_CZPX1234-if00", "ttyACM0");
        link("by-path/pci-0000:00:14.0-usb-0:2:1.0", "ttyACM0");
        var port = ports.list().getFirst();
        assertEquals(
                devices.resolve("serial/by-id/usb-Prusa_Research_Original_Prusa_i3_MK3_CZPX1234-if00")
                        .toString(),
                port.identity());
        assertEquals("Prusa Research Original Prusa i3 MK3 CZPX1234", port.description());
        assertEquals("Prusa Printer", port.kind());
    }

    @Test
    void knowsTwinsWithoutANumberByTheirSockets() throws IOException {
        plug("ttyUSB0", "1-1", "1a86", "7523", "");
        plug("ttyUSB1", "1-2", "1a86", "7523", "");
        link("by-id/usb-1a86_USB_Serial-if00-port0", "ttyUSB1"); // udev's last one wins
        link("by-path/pci-0000:00:14.0-usb-0:1:1.0-port0", "ttyUSB0");
        link("by-path/pci-0000:00:14.0-usb-0:2:1.0-port0", "ttyUSB1");
        assertEquals(
                List.of(
                        devices.resolve("serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0")
                                .toString(),
                        devices.resolve("serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0")
                                .toString()),
                ports.list().stream().map(FoundPort::identity).toList());
        assertEquals(
                "USB adapter CH340, as on many printers",
                ports.list().getFirst().kind());
    }

    @Test
    void doesNotTakeTheNumberOfAllChipsOfAKindForOne() throws IOException {
        plug("ttyUSB0", "1-1", "10c4", "ea60", "0001");
        link("by-id/usb-Silicon_Labs_CP2102_0001-if00-port0", "ttyUSB0");
        link("by-path/pci-0000:00:14.0-usb-0:1:1.0-port0", "ttyUSB0");
        assertTrue(ports.list().getFirst().identity().contains("/by-path/"));
    }

    @Test
    void staysWithTheDeviceWhenItComesBackUnderAnotherName() throws IOException {
        plug("ttyUSB0", "1-1", "0403", "6001", "A50285BI");
        var link = link("by-id/usb-FTDI_FT232R_A50285BI-if00-port0", "ttyUSB0");
        var identity = ports.list().getFirst().identity();
        var before = ports.socket(identity).device();
        Files.delete(devices.resolve("ttyUSB0"));
        assertEquals(Optional.empty(), ports.socket(identity).device());
        Files.delete(link);
        plug("ttyUSB1", "1-1", "0403", "6001", "A50285BI");
        link("by-id/usb-FTDI_FT232R_A50285BI-if00-port0", "ttyUSB1");
        assertEquals(identity, ports.list().getFirst().identity());
        assertNotEquals(before, ports.socket(identity).device());
        assertEquals(
                devices.resolve("ttyUSB1").toRealPath(),
                ports.socket(identity).device().orElseThrow().path());
    }

    @Test
    void findsAPathsDeviceAgainByItsNumber() throws IOException {
        plug("ttyUSB0", "1-1", "0403", "6001", "A50285BI");
        var link = link("by-id/usb-FTDI_FT232R_A50285BI-if00-port0", "ttyUSB0");
        var own = Files.createSymbolicLink(root.resolve("printer"), devices.resolve("ttyUSB0"));
        assertEquals(link.toString(), ports.identity(devices.resolve("ttyUSB0").toString()));
        assertEquals(link.toString(), ports.identity(own.toString()));
    }

    @Test
    void keepsAPathBehindWhichIsNoneOfItsPorts() throws IOException {
        var tty = Files.createFile(devices.resolve("pts7")).toString();
        assertEquals(tty, ports.identity(tty));
        assertEquals("/dev/not-there", ports.identity("/dev/not-there"));
    }

    @Test
    void doesNotTakeAnotherDeviceUnderTheSameNameForTheOldOne() throws IOException {
        var port = Files.createFile(devices.resolve("ttyUSB0"));
        var device = Device.at(port).orElseThrow();
        assertTrue(device.isStillThere());
        Files.move(port, devices.resolve("ttyUSB9"));
        assertFalse(device.isStillThere());
        Files.createFile(port);
        assertFalse(device.isStillThere());
    }

    @Test
    void tellsHowLongAnAdapterKeepsBytesBack() throws IOException {
        plug("ttyUSB0", "1-1", "0403", "6001", "A50285BI");
        var folder = Files.createDirectories(root.resolve("sys/bus/usb-serial/devices/ttyUSB0"));
        Files.writeString(folder.resolve("latency_timer"), "16\n");
        assertEquals(16, ports.list().getFirst().delayMs());
    }

    @Test
    void listsWhatIsNoUsbDeviceByItsName() throws IOException {
        Files.createFile(devices.resolve("ttyAMA0"));
        Files.createFile(devices.resolve("tty1"));
        var path = devices.resolve("ttyAMA0").toString();
        assertEquals(List.of(new FoundPort(path, path, "ttyAMA0", "", 0)), ports.list());
    }

    private void plug(String name, String socket, String vendor, String product, String serial) throws IOException {
        Files.createFile(devices.resolve(name));
        var usb = Files.createDirectories(root.resolve("sys/devices/usb1/" + socket));
        Files.writeString(usb.resolve("idVendor"), vendor + "\n");
        Files.writeString(usb.resolve("idProduct"), product + "\n");
        Files.writeString(usb.resolve("product"), "Printer\n");
        if (!serial.isEmpty()) Files.writeString(usb.resolve("serial"), serial + "\n");
        var tty = Files.createDirectories(usb.resolve(socket + ":1.0/" + name));
        var class_ = Files.createDirectories(root.resolve("sys/class/tty/" + name));
        Files.deleteIfExists(class_.resolve("device"));
        Files.createSymbolicLink(class_.resolve("device"), tty);
    }

    private Path link(String link, String device) throws IOException {
        return Files.createSymbolicLink(devices.resolve("serial/" + link), Path.of("../../" + device));
    }
}
