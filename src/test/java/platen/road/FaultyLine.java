package platen.road;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// A line between a host and its server, over loopback, that fails as it is told: from a seed, so that a run can be
/// had again.
final class FaultyLine implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int ONE_IN_TEN = 10;
    /// Of ten pieces so many do not come through whole and in time.
    private static final int BROKEN_OF_TEN = 3;
    private static final Duration STALL = Duration.ofSeconds(3);
    private static final int LONGEST_DELAY_MS = 1_500;
    private static final int LARGEST_KEPT_BYTES = 256 << 10;
    private static final int MOST_KEPT = 500;

    /// How it is now.
    enum Manner {
        SOUND,
        /// Three pieces in ten are delayed, stall in their middle, or are cut off there.
        BROKEN,
        /// Whatever is sent is lost, and nobody is told.
        CUT,
        /// Something else answers: each call gets the next of [#nonsense].
        NONSENSE
    }

    private final ServerSocket door;
    private final int target;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<byte[]> calls = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong pieces = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private volatile List<Nonsense> nonsense = List.of();
    private volatile Manner manner = Manner.SOUND;

    /// What something that is no server of ours answers.
    interface Nonsense {
        void to(OutputStream caller) throws IOException;
    }

    /// `target` is the server's port on 127.0.0.1.
    FaultyLine(int target, long seed) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("faulty line").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Every connection that is open breaks with it.
    void is(Manner next) {
        manner = next;
        if (next != Manner.CUT) open.forEach(FaultyLine::shut);
    }

    /// From now on these answer, one after the other and again from the first.
    void answers(List<Nonsense> all) {
        nonsense = List.copyOf(all);
        told.set(0);
        is(Manner.NONSENSE);
    }

    /// How many calls got nonsense.
    long told() {
        return told.get();
    }

    /// How many pieces went by while it was broken, and how many of them did not come through whole and in time.
    String score() {
        return faults.get() + " of " + pieces.get() + " pieces";
    }

    long faults() {
        return faults.get();
    }

    /// What hosts have sent, whole calls with their heads, the oldest first.
    List<byte[]> calls() {
        return new ArrayList<>(calls);
    }

    /// What the server has answered, whole, the oldest first.
    List<byte[]> answers() {
        return new ArrayList<>(answers);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException _) {
                // The door has been closed, or a caller has gone before it came in.
            }
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller) {
            if (manner == Manner.NONSENSE) talk(caller);
            else if (manner == Manner.CUT) swallow(caller);
            else pass(caller);
        } catch (IOException _) {
            // It broke, as it should or as it may.
        } finally {
            open.remove(caller);
        }
    }

    private void talk(Socket caller) throws IOException {
        if (caller.getInputStream().read(new byte[CHUNK_BYTES]) < 0) return;
        var all = nonsense;
        if (all.isEmpty()) return;
        var next = all.get((int) (told.getAndIncrement() % all.size()));
        next.to(caller.getOutputStream());
        caller.getOutputStream().flush();
        caller.shutdownOutput();
        swallow(caller);
    }

    private static void swallow(Socket caller) throws IOException {
        caller.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void pass(Socket caller) throws IOException {
        try (var server = new Socket()) {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            open.add(server);
            var exchange = new Exchange();
            var up = Thread.ofVirtual().start(() -> pump(caller, server, exchange::asked));
            pump(server, caller, exchange::answered);
            exchange.end();
            up.join();
            open.remove(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes a piece that came by, before it goes on.
    private interface Ear {
        void hears(byte[] bytes, int size);
    }

    private void pump(Socket from, Socket to, Ear ear) {
        var chunk = new byte[CHUNK_BYTES];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int size; (size = in.read(chunk)) >= 0; ) {
                if (manner == Manner.CUT) continue;
                ear.hears(chunk, size);
                if (manner == Manner.BROKEN && !goesOn(chunk, size, out)) break;
                out.write(chunk, 0, size);
                out.flush();
            }
        } catch (IOException _) {
            // The other end has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (manner == Manner.CUT) return;
        shut(from);
        shut(to);
    }

    /// Whether a piece may still go on whole; otherwise half of it went, and this was the end.
    private boolean goesOn(byte[] chunk, int size, OutputStream out) throws IOException, InterruptedException {
        pieces.incrementAndGet();
        int drawn;
        int delay;
        synchronized (random) {
            drawn = random.nextInt(ONE_IN_TEN);
            delay = random.nextInt(LONGEST_DELAY_MS);
        }
        if (drawn >= BROKEN_OF_TEN) return true;
        faults.incrementAndGet();
        if (drawn == 0) {
            Thread.sleep(delay);
            return true;
        }
        out.write(chunk, 0, size / 2);
        out.flush();
        if (drawn == 1) Thread.sleep(STALL);
        return false;
    }

    /// What goes to and fro on one connection, cut into calls and answers: a host asks one thing at a time.
    private final class Exchange {
        private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
        private final ByteArrayOutputStream answered = new ByteArrayOutputStream();

        synchronized void asked(byte[] bytes, int size) {
            keep(answers, answered);
            if (asked.size() < LARGEST_KEPT_BYTES) asked.write(bytes, 0, size);
        }

        synchronized void answered(byte[] bytes, int size) {
            keep(calls, asked);
            if (answered.size() < LARGEST_KEPT_BYTES) answered.write(bytes, 0, size);
        }

        synchronized void end() {
            keep(answers, answered);
        }

        private void keep(Queue<byte[]> where, ByteArrayOutputStream what) {
            if (what.size() > 0 && what.size() < LARGEST_KEPT_BYTES && where.size() < MOST_KEPT)
                where.add(what.toByteArray());
            what.reset();
        }
    }

    /// The beginning of what was sent or answered, as text.
    static String head(byte[] whole) {
        return new String(whole, StandardCharsets.ISO_8859_1);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone all the more.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        open.forEach(FaultyLine::shut);
    }
}
