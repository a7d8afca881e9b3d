package platen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Lists the serial ports.
@Command(
        name = "ports",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the serial ports: what to give to --port, and what is plugged in there.",
            "",
            "The name under /dev/serial stays the same after the next plugging in; /dev/ttyUSB0 may be"
                    + " another printer tomorrow. Where two printers have no serial number of their own, the name"
                    + " tells the socket in which they are plugged."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PortsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var found = SerialLibrary.ports().list();
        if (found.isEmpty()) {
            out.println("No serial port was found. Is the printer switched on, and its cable plugged in?");
            out.println("If it is: does the cable carry data? Some only charge.");
        }
        for (var port : found) {
            out.println(port.identity());
            if (!port.identity().equals(port.path())) out.println("    now " + port.path());
            out.println("    " + port.description());
        }
        out.flush();
        return 0;
    }
}
