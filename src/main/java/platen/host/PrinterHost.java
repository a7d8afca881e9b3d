package platen.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.serial.Ports;
import platen.sync.PrinterLive;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.values.Secrets;

/// The process beside the printers: it keeps them company, and calls the server.
///
/// One thread runs the agent, here; printers' threads and answers of the server leave what they
/// have to say in its inbox. It needs the server for nothing while it prints.
public final class PrinterHost {
    private static final Logger LOG = Logger.getLogger(PrinterHost.class.getName());
    private static final long GLANCE_MS = 100;
    private static final long KEEP_EVERY_MS = 1_000;
    /// How often the server sees temperatures and progress of a print.
    private static final long TELL_EVERY_MS = 1_000;
    /// And of a printer that is warm, or worked with by hand.
    private static final long TELL_LIVELY_MS = 2_000;
    /// How soon after each other the lines of a talk by hand go to the server.
    private static final long TELL_SAID_MS = 250;
    private static final long LONGEST_CALL_MS = 45_000;
    private static final long FIRST_RETRY_MS = 250;
    private static final long LONGEST_RETRY_MS = 5_000;
    private static final Duration LONGEST_END = Duration.ofSeconds(60);
    private static final long LOOK_FOR_NEWER_MS = 2_000;
    private static final int LOCK_TRIES = 20;
    private static final long LOCK_PAUSE_MS = 100;

    private final Path folder;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Courier courier = new Courier();
    private final Ports ports;
    private final Bench bench;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Agent agent;
    private volatile boolean ending;
    private boolean hasEnded;
    private long lookedAt;

    private final Silence silence = new Silence();
    private boolean calling;
    private long calledAt;
    private long answeredAt = Long.MIN_VALUE;
    private long retryAt;
    private long retryAfter = FIRST_RETRY_MS;
    private long keptAt;
    private List<PrinterLive.Question> asked = List.of();

    private PrinterHost(Path folder, JournalFile journal, List<Entry> remembered) throws IOException {
        this.folder = folder;
        this.ports = Ports.with(folder.resolve("serial"));
        this.bench = new Bench(folder, ports, courier, () -> ServerAddress.read(folder), this::heard);
        this.agent = new Agent(remembered, journal, bench, InstantSource.system(), Secrets::token);
    }

