package platen.devices;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.outbound.Caller;
import platen.values.MachineId;

/// Moving pictures: one call of a camera for all who watch it, for as long as anybody does. Each watcher gets the
/// newest picture whenever it has taken the one before, so that a slow one misses some and keeps nobody waiting.
public final class Streams {
    public static final String TYPE = Frames.TYPE + "; boundary=picture";
    public static final int MOST_OF_ONE = 8;
    public static final int MOST = 32;
    /// Faster than that nobody needs to see it, whatever a camera sends.
    private static final Duration BETWEEN = Duration.ofMillis(100);
    /// The first picture, and each that follows, comes by then.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Streams.class.getName());

    private final Caller caller;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MachineId, Source> sources = new HashMap<>();
    private int watchers;

    public Streams(Caller caller) {
        this.caller = caller;
    }

    /// A camera that is watched. All of it is held by `lock`.
    private final class Source implements Runnable {
        final Camera camera;
        final Condition news = lock.newCondition();

        @Nullable
        Picture newest;

        long number;
        int watchers;
        boolean over;

        @Nullable
        Thread reader;

        Source(Camera camera) {
            this.camera = camera;
        }

        @Override
        public void run() {
            try {
                caller.call("GET", String.valueOf(camera.streamUrl()), camera.secrets(), null, answer -> {
                    var frames = new Frames(answer);
                    while (show(frames.next())) LockSupport.parkNanos(BETWEEN.toNanos());
                    return true;
                });
            } catch (IOException e) {
                LOG.log(Level.FINE, camera + " streams no more", e);
            } finally {
                end(this);
            }
        }

        /// Whether anybody still watches.
        private boolean show(Picture picture) {
            lock.lock();
            try {
                newest = picture;
                number++;
                news.signalAll();
                return watchers > 0 && !over;
            } finally {
                lock.unlock();
            }
        }
    }

    /// A place before a camera, until it is closed.
    public final class Watch implements AutoCloseable {
        private final Source source;
        private long seen;
        private boolean closed;

        private Watch(Source source) {
            this.source = source;
        }

        /// The next picture, or why there is none.
        private Optional<Picture> next() throws InterruptedException {
            var left = PATIENCE.toNanos();
            lock.lock();
            try {
                while (source.number == seen && !source.over && left > 0) left = source.news.awaitNanos(left);
                if (source.number == seen) return Optional.empty();
                seen = source.number;
                return Optional.ofNullable(source.newest);
            } finally {
                lock.unlock();
            }
        }

        /// Waits for the first picture; false where none comes.
        public boolean begins() throws InterruptedException {
            if (next().isEmpty()) return false;
            seen = 0;
            return true;
        }

        /// Writes picture after picture, until the camera, the reader or `mayGoOn` ends it.
        public void writeTo(OutputStream out, BooleanSupplier mayGoOn) throws IOException, InterruptedException {
            var asked = System.nanoTime();
            for (var picture = next(); picture.isPresent(); picture = next()) {
                if (System.nanoTime() - asked > ASKED_AGAIN.toNanos()) {
                    if (!mayGoOn.getAsBoolean()) return;
                    asked = System.nanoTime();
                }
                var head = "--picture\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(picture.get().type(), picture.get().content().length);
                out.write(head.getBytes(ISO_8859_1));
                out.write(picture.get().content());
                out.write("\r\n".getBytes(ISO_8859_1));
                out.flush();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (closed) return;
                closed = true;
                watchers--;
                source.watchers--;
                if (source.watchers > 0) return;
                forget(source);
                // A read of the network on a virtual thread ends with it.
                if (source.reader != null) source.reader.interrupt();
            } finally {
                lock.unlock();
            }
        }
    }

    /// A place to watch a camera that streams; nothing where too many do.
    public Optional<Watch> watch(Camera camera) {
        lock.lock();
        try {
            var source = sources.get(camera.machine());
            if (source != null && (source.over || !source.camera.equals(camera))) source = null;
            if (watchers >= MOST || (source != null && source.watchers >= MOST_OF_ONE)) return Optional.empty();
            if (source == null) {
                source = new Source(camera);
                sources.put(camera.machine(), source);
                source.reader = Thread.ofVirtual()
                        .name("camera of machine " + camera.machine().value())
                        .start(source);
            }
            source.watchers++;
            watchers++;
            return Optional.of(new Watch(source));
        } finally {
            lock.unlock();
        }
    }

    private void end(Source source) {
        lock.lock();
        try {
            forget(source);
            source.news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget(Source source) {
        source.over = true;
        sources.remove(source.camera.machine(), source);
    }
}
