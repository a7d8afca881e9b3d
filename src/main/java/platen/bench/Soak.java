package platen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import platen.database.Database;
import platen.values.Json;

/// A shop of two printer computers, each with a printer, that is unplugged, killed and restarted at random while people
/// order and print: none of the laws may break.
///
/// Everything runs as it does in a shop, in processes of its own. A seed repeats the choices, though not the times.
public final class Soak {
    private static final int PRINTERS = 2;
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int SERVER_MB = 256;
    private static final int HOST_MB = 32;
    private static final int PRINTER_MB = 64;
    private static final int MOST_EVIDENCE = 5;

    /// Small damage all along: about one line in fifty is damaged, one `ok` in a thousand is lost or said twice.
    private static final String DAMAGE =
            "damaged-byte=0.0005,lost-byte=0.0002,lost-line-end=0.0005,lost-ok=0.001,doubled-ok=0.0005,stale-resend=0.0005";

    private static final List<String> LAWS = List.of(
            "nothing else that a shop would wonder at",
            "each command once and in order, or a cause and cold heaters",
            "one job a printer, one printer a job",
            "what was acknowledged is on disk",
            "each step has its event, in order, once",
            "an approved price stays, and can be reckoned anew",
            "nothing is printed without a release",
            "strangers see and do nothing");

    private final Plan plan;
    private final Path folder;
    private final long begin = System.nanoTime();
    private final SoakNotes notes = new SoakNotes();

    /// How long, with which choices, how many times faster than real printers, and how often a blow falls on average.
    public record Plan(Duration lasts, long seed, double speed, Duration blowEvery) {}

    /// `folder` is empty, and keeps everything: data, logs, the printers' reports.
    public Soak(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder.toAbsolutePath();
    }