    /// Runs a host in `folder` until [Stop#ask], or until another version than the one that runs is installed, where
    /// `installed` tells that, and no print is in hand. A second one in the same folder is refused with an
    /// [IOException].
    ///
    /// True when it has to be started anew, from the other version.
    public static boolean run(Path folder, @Nullable Installed installed, Stop stop)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var lock = lock(folder)) {
            Files.writeString(
                    folder.resolve(HostProcess.PID),
                    Long.toString(ProcessHandle.current().pid()));
            var remembered = JournalFile.read(folder);
            var memory = new Memory();
            remembered.forEach(memory::apply);
            try (var journal = JournalFile.open(folder, memory)) {
                var host = new PrinterHost(folder, journal, memory.epoch().isEmpty() ? remembered : memory.entries());
                stop.asks(() -> host.ending = true);
                host.ports.beforeTheEnd(host::endSafely);
                boolean again;
                try {
                    again = host.work(installed);
                } finally {
                    host.ended.countDown();
                }
                LOG.info("the host in " + folder + " ends; its lock is let go: " + lock.isOpen());
                return again;
            }
        }
    }

    /// By which another thread asks a host to end: prints are cancelled safely first.
    public static final class Stop {
        private volatile @Nullable Runnable ask;
        private volatile boolean asked;

        public void ask() {
            asked = true;
            var now = ask;
            if (now != null) now.run();
        }

        private void asks(Runnable how) {
            ask = how;
            if (asked) how.run();
        }
    }

    /// The serial library closes all ports when the process is told to end; it waits for this.
    private void endSafely() {
        ending = true;
        try {
            if (!ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) LOG.severe("a print did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean work(@Nullable Installed installed) throws IOException, InterruptedException {
        agent.start(now());
        var endBy = Long.MAX_VALUE;
        var again = false;
        while (now() < endBy) {
            var first = inbox.poll(GLANCE_MS, TimeUnit.MILLISECONDS);
            if (first != null) first.run();
            for (var next = inbox.poll(); next != null; next = inbox.poll()) next.run();
            agent.tick(now());
            keep();
            if (ending) {
                if (endBy == Long.MAX_VALUE) {
                    endBy = now() + LONGEST_END.toMillis();
                    bench.cancelAll();
                } else if (!bench.isPrinting()) break;
            } else if (installed != null && isTimeFor(installed)) {
                LOG.info("another version is installed, and nothing prints: this one makes room for it");
                again = true;
                break;
            }
            call();
        }
        hasEnded = true;
        bench.close();
        for (var left = inbox.poll(); left != null; left = inbox.poll()) left.run();
        return again;
    }

    /// Whether another version is installed and may take over: nobody misses this process for a moment.
    private boolean isTimeFor(Installed installed) {
        if (now() - lookedAt < LOOK_FOR_NEWER_MS) return false;
        lookedAt = now();
        return !bench.isPrinting() && !bench.isLively() && !agent.hasWork() && installed.isAnother();
    }

    /// From any thread.
    private void heard(PrinterReport report) {
        inbox.add(() -> agent.heard(report, now()));
    }

    private void keep() {
        bench.note();
        if (now() - keptAt < KEEP_EVERY_MS) return;
        keptAt = now();
        bench.keep();
    }

    /// One call is always open; there is a newer one when there is news, and each second while something prints.
    private void call() {
        var now = now();
        if (now < retryAt) return;
        var isDue = !calling
                || agent.hasNews()
                || !bench.questions().equals(asked)
                || (bench.isPrinting() && now - calledAt > TELL_EVERY_MS)
                || (now - calledAt > TELL_LIVELY_MS && bench.isLively())
                || (now - calledAt > TELL_SAID_MS
                        && bench.hasSaid()
                        && (!bench.isPrinting() || now - calledAt > TELL_EVERY_MS))
                || now - calledAt > LONGEST_CALL_MS;
        if (!isDue) return;
        Optional<ServerAddress> server = ServerAddress.read(folder);
        if (server.isEmpty() || agent.standing() != Agent.Standing.WELCOME) {
            retryAt = now + LONGEST_RETRY_MS;
            return;
        }
        calling = true;
        calledAt = now;
        asked = bench.questions();
        var request = agent.request();
        var _ = courier.call(server.get(), request)
                .whenComplete((answer, failure) -> inbox.add(() -> {
                    if (failure == null) answered(request, answer, now);
                    else failed(failure, now);
                }));
    }

    private void answered(SyncRequest request, SyncAnswer answer, long sentAt) {
        // What is wished now is not acknowledged, so the next process hears it again, and can do it.
        if (hasEnded) return;
        if (answer instanceof SyncAnswer.Taken) bench.delivered(request.printers());
        silence.answered(now()).ifPresent(LOG::info);
        answeredAt = Math.max(answeredAt, sentAt);
        agent.answered(answer, sentAt, now());
        retryAfter = FIRST_RETRY_MS;
        if (sentAt == calledAt) calling = false;
    }

    private void failed(Throwable failure, long sentAt) {
        // In mid-print there is a newer call before an older one has failed.
        if (sentAt > answeredAt)
            silence.failed(String.valueOf(failure.getMessage()), now()).ifPresent(LOG::info);
        if (sentAt != calledAt) return;
        calling = false;
        retryAt = now() + retryAfter;
        retryAfter = Math.min(retryAfter * 2, LONGEST_RETRY_MS);
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /// Whoever looks whether a host runs holds the lock for a moment, so it is tried a few times.
    private static FileChannel lock(Path folder) throws IOException, InterruptedException {
        var channel =
                FileChannel.open(folder.resolve(HostProcess.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int tries = 0; tries < LOCK_TRIES; tries++) {
            if (channel.tryLock() != null) return channel;
            Thread.sleep(LOCK_PAUSE_MS);
        }
        channel.close();
        throw new IOException("another host uses the folder " + folder + " (process "
                + HostProcess.pid(folder).map(Object::toString).orElse("unknown") + ")");
    }
}
