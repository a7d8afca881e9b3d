package platen.virtual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// A pseudo-terminal in raw mode: a host opens [#path] as it opens any serial port; the other end is here.
///
/// The host's side is kept open here, too, so that a host's going is no error and its settings are kept; who
/// comes and goes is watched. [#unplug] makes it vanish for its host as a pulled cable does, [#plugIn] brings another.
/// One thread owns it.
final class Pty implements AutoCloseable {
    private static final int READ_WRITE = 2;
    private static final int NO_CONTROLLING_TERMINAL = 0400;
    private static final int NON_BLOCKING = 04000;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int IN_OPEN = 0x20;
    private static final int IN_CLOSE = 0x18;
    private static final int EVENT_BYTES = 16;
    private static final int FLUSH_WHAT_THE_HOST_HAS_NOT_READ = 0;
    private static final long NOT_EXCLUSIVE = 0x540D; // TIOCNXCL: a killed host leaves the port locked for itself
    private static final short READABLE = 1;
    private static final short WRITABLE = 4;
    private static final int NONE = -1; // poll passes over it
    private static final int BUFFER_BYTES = 4096;

    private final Native c = new Native();
    private final MemorySegment buffer = c.memory(BUFFER_BYTES);
    private final MemorySegment polled = c.memory(16); // two struct pollfd
    private final MemorySegment timeout = c.memory(16); // struct timespec
    private int master = NONE;
    private int slave = NONE;
    private int watcher = NONE;
    private Path path = Path.of("");
    private int hosts;

    Pty() throws IOException {
        plugIn();
    }

    /// Opens a terminal, which may have another path than the one before.
    void plugIn() throws IOException {
        int flags = READ_WRITE | NO_CONTROLLING_TERMINAL | CLOSE_ON_EXEC;
        master = checked("posix_openpt", c.openPseudoTerminal(flags | NON_BLOCKING));
        checked("grantpt", c.release(master));
        var name = c.memory(64);
        checked("ptsname", -c.nameOfOtherSide(master, name));
        path = Path.of(name.getString(0));
        slave = checked("open " + path, c.open(name, flags));
        checked("tcsetattr", c.makeRaw(slave, buffer));
        watcher = checked("inotify", c.watch(name, IN_OPEN | IN_CLOSE, NON_BLOCKING | CLOSE_ON_EXEC));
        polled.set(ValueLayout.JAVA_INT, 0, master);
        polled.set(ValueLayout.JAVA_INT, 8, watcher);
    }

    /// The terminal vanishes: whoever has it open is hung up.
    void unplug() {
        c.close(watcher);
        c.close(slave);
        c.close(master);
        watcher = NONE;
        slave = NONE;
        master = NONE;
        hosts = 0;
        polled.set(ValueLayout.JAVA_INT, 0, NONE);
        polled.set(ValueLayout.JAVA_INT, 8, NONE);
    }

    boolean isPluggedIn() {
        return master != NONE;
    }

    Path path() {
        return path;
    }

    /// Whether a host has the port open.
    boolean hasHost() {
        return hosts > 0;
    }

    /// Waits at most so long, or until there is something to read, room to write, or a host comes or goes.
    void await(long nanoseconds, boolean read, boolean write) {
        timeout.set(ValueLayout.JAVA_LONG, 0, nanoseconds / 1_000_000_000);
        timeout.set(ValueLayout.JAVA_LONG, 8, nanoseconds % 1_000_000_000);
        polled.set(ValueLayout.JAVA_SHORT, 4, (short) ((read ? READABLE : 0) | (write ? WRITABLE : 0)));
        polled.set(ValueLayout.JAVA_SHORT, 12, READABLE);
        c.poll(polled, 2, timeout);
    }

    /// Looks who came and went; true if somebody opened the port where nobody had.
    boolean seeOpening() {
        boolean opened = false;
        if (!isPluggedIn()) return false;
        for (long size = c.read(watcher, buffer, BUFFER_BYTES);
                size > 0;
                size = c.read(watcher, buffer, BUFFER_BYTES)) {
            for (long at = 0; at + EVENT_BYTES <= size; at += EVENT_BYTES) {
                int mask = buffer.get(ValueLayout.JAVA_INT, at + 4);
                if ((mask & IN_OPEN) != 0) {
                    opened |= hosts == 0;
                    hosts++;
                } else if ((mask & IN_CLOSE) != 0) {
                    leave();
                }
            }
        }
        return opened;
    }

    /// Reads what is there, up to `most` bytes; 0 if there is nothing.
    int read(byte[] into, int most) {
        if (!isPluggedIn()) return 0;
        long size = c.read(master, buffer, Math.min(Math.min(most, into.length), BUFFER_BYTES));
        if (size <= 0) return quiet("read");
        if (hosts == 0) hosts = 1; // two that came at once may be counted as one
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, (int) size);
        return (int) size;
    }

    /// Writes as much as there is room for; the number of bytes written.
    int write(byte[] from, int at, int length) {
        int size = Math.min(length, BUFFER_BYTES);
        MemorySegment.copy(from, at, buffer, ValueLayout.JAVA_BYTE, 0, size);
        long written = c.write(master, buffer, size);
        return written < 0 ? quiet("write") : (int) written;
    }

    @Override
    public void close() {
        unplug();
        c.close();
    }

    private void leave() {
        hosts = Math.max(0, hosts - 1);
        if (hosts > 0) return;
        c.control(slave, NOT_EXCLUSIVE);
        c.flush(slave, FLUSH_WHAT_THE_HOST_HAS_NOT_READ);
    }

    private int quiet(String what) {
        int errno = c.errno();
        if (errno == Native.EAGAIN || errno == Native.EINTR || errno == 0) return 0;
        throw new UncheckedIOException(new IOException(what + " of " + path + " failed, errno " + errno));
    }

    private int checked(String what, int result) throws IOException {
        if (result >= 0) return result;
        throw new IOException("no pseudo-terminal: " + what + " failed, errno " + c.errno());
    }
}
