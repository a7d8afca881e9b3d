package platen.virtual;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import platen.virtual.FaultPlan.AtLine;
import platen.virtual.FaultPlan.AtTime;
import platen.virtual.FaultPlan.Fault;
import platen.virtual.FaultPlan.Rate;

/// Draws the lots of a plan, and counts what came of them.
///
/// Each kind has its own chance, so that one more in a plan doesn't change the others. Spared by the faults of bytes
/// are the line ends, whose loss is a kind of its own, and the N before a line's number: without it Marlin takes a
/// line for an unnumbered one and executes it unchecked, against which no host can do anything. For the same reason
/// no line end is turned into another byte: that byte could make the checksum right of two lines that join. When it is
/// only lost, none can: the first checksum, its star and its digits never cancel each other out.
final class Mishaps {
    static final int LOST = -1;

    private static final int FARTHEST_BYTE = 6;

    private final FaultPlan plan;
    private final Map<FaultKind, Lot> lots = new EnumMap<>(FaultKind.class);
    private final Lot damagedByte;
    private final Lot lostByte;
    private final Lot lostLineEnd;
    private final int firstByte;
    private boolean started;
    private long startedAt;
    private long now;
    private long linesEnded;
    private long linesTaken;
    private int lineBytes;
    private int lineFaults;

    Mishaps(FaultPlan plan) {
        this.plan = plan;
        for (var kind : FaultKind.values()) lots.put(kind, new Lot(kind, plan));
        damagedByte = lot(FaultKind.DAMAGED_BYTE);
        lostByte = lot(FaultKind.LOST_BYTE);
        lostLineEnd = lot(FaultKind.LOST_LINE_END);
        firstByte = 1 + (int) Math.floorMod(plan.seed(), (long) FARTHEST_BYTE);
    }

    /// Moments count from the first start on.
    void start(long instant) {
        if (started) return;
        started = true;
        startedAt = instant;
        passTo(instant);
    }

    void passTo(long instant) {
        now = Math.max(now, instant);
    }

    /// A line is looked at by the firmware.
    void lineTaken() {
        linesTaken++;
    }

    /// When a fault happens next that needs no line.
    long nextNs() {
        if (plan.faults().isEmpty()) return Firmware.NEVER;
        long next = Firmware.NEVER;
        for (var lot : lots.values()) {
            for (var moment : lot.moments()) {
                if (moment.when() instanceof AtTime at && moment.kind().happensByItself())
                    next = Math.min(next, dueAt(at));
            }
        }
        return next;
    }

    /// Whether something of this kind can still happen.
    boolean plans(FaultKind kind) {
        return lot(kind).isPlanned();
    }

    /// Whether something of this kind goes wrong now.
    boolean strikes(FaultKind kind) {
        return draw(kind) != null;
    }

    /// What of this kind goes wrong now, or null.
    @Nullable
    Fault draw(FaultKind kind) {
        return lot(kind).draw(this::hasCome);
    }

    /// What of this kind was planned for this moment, or null.
    @Nullable
    Fault drawMoment(FaultKind kind) {
        return lot(kind).drawMoment(this::hasCome);
    }

    /// The byte as the firmware receives it, or [#LOST].
    int received(byte sent) {
        if (plan.faults().isEmpty()) return sent & 0xff;
        if (sent == '\n' || sent == '\r') return lineEnd(sent);
        lineBytes++;
        if (sent == 'N' || lineFaults == plan.mostPerLine()) return sent & 0xff;
        if (hits(lostByte)) return LOST;
        return hits(damagedByte) ? damaged(sent) : sent & 0xff;
    }

    /// A number below `bound` by the chance of this kind.
    int choice(FaultKind kind, int bound) {
        return lot(kind).chance().nextInt(bound);
    }

    /// What is said by chance where no word is meant.
    SplittableRandom noise() {
        return lot(FaultKind.NUL_BURST).chance().split();
    }

    /// How often each kind happened that happened at all.
    Map<FaultKind, Long> counts() {
        var all = new EnumMap<FaultKind, Long>(FaultKind.class);
        lots.forEach((kind, lot) -> {
            if (lot.count() > 0) all.put(kind, lot.count());
        });
        return all;
    }

    private Lot lot(FaultKind kind) {
        var lot = lots.get(kind);
        if (lot == null) throw new IllegalStateException("each kind has a lot");
        return lot;
    }

    private int lineEnd(byte sent) {
        if (sent == '\n' && lineBytes > 0) {
            if (lineFaults < plan.mostPerLine() && hits(lostLineEnd)) return LOST;
            linesEnded++;
            lineBytes = 0;
            lineFaults = 0;
        }
        return sent;
    }

    private boolean hits(Lot lot) {
        if (lot.draw(this::hasComeOnWire) == null) return false;
        lineFaults++;
        return true;
    }

    private int damaged(byte sent) {
        int damaged = sent;
        while (damaged == sent || damaged == '\n' || damaged == '\r')
            damaged = sent ^ damagedByte.chance().nextInt(1, 128);
        return damaged & 0xff;
    }

    private boolean hasCome(Fault moment) {
        return hasCome(moment, linesTaken);
    }

    /// Whether its line is the one that is arriving, and far enough.
    private boolean hasComeOnWire(Fault moment) {
        return (lineBytes > firstByte || moment.kind() == FaultKind.LOST_LINE_END) && hasCome(moment, linesEnded + 1);
    }

    private boolean hasCome(Fault moment, long line) {
        return switch (moment.when()) {
            case AtLine at -> line >= at.number();
            case AtTime at -> started && now >= dueAt(at);
            case Rate _ -> false;
        };
    }

    private long dueAt(AtTime at) {
        return started ? startedAt + at.after().toNanos() : Firmware.NEVER;
    }
}
