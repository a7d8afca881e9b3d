package platen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.streaming.ConnectedPrinter;
import platen.streaming.Occurrence;
import platen.streaming.Outcome.End;
import platen.streaming.Speed;
import platen.templating.Words;
import platen.values.Json;
import platen.values.Message;

/// Prints one file from the terminal.
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints one G-code file on the printer at a serial port.",
            "",
            "While it prints: p pauses (position and temperatures are kept), r resumes, c cancels. Ctrl-C cancels"
                    + " too. Whatever ends the print, the heaters are turned off, and you are told whether the"
                    + " printer confirmed it.",
            "",
            "A printer that is unplugged in mid-print is waited for, to turn its heaters off first of all; without a"
                    + " terminal, or with --json, for 10 minutes. Without a terminal the print waits for a person at"
                    + " the printer where it would wait for a key.",
            "",
            "Find the port with: platen ports. Try it without a printer: platen virtual --link /tmp/printer &"
        },
        exitCodeListHeading = "%nEnds with:%n",
        exitCodeList = {
            "0:the printer accepted every line",
            "1:the print was cancelled or failed; the reason is said",
            "2:it could not begin: a wrong option, no such file"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class StreamCommand implements Callable<Integer> {
    /// Longer than all speeds take.
    private static final int ANSWER_PATIENCE_S = 90;
    private static final int CANCEL_PATIENCE_S = 90;
    private static final int LOOK_MS = 100;

    @Parameters(paramLabel = "FILE.gcode", description = "The program.")
    private Path file;

    @Option(names = "--port", required = true, paramLabel = "DEV", description = "The port, or a link to it.")
    private String port;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "generic-marlin",
            description = "What printer it is: a name from the folder printers (${DEFAULT-VALUE}).")
    private String profileName;

    @Option(
            names = "--printers",
            paramLabel = "DIR",
            description = "A folder with profiles of your own, besides those shipped.")
    private @Nullable Path ownProfiles;

    @Option(names = "--baud", paramLabel = "N", description = "The speed. Without it, the printer's is found out.")
    private @Nullable Integer baud;

    @Option(
            names = "--black-box",
            paramLabel = "FILE",
            description = {
                "Writes there what was said last, by us and by the printer.",
                "Without it only a failed print writes it, beside the program."
            })
    private @Nullable Path blackBox;

    @Option(
            names = "--json",
            description = {
                "Ends with a line of figures on standard output:",
                "outcome, lines, commands, resends, lines_per_s, ok_latency_us, cpu_s, sha256."
            })
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final BlockingQueue<Occurrence> news = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Unattended unattended = new Unattended();
    private volatile boolean stopping;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) throw new ParameterException(spec.commandLine(), "cannot read " + file);
        var profile = ProfileChoice.named(profileName, ownProfiles, spec);
        var speed = Speed.of(profile.connection(), baud, null, _ -> {});
        var ports = SerialLibrary.ports();
        var keys = Keys.open();
        try (keys;
                var printer = ConnectedPrinter.start(
                        port, profile, ports.socket(ports.identity(port)), speed, false, news::add)) {
            ports.beforeTheEnd(() -> cancelAndWait(printer));
            printer.print(file.getFileName().toString(), file);
            var keeping = new BlackBoxKeeping(port, profile, file, blackBox);
            return follow(printer, keeping, new ProgressLine(spec.commandLine().getErr(), keys.areThere()), keys);
        } finally {
            ended.countDown();
        }
    }

    /// Shows how it goes until the print has ended.
    private int follow(ConnectedPrinter printer, BlackBoxKeeping keeping, ProgressLine line, Keys keys)
            throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_PATIENCE_S);
        boolean connected = false;
        while (true) {
            var occurrence = news.poll(LOOK_MS, TimeUnit.MILLISECONDS);
            if (occurrence instanceof Occurrence.Ended end) return end(end, printer, keeping, line, keys);
            if (occurrence != null) line.say(words(occurrence));
            connected |= occurrence instanceof Occurrence.Connected;
            if (!connected && isEnd(occurrence)) return 1;
            if (!connected && System.nanoTime() > giveUpAt) {
                line.say("Nothing answers at " + port + ". Is the printer on? Is the speed right (--baud)?");
                return 1;
            }
            if (occurrence != null && !keys.areThere())
                unattended.heard(occurrence, printer).ifPresent(line::say);
            unattended.look(printer);
            obey(keys.pressed(), printer);
            line.show(printer.status());
        }
    }

    /// Whether there is no printer that could be waited for.
    private static boolean isEnd(@Nullable Occurrence occurrence) {
        return occurrence instanceof Occurrence.Disconnected || occurrence instanceof Occurrence.Refused;
    }

    private static void obey(char key, ConnectedPrinter printer) {
        switch (key) {
            case 'p' -> printer.pause(Message.of("streaming.paused"));
            case 'r' -> printer.resume();
            case 'c' -> printer.cancel(Message.of("streaming.cancelled"));
            default -> {}
        }
    }

    private int end(
            Occurrence.Ended ended, ConnectedPrinter printer, BlackBoxKeeping keeping, ProgressLine line, Keys keys)
            throws IOException, InterruptedException {
        var kept = keeping.keep(ended);
        boolean cold = Vanished.is(ended) && comesBack(ended, printer, line, keys);
        var end = cold ? Vanished.cold(ended) : ended;
        line.say(EndWords.of(end));
        kept.ifPresent(line::say);
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(Json.write(EndWords.figures(end)));
            out.flush();
        }
        return end.outcome().end() == End.FINISHED ? 0 : 1;
    }

    /// Waits for a printer that vanished; true when it is back and has confirmed that its heaters are off.
    private boolean comesBack(Occurrence.Ended lost, ConnectedPrinter printer, ProgressLine line, Keys keys)
            throws IOException, InterruptedException {
        boolean watched = keys.areThere() && !json;
        line.say(say(lost.outcome().why()));
        line.say(Vanished.warning(watched));
        var vanished = new Vanished();
        long giveUpAt = System.nanoTime() + Vanished.LONGEST_UNWATCHED.toNanos();
        while (!stopping && keys.pressed() != 'c' && (watched || System.nanoTime() < giveUpAt)) {
            var occurrence = news.poll(LOOK_MS, TimeUnit.MILLISECONDS);
            if (occurrence == null) continue;
            if (!isSaid(occurrence, lost)) line.say(words(occurrence));
            switch (vanished.heard(occurrence)) {
                case WAIT -> {}
                case COOL_AGAIN -> printer.coolDown();
                case COLD -> {
                    line.say("The printer is back, and cold from now on. The print does not go on.");
                    return true;
                }
                case HOT -> {
                    return false;
                }
            }
        }
        line.say(Vanished.givenUp());
        return false;
    }

    /// The loss of the port is told with the end of the print, too.
    private static boolean isSaid(Occurrence occurrence, Occurrence.Ended lost) {
        return occurrence instanceof Occurrence.Disconnected(var why)
                && why.equals(lost.outcome().why());
    }

    private void cancelAndWait(ConnectedPrinter printer) {
        if (ended.getCount() == 0) return;
        stopping = true;
        printer.cancel(Message.of("streaming.cancelled"));
        try {
            if (!ended.await(CANCEL_PATIENCE_S, TimeUnit.SECONDS)) {
                spec.commandLine().getErr().println("The printer did not answer. Check that its heaters are off!");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String words(Occurrence occurrence) {
        return switch (occurrence) {
            case Occurrence.Connected(var firmware) -> "Connected: " + firmware;
            case Occurrence.Disconnected(var why) -> say(why);
            case Occurrence.Unanswered() -> "Nothing answers yet.";
            case Occurrence.CooledDown(var confirmed) ->
                confirmed ? "The heaters are off." : "The heaters may be on: the printer did not confirm.";
            case Occurrence.Started(var name) -> "Printing " + name;
            case Occurrence.Paused(var why) -> "Paused. " + say(why);
            case Occurrence.Resumed() -> "Goes on.";
            case Occurrence.Ended end -> EndWords.of(end);
            case Occurrence.Stalled() -> "The printer has not answered for a while. Look at it; the print waits.";
            case Occurrence.Recovered() -> "The printer answers again.";
            case Occurrence.NeedsPerson(var why) -> say(why);
            case Occurrence.Refused(var why) -> say(why);
            case Occurrence.Noted(var what) -> say(what);
            case Occurrence.NotDone(var why) -> say(why);
            case Occurrence.Said(var line) -> line;
        };
    }

    static String say(Message message) {
        return Words.say(message, Locale.ENGLISH);
    }
}
