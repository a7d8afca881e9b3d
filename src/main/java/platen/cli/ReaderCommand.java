package platen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import platen.values.Json;

/// The process in which the server has strangers' files read: each line of its input is a mark, a blank and the
/// arguments of `platen check` as JSON; the answer is what that prints, and a line with the mark and its exit code.
///
/// It ends at once when its input does, in the middle of a file as well: then the server is gone.
@Command(name = "reader", hidden = true)
final class ReaderCommand implements Callable<Integer> {
    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};
    private static final int FAILED = 1;
    /// A thread that has done its work needs a moment to end.
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LOOK_EVERY_MS = 5;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public Integer call() throws IOException {
        Thread.ofPlatform().daemon().name("reading").start(this::answerAll);
        try (var input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = input.readLine(); line != null; line = input.readLine()) lines.add(line);
        }
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
        return CommandLine.ExitCode.OK;
    }

    /// Whatever is thrown ends the process: it may not be what it was.
    private void answerAll() {
        try {
            var out = new PrintWriter(System.out, false, UTF_8);
            while (true) answer(lines.take(), out);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void answer(String line, PrintWriter out) throws InterruptedException {
        int blank = line.indexOf(' ');
        var arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(Json.read(line.substring(blank + 1), ARGUMENTS));
        int threads = Thread.activeCount();
        int code = new CommandLine(new Platen()).setOut(out).execute(arguments.toArray(String[]::new));
        out.println();
        out.println(line.substring(0, blank) + " " + code);
        out.flush();
        endIfSomethingStays(threads);
        // What the file took is given back while nobody waits.
        System.gc();
    }

    /// A page that is still being painted, say.
    private static void endIfSomethingStays(int threads) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Thread.activeCount() > threads) {
            if (System.nanoTime() > end) Runtime.getRuntime().halt(FAILED);
            Thread.sleep(LOOK_EVERY_MS);
        }
    }
}
