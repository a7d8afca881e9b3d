package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.queue.Job;

/// A machine as a plan goes on: from when it is free, and what it has loaded then.
final class Post {
    private static final Duration GUESSED_PRINT = Duration.ofHours(4);
    private static final Duration GUESSED_COPY = Duration.ofSeconds(10);
    private static final Duration PRESSED_COPY = Duration.ofSeconds(3);
    private static final Duration SETTING_UP = Duration.ofMinutes(10);

    final Machine machine;
    private final double pace;
    Instant free;

    private @Nullable String material;

    private @Nullable String colour;

    Post(Machine machine, Instant now, double pace) {
        this.machine = machine;
        this.pace = pace;
        this.free = now;
        this.material = machine.material();
        this.colour = machine.colour();
    }

    void take(Job job, Instant end) {
        free = end;
        if (job.material() == null) return;
        material = job.material();
        colour = job.colour();
    }

    boolean isLoaded() {
        return material != null;
    }

    /// Whether it needs what is loaded.
    boolean needs(Job job) {
        return job.material() != null && same(job.material(), material) && same(job.colour(), colour);
    }

    boolean needsChange(Job job) {
        return job.kind() == MachineKind.PRINTER_3D && job.material() != null && !needs(job);
    }

    /// Before that it is not done here, whoever is there.
    Instant soonest(Job job, Instant from) {
        var start = free.isAfter(from) ? free : from;
        return job.kind() == MachineKind.PRINTER_3D ? start.plus(run(job).multipliedBy(runs(job))) : start;
    }

    static int runs(Job job) {
        return Math.max(1, Math.ceilDiv(job.copiesLeft(), job.perRun()));
    }

    Duration run(Job job) {
        if (job.kind() != MachineKind.PRINTER_3D) return byHand(job);
        var time = job.time() == null ? GUESSED_PRINT : job.time();
        return pace == 1 ? time : Duration.ofSeconds(Math.round(time.toSeconds() * pace));
    }

    static Duration byHand(Job job) {
        var usual = job.kind() == MachineKind.BENCH ? GUESSED_COPY : PRESSED_COPY;
        var each = job.time() == null ? usual : job.time();
        return SETTING_UP.plus(each.multipliedBy(job.copiesLeft()));
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equalsIgnoreCase(other);
    }
}
