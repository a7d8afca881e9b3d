package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import platen.gcode.ProgramDigest;
import platen.values.Json;

/// Many printers on one printer host, all printing at once: what each gets of its wire, and what the host takes.
public final class Printers {
    /// Who gets less than this share of what the printer in the middle gets has starved.
    private static final double STARVED = 0.5;

    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final long LOOK_MS = 500;
    private static final double LINES = 100_000;

    private final Plan plan;
    private final Path folder;
    private final Path program;
    private final ProgramDigest.Counted counted;

    /// @param printers  how many
    /// @param baud      the speed of each one's wire
    /// @param speed     how many times faster than real printers they move
    /// @param longest   when to give up
    public record Plan(int printers, int baud, double speed, Duration longest) {}

    /// The host with so many printers: at rest, at work, and how it went.
    ///
    /// @param cpuS  for 100,000 lines
    private record Run(
            List<PrinterRow> rows,
            ProcessUse idle,
            ProcessUse printing,
            double cpuS,
            double timeS,
            JavaPauses pauses) {}

    /// `folder` is empty; `program` is printed by each printer.
    public Printers(Plan plan, Path folder, Path program) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.program = program;
        this.counted = ProgramDigest.of(program);
    }

    /// A program of so many very short moves, for which the wire is the limit.
    public static Path denseProgram(long moves, Path file) throws IOException {
        return DenseProgram.ofMoves(moves, file);
    }

    /// Measures one printer alone and then all of them; false when one was not complete or starved.
    public boolean run(PrintStream out, boolean json) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "Each printer gets %,d commands at %,d baud and moves %.0f times as fast as a real one.%n",
                counted.commands(),
                plan.baud(),
                plan.speed());
        var alone = print(1);
        var all = plan.printers() == 1 ? alone : print(plan.printers());
        var troubles = troubles(all, alone);
        show(out, alone, all);
        troubles.forEach(out::println);
        if (json) out.println(Json.write(figures(alone, all, troubles.isEmpty())));
        return troubles.isEmpty();
    }

    private Run print(int printers) throws IOException, InterruptedException {
        var own = Files.createDirectories(folder.resolve("with-" + printers));
        try (var shop = new PrintersShop(own, printers, plan.baud(), plan.speed(), program)) {
            Thread.sleep(SETTLING);
            long host = shop.hostPid();
            var idle = ProcessUse.of(host).orElseThrow();
            long began = System.nanoTime();
            shop.releaseAll();
            var printing = watch(shop, host, began + plan.longest().toNanos());
            double time = (System.nanoTime() - began) / 1e9;
            var rows = new ArrayList<PrinterRow>();
            var jobs = shop.jobs();
            for (int i = 0; i < printers; i++)
                rows.add(PrinterRow.of(jobs.get(i), shop.printers().get(i).report(), plan.baud(), counted.digest()));
            double cpu = (printing.cpuS() - idle.cpuS()) * LINES / (counted.commands() * printers);
            return new Run(rows, idle, printing, cpu, time, shop.hostPauses());
        }
    }

    /// Until all have ended: the most that the host had in memory, and all that it reckoned.
    private static ProcessUse watch(PrintersShop shop, long host, long until) throws IOException, InterruptedException {
        var most = Optional.<ProcessUse>empty();
        while (!shop.rests()) {
            if (System.nanoTime() > until) break; // whoever has not ended is told of
            var now = ProcessUse.of(host).orElseThrow(() -> new IOException("the host has ended"));
            var before = most.orElse(now);
            most = Optional.of(new ProcessUse(
                    now.cpuS(),
                    Math.max(now.residentMb(), before.residentMb()),
                    Math.max(now.ownMb(), before.ownMb()),
                    now.peakMb(),
                    now.readBytes()));
            Thread.sleep(LOOK_MS);
        }
        return most.orElseThrow();
    }

    private static List<String> troubles(Run all, Run alone) {
        var troubles = new ArrayList<String>();
        if (!alone.rows().getFirst().trouble().isEmpty())
            troubles.add("The printer alone: " + alone.rows().getFirst().trouble() + ".");
        double enough = STARVED * median(all.rows(), PrinterRow::linesPerS);
        for (int i = 0; i < all.rows().size() && all.rows().size() > 1; i++) {
            var row = all.rows().get(i);
            if (!row.trouble().isEmpty()) troubles.add("Printer " + (i + 1) + ": " + row.trouble() + ".");
            else if (row.linesPerS() < enough) troubles.add("Printer " + (i + 1) + " starved.");
        }
        return troubles;
    }

    private void show(PrintStream out, Run alone, Run all) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%-22s %10s %10s %10s %10s%n",
                "of each printer",
                "1 alone",
                "least",
                "median",
                "most of " + plan.printers());
        line(out, "lines/s", "%.0f", alone, all, PrinterRow::linesPerS);
        line(out, "share of the wire, %", "%.1f", alone, all, row -> 100 * row.wireShare());
        line(out, "ran dry, times", "%.0f", alone, all, PrinterRow::underruns);
        line(out, "stood still, s", "%.2f", alone, all, PrinterRow::stoodStillS);
        line(out, "lines sent again", "%.0f", alone, all, PrinterRow::resends);
        out.println();
        out.printf(Locale.ROOT, "%-26s %10s %10s%n", "the host", "1 printer", plan.printers() + " at once");
        ofHost(
                out,
                "resident at rest, MB",
                "%.0f",
                alone,
                all,
                run -> run.idle().residentMb());
        ofHost(
                out,
                "its own share of it, MB",
                "%.0f",
                alone,
                all,
                run -> run.idle().ownMb());
        ofHost(
                out,
                "resident in print, MB",
                "%.0f",
                alone,
                all,
                run -> run.printing().residentMb());
        ofHost(
                out,
                "its own share of it, MB",
                "%.0f",
                alone,
                all,
                run -> run.printing().ownMb());
        ofHost(out, "CPU s for 100,000 lines", "%.2f", alone, all, Run::cpuS);
        ofHost(out, "whole time, s", "%.0f", alone, all, Run::timeS);
        out.println();
        out.println("1 printer: " + alone.pauses());
        if (plan.printers() > 1) out.println(plan.printers() + " printers: " + all.pauses());
    }

    private static void line(
            PrintStream out, String name, String form, Run alone, Run all, ToDoubleFunction<PrinterRow> figure) {
        out.printf("%-22s", name);
        var values = all.rows().stream().mapToDouble(figure).sorted().toArray();
        double[] cells = {
            figure.applyAsDouble(alone.rows().getFirst()),
            values[0],
            median(all.rows(), figure),
            values[values.length - 1]
        };
        for (double cell : cells) out.printf(" %10s", String.format(Locale.ROOT, form, cell));
        out.println();
    }

    private static void ofHost(
            PrintStream out, String name, String form, Run alone, Run all, ToDoubleFunction<Run> figure) {
        out.printf("%-26s", name);
        for (var run : List.of(alone, all))
            out.printf(" %10s", String.format(Locale.ROOT, form, figure.applyAsDouble(run)));
        out.println();
    }

    private static double median(List<PrinterRow> rows, ToDoubleFunction<PrinterRow> figure) {
        var sorted = rows.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private Map<String, Object> figures(Run alone, Run all, boolean sound) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("sound", sound);
        figures.put("printers", plan.printers());
        figures.put("baud", plan.baud());
        figures.put("commands", counted.commands());
        figures.put("alone", figures(alone));
        figures.put("together", figures(all));
        return figures;
    }

    private static Map<String, Object> figures(Run run) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("lines_per_s", spread(run, PrinterRow::linesPerS));
        figures.put("wire_share", spread(run, PrinterRow::wireShare));
        figures.put("underruns", spread(run, PrinterRow::underruns));
        figures.put("stood_still_s", spread(run, PrinterRow::stoodStillS));
        figures.put("resends", spread(run, PrinterRow::resends));
        figures.put("idle_resident_mb", rounded(run.idle().residentMb()));
        figures.put("idle_own_mb", rounded(run.idle().ownMb()));
        figures.put("printing_resident_mb", rounded(run.printing().residentMb()));
        figures.put("printing_own_mb", rounded(run.printing().ownMb()));
        figures.put("cpu_s_per_100000_lines", rounded(run.cpuS()));
        figures.put("collections", run.pauses().collections());
        figures.put("longest_collection_ms", rounded(run.pauses().longestMs()));
        figures.put("longest_stop_ms", rounded(run.pauses().longestStopMs()));
        return figures;
    }

    private static Map<String, Double> spread(Run run, ToDoubleFunction<PrinterRow> figure) {
        var values = run.rows().stream().mapToDouble(figure).sorted().toArray();
        var spread = new LinkedHashMap<String, Double>();
        spread.put("least", rounded(values[0]));
        spread.put("median", rounded(median(run.rows(), figure)));
        spread.put("most", rounded(values[values.length - 1]));
        return spread;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
