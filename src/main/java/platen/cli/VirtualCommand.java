package platen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import platen.printers.Dialect;
import platen.printers.Profile;
import platen.virtual.Faults;
import platen.virtual.Habits;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// `platen virtual`: a printer to try things on, without plastic.
@Command(
        name = "virtual",
        mixinStandardHelpOptions = true,
        description = {
            "A virtual printer on a tty: opens a pseudo-terminal, prints its path, and behaves like a printer there.",
            "It moves and heats in real time, or --speed times faster, until Ctrl-C or SIGTERM ends it."
        })
final class VirtualCommand implements Callable<Integer> {
    private @Nullable CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "virtual",
            description = "The printer model that it plays: volume, limits, heaters (${DEFAULT-VALUE}).")
    String profile = "virtual";

    @Option(
            names = "--printers",
            paramLabel = "DIR",
            description = "A folder with profiles of your own, besides those shipped.")
    @Nullable
    Path ownProfiles;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "The firmware that it plays: ${COMPLETION-CANDIDATES}. Without it, that of the profile.",
            completionCandidates = DialectNames.class)
    @Nullable
    String dialect;

    @Option(
            names = "--link",
            paramLabel = "PATH",
            description = "Makes a symbolic link to the tty, so that its name is known beforehand.")
    @Nullable
    Path link;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "How many times faster than a real printer (${DEFAULT-VALUE}).")
    double speed = 1;

    @Option(
            names = "--baud",
            paramLabel = "N",
            defaultValue = "0",
            description = "Paces the wire like a UART; 0 is as fast as it goes (${DEFAULT-VALUE}).")
    int baud;

    @Option(
            names = "--latency-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Delays both directions, as a USB stack does (${DEFAULT-VALUE}).")
    double latencyMs;

    @Option(
            names = "--faults",
            paramLabel = "SPEC",
            defaultValue = "",
            description = "Misbehaves: a list of faults, as said below.")
    String faults = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Repeats the same faults for the same bytes at the same times (${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes what it did, as JSON, when a host leaves and at the end: the SHA-256 of the"
                    + " commands, counts of lines, resends and repeats, temperatures, starts of the board, how often"
                    + " and how long it ran out of moves, and how often each fault happened.")
    @Nullable
    Path report;

    @Spec
    void spec(CommandSpec given) {
        spec = given;
        given.usageMessage().footer(VirtualHelp.footer().toArray(String[]::new));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = settings();
        try (var printer = VirtualPrinter.open(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(printer::close, "end of the virtual printer"));
            System.out.println(printer.path());
            new CountDownLatch(1).await();
        }
        return 0;
    }

    Settings settings() {
        var played = ProfileChoice.named(profile, ownProfiles, command());
        try {
            return Settings.of(played)
                    .withHabits(Habits.of(dialect(played)))
                    .withSpeed(speed)
                    .withWire(baud, Duration.ofNanos((long) (latencyMs * 1e6)))
                    .withFaults(faults.isBlank() ? Faults.none() : Faults.parse(faults, seed))
                    .withFiles(link, report);
        } catch (IllegalArgumentException e) {
            throw wrong(Objects.requireNonNullElse(e.getMessage(), "a setting is wrong"));
        }
    }

    private Dialect dialect(Profile of) {
        if (dialect == null) return of.connection().dialect();
        return DialectNames.named(dialect)
                .orElseThrow(() -> wrong(
                        "there is no dialect \"" + dialect + "\"; known are " + String.join(", ", new DialectNames())));
    }

    private ParameterException wrong(String why) {
        return new ParameterException(command().commandLine(), why);
    }

    private CommandSpec command() {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return spec;
    }
}
