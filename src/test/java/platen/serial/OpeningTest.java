package platen.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.virtual.PickyPrinter;

/// What the kernel says of a tty that we have opened.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpeningTest {
    private Ports ports;
    private PickyPrinter printer;
    private String path;

    @BeforeEach
    void plugIn() throws IOException {
        ports = Ports.with(Files.createDirectories(Path.of("target", "serial")).toAbsolutePath());
        printer = new PickyPrinter(115_200);
        path = printer.path().toString();
    }

    @AfterEach
    void unplug() {
        printer.close();
    }

    @Test
    void keepsDtrUpWhenItCloses() throws IOException {
        assertTrue(printer.settings().hangsUpAtClosing(), "as the kernel makes a tty");
        try (var _ = ports.open(path, 115_200)) {
            assertFalse(printer.settings().hangsUpAtClosing());
        }
        assertFalse(printer.settings().hangsUpAtClosing());
    }

    @Test
    void letsNoByteAndNoLineHoldTheFlow() throws IOException {
        try (var port = ports.open(path, 115_200)) {
            assertFalse(printer.settings().obeysXonXoff());
            assertFalse(printer.settings().obeysRtsCts());
            port.speed(250_000);
            assertFalse(printer.settings().obeysXonXoff());
            assertFalse(printer.settings().obeysRtsCts());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 250_000, 500_000, 1_000_000})
    void setsEachSpeedThatPrintersUse(int baud) throws IOException {
        try (var port = ports.open(path, baud)) {
            assertEquals(baud, printer.settings().speed());
            port.speed(115_200);
            assertEquals(115_200, printer.settings().speed());
            port.speed(baud);
            assertEquals(baud, printer.settings().speed());
            assertFalse(printer.settings().hangsUpAtClosing());
        }
    }

    @Test
    void saysWhichProgramHasThePort() throws IOException, InterruptedException {
        var other = new ProcessBuilder("flock", path, "sh", "-c", "echo has it; read end").start();
        try (var answers = other.inputReader()) {
            assertEquals("has it", answers.readLine());
            var why = assertThrows(IOException.class, () -> ports.open(path, 115_200))
                    .toString();
            assertTrue(why.contains(path + " is in use by "), why);
            assertTrue(why.contains("(process " + other.pid() + ")"), why);
        } finally {
            other.destroy();
            other.waitFor();
        }
    }

    @Test
    void isOursAlone() throws IOException {
        try (var _ = ports.open(path, 115_200)) {
            var why = assertThrows(IOException.class, () -> ports.open(path, 115_200));
            assertEquals(
                    path
                            + " has just gone, or is open here already, perhaps for another machine; unplug it and plug it in again",
                    why.getMessage());
        }
        ports.open(path, 115_200).close();
    }

    @Test
    void saysWhatToDoForWhoMayNotUseIt() {
        assertEquals(
                "/dev/ttyUSB0 may not be used by the user ana; let the user in: sudo usermod -aG dialout ana,"
                        + " then sign out and in again",
                Refusal.notAllowed(Path.of("/dev/ttyUSB0"), "ana", "dialout"));
        assertFalse(Refusal.notAllowed(Path.of("/dev/ttyUSB0"), "ana", "root").contains("usermod"));
    }

    @Test
    void knowsTheProgramsThatTakeNewPorts() {
        var port = Path.of("/dev/ttyUSB0");
        assertTrue(Refusal.taken(port, List.of(new Holder(7, "ModemManager"))).contains("disable --now ModemManager"));
        assertTrue(Refusal.taken(port, List.of(new Holder(7, "brltty"))).contains("apt remove brltty"));
        assertTrue(Refusal.taken(port, List.of()).contains("sudo fuser -v /dev/ttyUSB0"));
    }

    @Test
    void saysThatThereIsNothing() {
        var why = assertThrows(IOException.class, () -> ports.open("/dev/ttyUSB77", 115_200));
        assertEquals("there is no /dev/ttyUSB77", why.getMessage());
    }
}