    /// Runs it and prints what happened; false when a law is broken.
    public boolean run(PrintStream out) throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("data"));
        var records = new SoakRecords(data.resolve("platen.db"));
        var furniture = records.furnish(List.of(link(1), link(2)));
        int port = freePort();
        var site = "http://127.0.0.1:" + port;
        var people = new SoakPeople(site, furniture.session(), plan.seed(), records, notes);
        try (var cast = new SoakCast(
                folder,
                plan.seed(),
                plan.blowEvery(),
                notes,
                records,
                people::serverAnswers,
                _ -> server(data, port))) {
            for (int each = 1; each <= PRINTERS; each++) {
                int number = each;
                cast.addPrinter(run -> printer(number, run));
                var key = furniture.keys().get(each - 1);
                cast.addHost(_ -> host(number, site, key));
            }
            play(cast, people);
            records.close();
            cast.endInOrder();
            judge(data, printers(cast));
        } finally {
            records.close();
        }
        report(out);
        return notes.isSound();
    }

    private void play(SoakCast cast, SoakPeople people) throws IOException, InterruptedException {
        var everybody = Executors.newFixedThreadPool(3);
        try {
            var customers = everybody.submit(() -> {
                people.order();
                return true;
            });
            var staff = List.of(
                    everybody.submit(() -> {
                        people.work();
                        return true;
                    }),
                    everybody.submit(() -> {
                        people.tryTheDoors();
                        return true;
                    }));
            BooleanSupplier allWell = () -> staff.stream().noneMatch(Future::isDone);
            var end = System.nanoTime() + plan.lasts().toNanos();
            BooleanSupplier isOn = () -> allWell.getAsBoolean() && !customers.isDone();
            cast.play(() -> System.nanoTime() < end && isOn.getAsBoolean(), true);
            // On a busy machine the shop may only have been starting all the time: then nothing was seen yet.
            var latest = end + LONGEST_REST.toNanos();
            cast.play(() -> !notes.hasApproved() && System.nanoTime() < latest && isOn.getAsBoolean(), false);
            people.closeDoor();
            var restBy = System.nanoTime() + LONGEST_REST.toNanos();
            cast.play(
                    () -> System.nanoTime() < restBy
                            && allWell.getAsBoolean()
                            && !(customers.isDone() && people.rests()),
                    false);
            if (!people.rests()) notes.broken(0, "not everything was made within " + LONGEST_REST.toMinutes() + " min");
            people.goHome();
            for (var each : staff) each.get();
            if (customers.isDone()) customers.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody gave up", e.getCause());
        } finally {
            people.closeDoor();
            people.goHome();
            everybody.shutdownNow();
        }
    }

    private List<String> server(Path data, int port) {
        return program(SERVER_MB, "serve", "--no-host", "--data", data.toString(), "--port", Integer.toString(port));
    }

    private List<String> host(int number, String site, String key) {
        var own = folder.resolve("host-" + number).toString();
        return program(HOST_MB, "host", "--data", own, "--server", site, "--key", key);
    }

    /// Each run of a printer has its faults: damage all along, and now and then a pulled cable or a board that
    /// restarts.
    private List<String> printer(int number, int run) {
        var chance = new Random(Objects.hash(plan.seed(), number, run));
        var faults = new StringBuilder(DAMAGE);
        var blow = plan.blowEvery().toMillis();
        var left = plan.lasts().toMillis() - (System.nanoTime() - begin) / 1_000_000;
        for (long at = blow; at < left; at += 2 * blow + chance.nextLong(4 * blow)) {
            var away = 500 + chance.nextInt(5_000);
            switch (chance.nextInt(3)) {
                case 0 -> faults.append(",unplug-and-return@time:%dms:%dms".formatted(at, away));
                case 1 -> faults.append(",unplug-and-return@time:%dms:%dms:reset".formatted(at, away));
                default -> faults.append(",reboot@time:%dms".formatted(at));
            }
        }
        var seed = Long.toString(chance.nextInt(Integer.MAX_VALUE));
        var speed = Double.toString(plan.speed());
        return program(
                PRINTER_MB,
                List.of(
                        "virtual",
                        "--link",
                        link(number).toString(),
                        "--report",
                        report(number, run).toString()),
                List.of("--speed", speed, "--faults", faults.toString(), "--seed", seed));
    }

    /// How this very program is run again, in a small heap.
    static List<String> program(int heapMb, String... arguments) {
        return program(heapMb, List.of(arguments), List.of());
    }

    static List<String> program(int heapMb, List<String> arguments, List<String> more) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMb + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // The launcher's cache of loaded classes, as it gives it to a server and a host.
        ProcessHandle.current().info().arguments().stream()
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .forEach(command::add);
        command.addAll(List.of("-Djdk.virtualThreadScheduler.parallelism=16", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "platen.Main"));
        command.addAll(arguments);
        command.addAll(more);
        return command;
    }

    private Path link(int number) {
        return folder.resolve("printer-" + number);
    }

    private Path report(int number, int run) {
        return folder.resolve("report-" + number + "-" + run + ".json");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void judge(Path data, List<SoakPrinter> printers) throws IOException {
        try (var database = Database.sqlite(data.resolve("platen.db"))) {
            new SoakLaws(database, data.resolve("files"), printers, notes).check();
        }
    }

    private List<SoakPrinter> printers(SoakCast cast) throws IOException {
        var printers = new ArrayList<SoakPrinter>();
        for (int number = 1; number <= PRINTERS; number++) {
            var reports = new ArrayList<JsonNode>();
            for (int run = 1; run <= cast.printerRuns(number); run++) {
                var file = report(number, run);
                if (Files.exists(file)) reports.add(Json.MAPPER.readTree(Files.readString(file)));
                else notes.broken(0, "a printer ended without its report: " + file);
            }
            printers.add(new SoakPrinter("Printer " + number, reports));
        }
        return printers;
    }

    private void report(PrintStream out) {
        notes.counts().forEach((what, times) -> out.printf(Locale.ROOT, "%8d  %s%n", times, what));
        out.println();
        for (int law = 1; law <= LAWS.size(); law++) {
            int number = law % LAWS.size();
            var broken = notes.broken(number);
            var name = number == 0 ? "besides" : "law " + number;
            out.printf(Locale.ROOT, "%-8s %-6s %s%n", name, broken.isEmpty() ? "held" : "BROKEN", LAWS.get(number));
            broken.stream().limit(MOST_EVIDENCE).forEach(evidence -> out.println("    " + evidence));
            if (broken.size() > MOST_EVIDENCE) out.println("    and " + (broken.size() - MOST_EVIDENCE) + " more");
        }
    }
}
