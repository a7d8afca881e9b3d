package platen.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs.NewJob;
import platen.queue.Matching;
import platen.queue.Shopfloor;
import platen.queue.planning.Planning;
import platen.queue.planning.Staffed;
import platen.shop.OpeningHours;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;

/// How long it takes to reckon when each of many jobs begins and ends.
public final class PlanBench {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final List<String> MATERIALS = List.of("PLA", "PETG", "ABS", "TPU");
    private static final List<String> COLOURS = List.of("black", "white", "red");
    private static final int PRINTERS_OF_A_MODEL = 10;
    private static final int LATEST_DUE_DAYS = 60;
    private static final double NS_IN_A_MS = 1e6;

    private PlanBench() {}

    public static void run(int jobs, int printers, int rounds, PrintStream out) {
        var random = new Random(1);
        var machines = new ArrayList<Machine>();
        for (int i = 1; i <= printers; i++) machines.add(printer(i, random));
        var promised = new HashMap<OrderId, Instant>();
        var open = new ArrayList<Job>();
        for (int i = 1; i <= jobs; i++) {
            var due = NOON.plus(Duration.ofDays(random.nextInt(LATEST_DUE_DAYS)));
            promised.put(new OrderId(i), due);
            open.add(job(i, due, printers, random));
        }
        open.sort((one, other) -> Long.compare(one.position(), other.position()));
        var matching = new Matching(Map.of(), Map.of(), Map.of(), null);
        var floor =
                new Shopfloor(NOON, open, machines, Map.of(), Map.of(), matching, Shopfloor.NOTHING_FLOWS, promised);
        var staffed = new Staffed(hours(), ZoneId.of("America/Chicago"));
        var took = new double[rounds];
        var together = 0L;
        for (int round = 0; round < rounds; round++) {
            var from = cpuNs();
            var plan = Planning.of(floor, staffed, Map.of(), true);
            took[round] = (cpuNs() - from) / NS_IN_A_MS;
            together = plan.slots().values().stream()
                    .filter(slot -> slot.because() != null)
                    .count();
        }
        var first = took[0];
        Arrays.sort(took);
        out.printf(
                "%,d jobs on %d printers: %.0f ms of a core (median of %d; the first %.0f ms, the slowest %.0f ms);%n"
                        + "%,d jobs pass others because their material is loaded%n",
                jobs, printers, took[rounds / 2], rounds, first, took[rounds - 1], together);
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Machine printer(int id, Random random) {
        return new Machine(
                new MachineId(id),
                "printer " + id,
                MachineKind.PRINTER_3D,
                null,
                null,
                model(id),
                null,
                BedState.CLEAR,
                any(MATERIALS, random),
                any(COLOURS, random),
                null,
                NOON,
                null,
                0);
    }

    private static String model(int printer) {
        return "model " + printer / PRINTERS_OF_A_MODEL;
    }

    private static Job job(int id, Instant due, int printers, Random random) {
        return new Job(
                new JobId(id),
                new OrderId(id),
                null,
                "job " + id,
                MachineKind.PRINTER_3D,
                JobState.WAITING,
                null,
                null,
                model(1 + random.nextInt(printers)),
                any(MATERIALS, random),
                any(COLOURS, random),
                1 + random.nextInt(3),
                1,
                0,
                0,
                600L + random.nextInt(30_000),
                null,
                null,
                NOON,
                null,
                null,
                null,
                0,
                NewJob.usualPosition(NOON, due),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static OpeningHours hours() {
        var week = new EnumMap<DayOfWeek, List<OpeningHours.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day != DayOfWeek.SUNDAY) week.put(day, OpeningHours.day("9-18").orElseThrow());
        }
        return new OpeningHours(week);
    }
}
