package platen.devices;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import platen.outbound.Caller;
import platen.values.MachineId;
import platen.values.Message;

/// Single pictures, each fetched once for all who look, and kept for a moment. Each camera has a turn of its own: one
/// that does not answer keeps nobody from the others.
public final class Snapshots {
    static final Duration FRESH = Duration.ofSeconds(2);
    /// A camera that gave none is not asked again before.
    static final Duration RESTS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Caller caller;
    private final InstantSource clock;
    private final Map<MachineId, Turn> turns = new ConcurrentHashMap<>();

    public Snapshots(Caller caller, InstantSource clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /// A picture, or why there is none.
    public sealed interface Shot {
        Instant at();

        record Taken(Picture picture, Instant at) implements Shot {}

        record None(Message why, Instant at) implements Shot {}
    }

    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable Camera camera;
        volatile @Nullable Shot last;
    }

    public Shot of(Camera camera) throws InterruptedException {
        var turn = turns.computeIfAbsent(camera.machine(), _ -> new Turn());
        var known = known(turn, camera);
        if (known != null) return known;
        // Who comes while somebody asks waits for that answer.
        if (!turn.lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
            return new Shot.None(Message.of("devices.too-slow"), clock.instant());
        try {
            known = known(turn, camera);
            if (known != null) return known;
            var shot = take(camera);
            turn.camera = camera;
            turn.last = shot;
            return shot;
        } finally {
            turn.lock.unlock();
        }
    }

    private @Nullable Shot known(Turn turn, Camera camera) {
        var last = turn.last;
        if (last == null || !camera.equals(turn.camera)) return null;
        var holds = last instanceof Shot.Taken ? FRESH : RESTS;
        return last.at().plus(holds).isAfter(clock.instant()) ? last : null;
    }

    private Shot take(Camera camera) {
        try {
            return new Shot.Taken(fetch(camera), clock.instant());
        } catch (IOException e) {
            return new Shot.None(Failure.of(e), clock.instant());
        }
    }

    /// Of a camera that only streams, the first picture of its stream.
    private Picture fetch(Camera camera) throws IOException {
        if (camera.snapshotUrl() != null)
            return caller.call("GET", camera.snapshotUrl(), camera.secrets(), PATIENCE, answer -> {
                if (!answer.type().toLowerCase(Locale.ROOT).startsWith("image/")) throw new Failure.NoPicture();
                return Picture.read(answer.content());
            });
        if (camera.streamUrl() == null) throw new Failure.NoPicture();
        return caller.call("GET", camera.streamUrl(), camera.secrets(), PATIENCE, answer -> new Frames(answer).next());
    }
}
