package platen.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import platen.printers.Profile;
import platen.streaming.FaultMix;
import platen.streaming.SimulatedPrint;
import platen.streaming.SimulatedPrint.Result;

/// Simulated prints by the million: the first law must hold for every seed.
public final class Simulations {
    private static final int MOST_SHOWN = 3;
    private static final List<String> COLUMNS = List.of("FINISHED", "CANCELLED", "FAILED", "NEEDS PERSON", "BROKEN");

    private final Profile model;
    private final long firstSeed;
    private final long prints;
    private final AtomicLong next = new AtomicLong();
    private final Map<FaultMix, Map<String, Long>> ends = new EnumMap<>(FaultMix.class);
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

    /// So many prints in all, each fault mix as often as the others.
    public Simulations(Profile model, long firstSeed, long prints) {
        this.model = model;
        this.firstSeed = firstSeed;
        this.prints = prints;
        for (var mix : FaultMix.values()) ends.put(mix, new ConcurrentHashMap<>());
    }

    /// Runs them on as many threads and shows what became of them; true if the law held.
    public boolean run(int threads, PrintStream out) throws InterruptedException {
        long began = System.nanoTime();
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name("simulation " + i).start(this::work));
        }
        for (var worker : workers) worker.join();
        show(out, (System.nanoTime() - began) / 1e9);
        return broken.isEmpty();
    }

    private void work() {
        var mixes = FaultMix.values();
        for (long i = next.getAndIncrement(); i < prints; i = next.getAndIncrement()) {
            var mix = mixes[(int) (i % mixes.length)];
            long seed = firstSeed + i / mixes.length;
            ends.getOrDefault(mix, Map.of()).merge(end(seed, SimulatedPrint.run(seed, mix, model)), 1L, Long::sum);
        }
    }

    private String end(long seed, Result result) {
        return switch (result) {
            case Result.Ended(var end) -> end.name();
            case Result.NeedsPerson() -> "NEEDS PERSON";
            case Result.Broken(var what, var transcript) -> {
                broken.add("seed " + seed + " of " + what + "\n" + transcript);
                yield "BROKEN";
            }
        };
    }

    private void show(PrintStream out, double seconds) {
        broken.stream().limit(MOST_SHOWN).forEach(out::println);
        broken.stream()
                .skip(MOST_SHOWN)
                .map(text -> text.substring(0, text.indexOf('\n')))
                .forEach(out::println);
        out.println("faults" + " ".repeat(10) + row(COLUMNS));
        ends.forEach((mix, counts) -> out.println(String.format("%-16s", mix)
                + row(COLUMNS.stream().map(end -> counts.getOrDefault(end, 0L)).toList())));
        out.printf(
                Locale.ROOT,
                "%,d prints in %.0f s, %,.0f a second; the first law was broken %d times%n",
                prints,
                seconds,
                prints / seconds,
                broken.size());
    }

    private static String row(List<?> cells) {
        var row = new StringBuilder();
        for (var cell : cells) row.append(String.format("%14s", cell));
        return row.toString();
    }
}
