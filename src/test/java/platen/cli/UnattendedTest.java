package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.printers.Profiles;
import platen.serial.Ports;
import platen.streaming.ConnectedPrinter;
import platen.streaming.Occurrence;
import platen.streaming.Outcome.End;
import platen.streaming.Speed;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// A print that nobody watches, on a printer at a real tty.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnattendedTest {
    private static final int SPEED = 50;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private int asked;

    @Test
    void aHoldOfTheProgramGoesOnWhenSomebodyPressesTheButtonAtThePrinter() throws Exception {
        assertEquals(End.FINISHED, printed("G28\nM0 Put in the nut\nG1 X9\nM0\nG1 X10\n"));
        assertEquals(2, asked);
        assertTrue(said.getFirst().contains("presses the button there"), said::toString);
    }

    @Test
    void aQuestionOfTheFirmwareItselfIsWaitedFor() throws Exception {
        assertEquals(End.FINISHED, printed("G28\nM600\nG1 X9\n"));
        assertEquals(1, asked);
        assertTrue(
                said.getFirst().contains("do what it asks") || said.getFirst().contains("It asks"), said::toString);
    }

    /// How a print ended beside which somebody answers the printer's prompts, as by its own button.
    private End printed(String text) throws IOException, InterruptedException {
        var program = Files.writeString(folder.resolve("a.gcode"), text);
        var profile = Profiles.shipped().profile("virtual").orElseThrow();
        var ports =
                Ports.with(Files.createDirectories(Path.of("target", "serial")).toAbsolutePath());
        var news = new LinkedBlockingQueue<Occurrence>();
        var speed = Speed.of(profile.connection(), null, null, _ -> {});
        try (var virtual = VirtualPrinter.open(Settings.of(profile).withSpeed(SPEED));
                var printer = ConnectedPrinter.start(
                        "virtual", profile, ports.socket(virtual.path().toString()), speed, false, news::add)) {
            printer.print("a", program);
            return watch(new Unattended(), printer, news);
        }
    }

    private End watch(Unattended unattended, ConnectedPrinter printer, LinkedBlockingQueue<Occurrence> news)
            throws InterruptedException {
        while (true) {
            var occurrence = news.poll(50, TimeUnit.MILLISECONDS);
            if (occurrence instanceof Occurrence.Ended ended)
                return ended.outcome().end();
            if (occurrence != null) unattended.heard(occurrence, printer).ifPresent(said::add);
            if (occurrence instanceof Occurrence.NeedsPerson) {
                asked++;
                var prompt = printer.status().prompt();
                if (prompt != null) printer.answer(prompt.number(), 0);
            }
            unattended.look(printer);
        }
    }
}
