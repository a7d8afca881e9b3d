package platen.inspection;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import platen.processes.Limits;
import platen.processes.Outcome;

/// The processes that read strangers' files: started before there is a file, so that nobody waits for the start, and
/// given another only as long as each was read without any trouble. They end when nothing was read for a while.
///
/// What a process fails at that has read others before is read again by a new one: no file suffers for another.
final class Readers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Readers.class.getName());
    private static final int MOST_IDLE = 2;
    private static final int LOOK_EVERY_S = 15;

    /// One that is not in use.
    private record Idle(Reader reader, long sinceNanos) {}

    private final Path temporary;
    private final Limits limits;
    private final Duration longestIdle;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final ScheduledExecutorService keeper;
    private boolean isClosed;

    /// `temporary` is a folder for the processes' own use.
    Readers(Path temporary, Limits limits, Duration longestIdle) {
        this.temporary = temporary;
        this.limits = limits;
        this.longestIdle = longestIdle;
        ThreadFactory thread = Thread.ofPlatform().daemon().name("readers").factory();
        this.keeper = Executors.newSingleThreadScheduledExecutor(thread);
        long every = Math.min(SECONDS.toMillis(LOOK_EVERY_S), longestIdle.toMillis());
        var _ = keeper.scheduleWithFixedDelay(this::endWhatWaitsInVain, every, every, MILLISECONDS);
    }

    /// What `platen check` with these arguments says. The process may read another file if `isHarmless` says so of the
    /// outcome.
    Outcome read(List<String> arguments, Predicate<Outcome> isHarmless) throws IOException, InterruptedException {
        var reader = take();
        var hasReadOthers = reader.hasRead();
        var outcome = read(reader, arguments, isHarmless);
        return hasReadOthers && reader.hasFailed() ? read(start(), arguments, isHarmless) : outcome;
    }

    private Outcome read(Reader reader, List<String> arguments, Predicate<Outcome> isHarmless)
            throws IOException, InterruptedException {
        var isKept = false;
        try {
            var outcome = reader.read(arguments);
            isKept = isHarmless.test(outcome) && reader.isFit() && isKept(reader);
            return outcome;
        } finally {
            if (!isKept) {
                reader.close();
                soon(this::keepOne);
            }
        }
    }

    /// A file is on its way: a process for it is started, unless one waits.
    void expectOne() {
        soon(this::keepOne);
    }

    private Reader take() throws IOException {
        while (true) {
            var first = takeIdle();
            if (first == null) return start();
            if (first.isFit()) return first;
            first.close();
        }
    }

    private synchronized @Nullable Reader takeIdle() {
        var first = idle.pollFirst();
        return first == null ? null : first.reader();
    }

    private Reader start() throws IOException {
        return Reader.start(temporary, limits);
    }

    private synchronized boolean isKept(Reader reader) {
        if (isClosed || idle.size() >= MOST_IDLE) return false;
        idle.addFirst(new Idle(reader, System.nanoTime()));
        return true;
    }

    private synchronized boolean isWanted() {
        return !isClosed && idle.isEmpty();
    }

    private void keepOne() {
        if (!isWanted()) return;
        try {
            var spare = start();
            if (!isKept(spare)) spare.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no process to read files can be started", e);
        }
    }

    private void soon(Runnable duty) {
        try {
            keeper.execute(duty);
        } catch (RejectedExecutionException e) {
            // Closed: nothing is expected any more.
        }
    }

    private void endWhatWaitsInVain() {
        for (var late = takeLate(); late != null; late = takeLate()) late.close();
    }

    private synchronized @Nullable Reader takeLate() {
        var last = idle.peekLast();
        if (last == null || System.nanoTime() - last.sinceNanos() < longestIdle.toNanos()) return null;
        idle.removeLast();
        return last.reader();
    }

    /// Those that wait for a file.
    synchronized List<Long> waiting() {
        return idle.stream().map(one -> one.reader().pid()).toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        keeper.close();
        for (var reader = takeIdle(); reader != null; reader = takeIdle()) reader.close();
    }
}
