package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import platen.gcode.ProgramDigest;
import platen.protocol.Command;
import platen.values.Message;

/// One program on its way through a printer: what is next, and what was accepted.
final class Print {
    private static final double NS_PER_S = 1e9;
    private static final int CHUNKS_KEPT = 2;
    private static final int MANY_RESENDS = 20;
    private static final double MANY_RESENDS_SHARE = 0.01;

    private final String name;
    private final long bytes;
    private final int plannerBlocks;
    private final long startedNs;
    private long passedNs;
    private long movingNs;
    private long likelyLine;
    private final Modes modes = new Modes();
    private final PausePoint pausePoint = new PausePoint(modes);
    private final ProgramDigest digest = new ProgramDigest();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int index; // in the first chunk
    private boolean complete; // the last chunk has come
    private int linesOfFile;
    private long sent;
    private long accepted;
    private long fileLine;
    private long fileOffset;
    private int layer;
    private int layerSent;
    private final Deque<Begin> begins = new ArrayDeque<>(); // layers that were sent and are not accepted yet
    private int epoch;
    private int counted; // lines of the ledger that were looked at
    private boolean extrusionPrevented;
    private boolean toldResends;
    private boolean tellsProgress;
    private int percent;

    /// The line of the file with a layer's first command.
    private record Begin(int fileLine, int layer) {}

    /// `plannerBlocks`: moves that the firmware plans ahead, so that the nozzle is behind what was accepted.
    Print(String name, long bytes, int plannerBlocks, long startedNs) {
        this.name = name;
        this.bytes = bytes;
        this.plannerBlocks = plannerBlocks;
        this.passedNs = startedNs;
        this.startedNs = startedNs;
    }

    boolean isHungry() {
        return !complete && chunks.size() < CHUNKS_KEPT;
    }

    void supply(Chunk chunk) {
        chunks.add(chunk);
        complete |= chunk.isLast();
        linesOfFile = chunk.linesOfFile();
    }

    /// The chunk with the next command, or null when it has not come or there is none.
    private @Nullable Chunk current() {
        var chunk = chunks.peek();
        while (chunk != null && index == chunk.count() && chunk.trouble() == null) {
            chunks.remove();
            index = 0;
            chunk = chunks.peek();
        }
        return chunk == null || index == chunk.count() ? null : chunk;
    }

    /// Sends the next command, if there is one and it may go.
    boolean send(Delivery delivery, long now) {
        var chunk = current();
        if (chunk == null) return false;
        int length = chunk.length(index);
        if (!delivery.takes(length)) return false;
        int from = chunk.start(index);
        int traits = chunk.traits(index);
        int line = chunk.fileLine(index);
        if (!delivery.load(chunk.text(), from, length, traits | Ledger.PROGRAM, line, chunk.fileOffset(index), now)) {
            chunks.clear();
            index = 0;
            supply(Chunk.broken(Message.of(
                    "streaming.too-long", line, delivery.flight().ledger().longest())));
            return false;
        }
        modes.note(chunk.text(), from, length, traits);
        tellsProgress |= (traits & Command.PROGRESS) != 0;
        if (chunk.layer(index) != layerSent) {
            layerSent = chunk.layer(index);
            begins.add(new Begin(line, layerSent));
        }
        index++;
        sent++;
        return true;
    }

    /// Why the program wants to be held at its next command, if so; it says that once.
    @Nullable
    Message holds() {
        var chunk = current();
        if (chunk == null || (chunk.traits(index) & Command.HOLD) == 0) return null;
        var text = new String(chunk.text(), chunk.start(index), chunk.length(index), StandardCharsets.ISO_8859_1);
        index++;
        return text.isEmpty() ? Message.of("streaming.program-holds") : Message.of("streaming.program-holds-for", text);
    }

    /// Why the program cannot go on, once all before the trouble was sent.
    @Nullable
    Message trouble() {
        var chunk = chunks.peek();
        return chunk != null && index == chunk.count() ? chunk.trouble() : null;
    }

    boolean allSent() {
        return complete && current() == null && trouble() == null;
    }

    /// Counts what was accepted since the last time. A line that had to be taken back counts once.
    void count(Delivery delivery) {
        if (epoch != delivery.epoch()) {
            epoch = delivery.epoch();
            counted = 0;
        }
        var ledger = delivery.flight().ledger();
        int acceptedUpTo = delivery.flight().accepted();
        while (counted < acceptedUpTo) {
            counted++;
            if ((ledger.traits(counted) & Ledger.PROGRAM) == 0) continue;
            accepted++;
            fileLine = ledger.fileLine(counted);
            fileOffset = ledger.fileOffset(counted);
            digest.line(ledger.text(), ledger.commandStart(counted), ledger.commandEnd(counted));
        }
        int behind = acceptedUpTo - plannerBlocks;
        if (behind >= 1 && (ledger.traits(behind) & Ledger.PROGRAM) != 0) likelyLine = ledger.fileLine(behind);
        for (var begin = begins.peek(); begin != null && begin.fileLine() <= fileLine; begin = begins.peek()) {
            layer = begin.layer();
            begins.remove();
        }
    }

    /// Time passes; `moving` while the program runs, as against its pauses.
    void pass(boolean moving, long now) {
        if (moving) movingNs += now - passedNs;
        passedNs = now;
    }

    double movingS() {
        return movingNs / NS_PER_S;
    }

    /// The line of the file up to which the nozzle has likely come.
    long likelyLine() {
        return likelyLine;
    }

    /// How it means its coordinates now.
    Modes modes() {
        return modes;
    }

    PausePoint pausePoint() {
        return pausePoint;
    }

    /// True for the first time that the firmware refuses to extrude in this print.
    boolean firstExtrusionPrevented() {
        boolean first = !extrusionPrevented;
        extrusionPrevented = true;
        return first;
    }

    /// True once, when so many lines had to be sent again that somebody should look at the cable.
    boolean hasManyResends(long resends) {
        boolean many = !toldResends && resends >= MANY_RESENDS && resends > sent * MANY_RESENDS_SHARE;
        toldResends |= many;
        return many;
    }

    /// What the printer's display is to show, when that is new and the program does not say so itself.
    @Nullable
    String newProgress() {
        int now = (int) (acceptedShare() * 100);
        if (tellsProgress || now == percent) return null;
        percent = now;
        return "M73 P" + now;
    }

    boolean leftOn() {
        return modes.leftOn();
    }

    String name() {
        return name;
    }

    long sent() {
        return sent;
    }

    long accepted() {
        return accepted;
    }

    /// The line of the file up to which all was accepted; the last one when nothing but comments follows.
    long fileLine() {
        return allSent() && accepted == sent ? linesOfFile : fileLine;
    }

    /// The bytes of the file up to the end of the line that was accepted last.
    long fileOffset() {
        return fileOffset;
    }

    /// The layer of the line that was accepted last, from 1; 0 before the first.
    int layer() {
        return layer;
    }

    double acceptedShare() {
        return bytes <= 0 ? 0 : Math.min(1, (double) fileOffset / bytes);
    }

    double elapsedS(long now) {
        return (now - startedNs) / NS_PER_S;
    }

    Figures figures(Delivery delivery, long now) {
        var counted = digest.counted();
        var latencies = delivery.figures().latencies();
        return new Figures(
                fileLine(),
                counted.commands(),
                counted.digest(),
                delivery.figures().resends(),
                delivery.figures().planner().underruns(),
                elapsedS(now),
                latencies.percentileUs(0.5),
                latencies.percentileUs(0.99),
                latencies.percentileUs(0.999),
                latencies.longestUs());
    }
}
