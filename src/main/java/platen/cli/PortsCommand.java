package platen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import platen.serial.FoundPort;
import platen.serial.Holder;

/// Lists the serial ports.
@Command(
        name = "ports",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the serial ports: what to give to --port, what seems to be plugged in there, and which program"
                    + " has it open.",
            "",
            "The name under /dev/serial stays the same after the next plugging in; /dev/ttyUSB0 may be"
                    + " another printer tomorrow. Where two printers have no serial number of their own, the name"
                    + " tells the socket in which they are plugged."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PortsCommand implements Callable<Integer> {
    private static final int SHORTEST_DELAY_MS = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var found = SerialLibrary.ports().list();
        if (found.isEmpty()) nothing(Holder.isRunning("brltty")).forEach(out::println);
        for (var port : found) lines(port, Holder.of(Path.of(port.path()))).forEach(out::println);
        out.flush();
        return 0;
    }

    static List<String> nothing(boolean takesThemForBraille) {
        var lines = new ArrayList<String>();
        lines.add("No serial port was found. Is the printer switched on, and its cable plugged in?");
        lines.add("If it is: does the cable carry data? Some only charge.");
        if (takesThemForBraille) {
            lines.add("The program brltty takes some printers for braille displays; where there is none:"
                    + " sudo apt remove brltty");
        }
        return lines;
    }

    static List<String> lines(FoundPort port, List<Holder> holders) {
        var lines = new ArrayList<String>();
        lines.add(port.identity());
        if (!port.identity().equals(port.path())) lines.add("    now " + port.path());
        lines.add("    " + port.description());
        if (!port.kind().isEmpty()) lines.add("    seems to be: " + port.kind());
        for (var holder : holders) {
            lines.add("    in use by " + holder.name() + " (process " + holder.process() + ")");
        }
        if (port.delayMs() > SHORTEST_DELAY_MS) {
            lines.add("    its adapter keeps answers back for " + port.delayMs() + " ms, which slows fine prints down."
                    + " Platen asks it not to when it prints; if this line stays then:");
            lines.add("    echo 1 | sudo tee /sys/bus/usb-serial/devices/"
                    + Path.of(port.path()).getFileName() + "/latency_timer");
        }
        return lines;
    }
}
