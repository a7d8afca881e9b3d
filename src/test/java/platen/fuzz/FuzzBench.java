package platen.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./platen bench fuzz`: Jazzer on the readers, each in a process whose memory is bounded.
@Command(
        name = "platen bench fuzz",
        mixinStandardHelpOptions = true,
        description = {
            "Lets Jazzer think of files for our readers of PDF, pictures, models, G-code and price books: each must be"
                    + " answered in time and in bounded memory, with a result or a refusal in words.",
            "",
            "Ends 1 when one was not; the file that did it is then in the folder."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class FuzzBench implements Runnable {
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units: +(\\d+)");
    private static final Pattern FOUND = Pattern.compile("(crash|timeout|oom|slow-unit)-.*");
    /// So many times what a reader may take of the processor: by then it waits for something that does not come.
    private static final int PATIENCE = 60;
    private static final int MOST_FINDINGS = 20;
    private static final String OURS = "platen.**:org.apache.pdfbox.**:org.apache.fontbox.**:"
            + "com.fasterxml.jackson.core.**:com.fasterxml.jackson.dataformat.toml.**";

    @Option(names = "--reader", paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}; without it, each.")
    private List<FuzzedReader> readers = List.of(FuzzedReader.values());

    @Option(names = "--minutes", defaultValue = "10", paramLabel = "N", description = "How long for each reader.")
    private double minutes;

    @Option(
            names = "--folder",
            defaultValue = "build/fuzz",
            paramLabel = "DIR",
            description = "Keeps what is found, and goes on from there (default: ${DEFAULT-VALUE}).")
    private Path folder;

    private boolean hasFindings;

    public static void main(String[] arguments) {
        var bench = new FuzzBench();
        int code =
                new CommandLine(bench).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
        System.exit(code == 0 && bench.hasFindings ? 1 : code);
    }

    @Override
    public void run() {
        System.out.printf(
                "%-12s %8s %8s %12s %10s %8s%n", "reader", "heap MB", "most s", "executions", "findings", "files");
        try {
            for (var reader : readers) run(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(FuzzedReader reader) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve(reader.title())).toAbsolutePath();
        var corpus = Files.createDirectories(home.resolve("corpus"));
        var seeds = Files.createDirectories(home.resolve("seeds"));
        int number = 0;
        for (var seed : reader.seeds()) Files.write(seeds.resolve("sound-" + number++), seed);
        var log = home.resolve("log");
        new ProcessBuilder(command(reader, corpus, seeds))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var executed = EXECUTED.matcher(Files.readString(log));
        var findings = names(home).stream().filter(FOUND.asMatchPredicate()).toList();
        boolean hasEnded = executed.find();
        hasFindings |= !findings.isEmpty() || !hasEnded;
        System.out.printf(
                "%-12s %8d %8d %12s %10d %8d%n",
                reader.title(),
                reader.heapMb(),
                reader.longest().toSeconds(),
                hasEnded ? executed.group(1) : "see log",
                findings.size(),
                names(corpus).size());
    }

    private List<String> command(FuzzedReader reader, Path corpus, Path seeds) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + reader.heapMb() + "m", "-Xss1m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
        var memory = Path.of("/dev/shm");
        if (Files.isWritable(memory)) command.add("-Djava.io.tmpdir=" + memory);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer"));
        command.addAll(List.of("--target_class=" + JazzerTarget.class.getName(), "--target_args=" + reader.name()));
        command.addAll(List.of("--instrumentation_includes=" + OURS, "--custom_hook_includes=" + OURS));
        command.addAll(List.of("--keep_going=" + MOST_FINDINGS, "--reproducer_path=" + corpus.getParent()));
        command.addAll(List.of("-print_final_stats=1", "-max_total_time=" + Math.round(60 * minutes)));
        command.addAll(List.of(
                "-timeout=" + PATIENCE * reader.longest().toSeconds(), "-max_len=" + FuzzedReader.LONGEST_BYTES));
        command.addAll(List.of("-rss_limit_mb=0", corpus.toString(), seeds.toString()));
        var shipped = Path.of("src/test/resources/fuzz", reader.title()).toAbsolutePath();
        if (Files.isDirectory(shipped)) command.add(shipped.toString());
        return command;
    }

    private static List<String> names(Path folder) {
        return Arrays.stream(folder.toFile().listFiles())
                .map(file -> file.getName())
                .toList();
    }
}
