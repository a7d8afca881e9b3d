package platen.virtual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A printer in software at a real tty, which a host opens like any serial port.
///
/// One platform thread owns the firmware, the wires and the tty; others ask it by [#report] and end it by
/// [#close]. The board does not start anew when a host opens the port, except the first time and after a kill.
public final class VirtualPrinter implements AutoCloseable {
    private static final long GLANCE_NS = 50_000_000; // how soon a question is answered
    private static final long PATIENCE_S = 10;
    private static final int BUFFER_BYTES = 4096;
    private static final int ANSWERS_BYTES = 1 << 16;

    private final @Nullable Path link;
    private final @Nullable Path reportFile;
    private final Pty pty;
    private volatile Path path;
    private final Firmware firmware;
    private final Wire toFirmware;
    private final Wire toHost;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final byte[] writing = new byte[BUFFER_BYTES];
    private int writingFrom;
    private int writingTo;
    private long clock;
    private long due = Firmware.NEVER;
    private boolean begun;
    private boolean hadHost;
    private boolean pulled;
    private final long startedAt = System.nanoTime();
    private final ConcurrentLinkedQueue<CompletableFuture<Report>> questions = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Report> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    private VirtualPrinter(Settings settings) throws IOException {
        link = settings.link();
        reportFile = settings.report();
        pty = new Pty();
        path = pty.path();
        long latencyNs = settings.latency().toNanos();
        toFirmware = new Wire(BUFFER_BYTES, settings.baud(), latencyNs);
        toHost = new Wire(ANSWERS_BYTES, settings.baud(), latencyNs);
        firmware = new Firmware(settings.profile(), settings.speed(), settings.habits(), settings.faults(), new Ears());
        thread = Thread.ofPlatform().daemon().name("virtual printer " + path).unstarted(this::run);
    }

    public static VirtualPrinter open(Settings settings) throws IOException {
        var printer = new VirtualPrinter(settings);
        if (printer.link != null) point(printer.link, printer.path);
        printer.thread.start();
        return printer;
    }

    /// The tty, such as `/dev/pts/7`; the last one while there is none. It may be another after the cable was pulled
    /// out, and so a link is what a host should open.
    public Path path() {
        return path;
    }

    /// What it did so far, or at all when it is closed.
    public Report report() {
        var answer = new CompletableFuture<Report>();
        questions.add(answer);
        return (Report) CompletableFuture.anyOf(answer, end)
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .join();
    }

    /// Ends it, writes the report and removes the link. Again does nothing.
    @Override
    public void close() {
        closing = true;
        end.orTimeout(PATIENCE_S, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    }

    private void run() {
        try {
            while (!closing) {
                pullOrPlug();
                meetHosts();
                transfer(now());
                flush(now());
                for (var asked = questions.poll(); asked != null; asked = questions.poll()) {
                    asked.complete(firmware.report(now()));
                }
                sleep(now());
            }
            end();
        } catch (IOException | UncheckedIOException e) {
            end.completeExceptionally(e);
        } finally {
            pty.close();
        }
    }

    private void pullOrPlug() throws IOException {
        if (pulled) {
            pulled = false;
            unplug();
        } else if (!pty.isPluggedIn() && !firmware.isUnplugged()) {
            pty.plugIn();
            path = pty.path();
            if (link != null) point(link, path);
        }
    }

    private void unplug() throws IOException {
        if (link != null) remove(link, path);
        pty.unplug();
        toFirmware.clear();
        toHost.clear();
        writingFrom = writingTo;
    }

    private void meetHosts() throws IOException {
        boolean opened = pty.seeOpening();
        if (opened && (!begun || firmware.startsAnewWhenOpened())) {
            begun = true;
            hadHost = true;
            firmware.reset(now());
        }
        if (hadHost && !pty.hasHost() && reportFile != null) write(reportFile, firmware.report(now()));
        hadHost = pty.hasHost();
    }

    /// Brings the bytes to the firmware and lets it do what is due, each at its time.
    private void transfer(long now) {
        int size = pty.read(bytes, toFirmware.room());
        toFirmware.put(bytes, size, now);
        due = firmware.advance(clock);
        while (true) {
            long arrival = firmware.room() > 0 ? Math.max(toFirmware.nextNs(), clock) : Firmware.NEVER;
            long next = Math.min(arrival, due);
            if (next > now) break;
            clock = next;
            if (arrival <= due) {
                int taken = toFirmware.take(bytes, firmware.room());
                firmware.receive(bytes, 0, taken, clock);
            }
            due = firmware.advance(clock);
        }
        clock = now;
    }

    private void flush(long now) {
        while (true) {
            if (!pty.hasHost()) {
                toHost.clear();
                writingFrom = writingTo;
            }
            if (writingFrom == writingTo) {
                if (toHost.nextNs() > now) return;
                writingFrom = 0;
                writingTo = toHost.take(writing, writing.length);
            }
            int written = pty.write(writing, writingFrom, writingTo - writingFrom);
            if (written == 0) return;
            writingFrom += written;
        }
    }

    private void sleep(long now) {
        boolean blocked = writingFrom < writingTo;
        long arrival = firmware.room() > 0 ? toFirmware.nextNs() : Firmware.NEVER;
        long next = Math.min(Math.min(due, arrival), blocked ? Firmware.NEVER : toHost.nextNs());
        pty.await(Math.clamp(next - now, 0, GLANCE_NS), toFirmware.room() > 0, blocked);
    }

    private void end() throws IOException {
        var report = firmware.report(now());
        if (reportFile != null) write(reportFile, report);
        if (link != null) remove(link, path);
        end.complete(report);
    }

    private long now() {
        return System.nanoTime() - startedAt;
    }

    private static void remove(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) Files.delete(link);
    }

    private static void write(Path file, Report report) throws IOException {
        var beside = beside(file);
        Files.writeString(beside, report.toJson() + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void point(Path link, Path target) throws IOException {
        var beside = beside(link);
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, target);
        Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /// Where the firmware's words go, and its cable.
    private final class Ears implements Replies {

        /// Nobody hears what is said while no host has the port open; nor what a host that never reads is told.
        @Override
        public void line(long atNs, String text) {
            var line = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
            if (pty.hasHost() && toHost.room() >= line.length) toHost.put(line, line.length, atNs);
        }

        @Override
        public void unplugged(long atNs, long forNs) {
            pulled = true;
        }
    }
}
