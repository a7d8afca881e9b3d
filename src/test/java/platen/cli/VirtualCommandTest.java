package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import platen.printers.Dialect;
import platen.virtual.FaultKind;
import platen.virtual.Faults;
import platen.virtual.Habits;

class VirtualCommandTest {

    @Test
    void isAsItsOptionsSay() {
        var command = new VirtualCommand();
        new CommandLine(command)
                .parseArgs("--profile", "ender3", "--speed", "50", "--baud", "250000", "--latency-ms", "1.5");
        var settings = command.settings();
        assertEquals("ender3", settings.profile().name());
        assertEquals(50, settings.speed());
        assertEquals(250_000, settings.baud());
        assertEquals(Duration.ofNanos(1_500_000), settings.latency());
    }

    @Test
    void speaksAsItsProfileOrAsAsked() {
        var command = new VirtualCommand();
        new CommandLine(command).parseArgs("--profile", "mk3s");
        assertEquals(Habits.of(Dialect.PRUSA), command.settings().habits());
        new CommandLine(command).parseArgs("--profile", "mk3s", "--dialect", "prusa-buddy");
        assertEquals(Habits.of(Dialect.PRUSA_BUDDY), command.settings().habits());
    }

    @Test
    void misbehavesAsItsFaultsSay() {
        var command = new VirtualCommand();
        new CommandLine(command).parseArgs("--faults", "lost-ok=0.5,reboot@line:500", "--seed", "7");
        assertEquals(
                Faults.parse("lost-ok=0.5,reboot@line:500", 7),
                command.settings().faults());
    }

    @Test
    void itsHelpTellsEachFault() {
        var help = new CommandLine(new VirtualCommand()).getUsageMessage().replaceAll("\\s+", " ");
        for (var kind : FaultKind.values()) {
            assertTrue(help.contains(" " + kind + " per ") && help.contains(kind.means()), kind::toString);
        }
    }

    @Test
    void playsAPrinterFromAFolderOfOnesOwn(@TempDir Path folder) throws IOException {
        var shipped = Files.readString(Path.of("printers", "ender3.toml"));
        Files.writeString(folder.resolve("ours.toml"), shipped.replace("\"ender3\"", "\"ours\""));
        var command = new VirtualCommand();
        new CommandLine(command).parseArgs("--printers", folder.toString(), "--profile", "ours");
        assertEquals("ours", command.settings().profile().name());
    }

    @ParameterizedTest
    @CsvSource({
        "--profile=nothing, There is no printer profile nothing; there are ender3",
        "--printers=/nowhere, There is no folder /nowhere.",
        "--dialect=pascal, 'there is no dialect \"pascal\"; known are marlin, prusa, prusa-buddy, repetier'",
        "--speed=0, speed has to be more than 0",
        "--baud=-1, baud has to be 0 or more",
        "--latency-ms=-1, latency has to be 0 or more",
        "--faults=fire=1, 'faults, item 1 \"fire=1\": unknown fault \"fire\"; known are damaged-byte, lost-byte'"
    })
    void saysWhichOptionIsWrong(String option, String complaint) {
        var said = new StringWriter();
        var line = new CommandLine(new VirtualCommand()).setErr(new PrintWriter(said));
        assertEquals(2, line.execute(option));
        assertTrue(said.toString().contains(complaint), said::toString);
    }
}
