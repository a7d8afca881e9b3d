package platen.virtual;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.gcode.ProgramDigest;
import platen.printers.Profiles;
import platen.values.Json;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualPrinterTest {
    private static final Settings FAST =
            Settings.of(Profiles.shipped().profile("virtual").orElseThrow()).withSpeed(1000);

    @TempDir
    Path folder;

    @Test
    void greetsTheFirstHostAndExecutesWhatItSends() throws IOException {
        try (var printer = VirtualPrinter.open(FAST);
                var host = new Host(printer.path())) {
            assertEquals("start", host.line());
            for (var command : new String[] {"M110 N0", "M109 S205", "G28", "G1 X20 E1 F3000", "M400"})
                host.ask(command);
            var report = printer.report();
            var program = new ProgramDigest();
            for (var command : new String[] {"M109 S205", "G28", "G1 X20 E1 F3000"}) {
                program.line(command.getBytes(US_ASCII), 0, command.length());
            }
            assertTrue(report.executed(program.counted().digest()));
            assertEquals(205, report.nozzleTargetC());
        }
    }

    @Test
    void doesNotStartAnewWhenAHostComesBack() throws IOException {
        try (var printer = VirtualPrinter.open(FAST)) {
            try (var host = new Host(printer.path())) {
                host.ask("M104 S205");
            }
            try (var host = new Host(printer.path())) {
                host.send("M105");
                assertTrue(host.line().matches("ok T:[\\d.]+ /205.00 .*"));
            }
        }
    }

    @Test
    void startsAnewAfterAKillWhenTheNextHostOpensIt() throws IOException {
        try (var printer = VirtualPrinter.open(FAST)) {
            try (var host = new Host(printer.path())) {
                host.ask("M104 S205");
                host.send("M112");
                host.until("Error:Printer halted. kill() called!");
            }
            assertTrue(printer.report().halted());
            try (var host = new Host(printer.path())) {
                host.until("start");
                host.ask("M105");
            }
            assertFalse(printer.report().halted());
            assertEquals(0, printer.report().nozzleTargetC());
        }
    }

    @Test
    void looksLikeASerialPort() throws IOException {
        try (var printer = VirtualPrinter.open(FAST)) {
            for (int opening = 0; opening < 2; opening++) {
                var port = SerialPort.getCommPort(printer.path().toString());
                port.setBaudRate(250_000);
                port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 5_000, 0);
                assertTrue(port.openPort());
                var answers = new BufferedReader(new InputStreamReader(port.getInputStream(), US_ASCII));
                port.getOutputStream().write("M110 N0\nM105\n".getBytes(US_ASCII));
                var line = answers.readLine();
                while (!line.startsWith("ok T:")) line = answers.readLine();
                port.closePort();
            }
        }
    }

    @Test
    void leavesAReportAndTakesItsLinkAway() throws IOException {
        var link = folder.resolve("printer");
        var file = folder.resolve("report.json");
        try (var printer = VirtualPrinter.open(FAST.withFiles(link, file))) {
            assertEquals(printer.path(), link.toRealPath());
            try (var host = new Host(link)) {
                host.ask("G28");
            }
        }
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        var report = Json.MAPPER.readTree(Files.readString(file));
        assertEquals(1, report.get("commands").asInt());
        assertEquals(64, report.get("sha256").asText().length());
    }

    @Test
    void vanishesAndComesBackUnderItsLink() throws IOException {
        var link = folder.resolve("printer");
        var settings = FAST.withFiles(link, null).withFaults(Faults.parse("unplug-and-return@line:2:300ms", 1));
        try (var printer = VirtualPrinter.open(settings)) {
            try (var host = new Host(link)) {
                host.ask("M104 S205");
                host.send("M105");
                host.awaitHangUp();
                assertTrue(printer.report().faults().containsKey(FaultKind.UNPLUG_AND_RETURN));
            }
            while (!Files.exists(link)) Thread.onSpinWait();
            try (var host = new Host(link)) {
                host.send("M105");
                assertTrue(host.line().matches("ok T:[\\d.]+ /205.00 .*"), "it was not reset");
            }
            assertEquals(0, printer.report().resets());
        }
    }

    @Test
    void vanishesForGood() throws IOException {
        var link = folder.resolve("printer");
        var settings = FAST.withFiles(link, null).withFaults(Faults.parse("unplug@line:2", 1));
        try (var printer = VirtualPrinter.open(settings)) {
            try (var host = new Host(link)) {
                host.ask("M104 S205");
                host.send("M105");
                host.awaitHangUp();
            }
            assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
            assertEquals(205, printer.report().nozzleTargetC(), "nobody turned it off");
        }
    }

    /// The other side of the tty, without any library.
    private static final class Host implements AutoCloseable {
        private final BufferedReader in;
        private final OutputStream out;

        Host(Path tty) throws IOException {
            in = new BufferedReader(new InputStreamReader(Files.newInputStream(tty), US_ASCII));
            out = Files.newOutputStream(tty, StandardOpenOption.WRITE);
        }

        void send(String command) throws IOException {
            out.write((command + "\n").getBytes(US_ASCII));
        }

        void ask(String command) throws IOException {
            send(command);
            until("ok");
        }

        void until(String start) throws IOException {
            var line = line();
            while (!line.startsWith(start)) line = line();
        }

        String line() throws IOException {
            return in.readLine();
        }

        /// What it has open is gone: by end of file, or by an error.
        void awaitHangUp() {
            try {
                for (var line = in.readLine(); line != null; line = in.readLine()) assertFalse(line.startsWith("ok"));
            } catch (IOException _) {
                // as the kernel likes it
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            in.close();
        }
    }
}
