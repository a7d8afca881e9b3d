package platen.virtual;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Something at a tty that understands only what comes at its own speed, as a printer on a UART does; to anything
/// else it answers with bytes that no firmware writes.
public final class PickyPrinter implements AutoCloseable {
    private static final int FLAGS = 02 | 0400 | 02000000; // read and write, no controlling terminal, close on exec
    private static final int NON_BLOCKING = 04000;
    private static final byte[] GARBAGE =
            "\u00e6\u0098\u0086\u00e6x\u0080\u00fe\u00f8".repeat(6).getBytes(ISO_8859_1);

    private final Native c = new Native();
    private final MemorySegment buffer = c.memory(4096);
    private final MemorySegment polled = c.memory(8);
    private final MemorySegment timeout = c.memory(16);
    private final int master;
    private final int slave;
    private final Path path;
    private final List<Integer> speeds = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final StringBuilder line = new StringBuilder();
    private final Thread thread;
    private volatile int baud;
    private volatile boolean closing;

    public PickyPrinter(int baud) throws IOException {
        this.baud = baud;
        master = c.openPseudoTerminal(FLAGS | NON_BLOCKING);
        c.release(master);
        var name = c.memory(64);
        c.nameOfOtherSide(master, name);
        path = Path.of(name.getString(0));
        slave = c.open(name, FLAGS);
        if (slave < 0) throw new IOException("no pseudo-terminal");
        c.makeRaw(slave, buffer);
        Termios.hangUpAtClosing(slave);
        polled.set(ValueLayout.JAVA_INT, 0, master);
        polled.set(ValueLayout.JAVA_SHORT, 4, (short) 1);
        timeout.set(ValueLayout.JAVA_LONG, 8, 20_000_000L);
        thread = Thread.ofPlatform().daemon().name("picky printer").start(this::run);
    }

    public Path path() {
        return path;
    }

    /// The settings that the host has given to the line.
    public Termios settings() {
        return Termios.of(slave);
    }

    /// The speeds at which something was sent to it, each once, in their order.
    public List<Integer> speeds() {
        return List.copyOf(speeds);
    }

    /// What it has understood.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public void understandAt(int other) {
        baud = other;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        c.close(slave);
        c.close(master);
        c.close();
    }

    private void run() {
        while (!closing) {
            c.poll(polled, 1, timeout);
            long size = c.read(master, buffer, 4096);
            if (size <= 0) continue;
            int speed = settings().speed();
            if (!speeds.contains(speed)) speeds.add(speed);
            if (speed == baud) hear((int) size);
            else say(GARBAGE);
        }
    }

    private void hear(int size) {
        for (int i = 0; i < size; i++) {
            char each = (char) buffer.get(ValueLayout.JAVA_BYTE, i);
            if (each != '\n') {
                line.append(each);
                continue;
            }
            var whole = line.toString();
            line.setLength(0);
            if (whole.isEmpty()) continue;
            lines.add(whole);
            say(answer(whole).getBytes(US_ASCII));
        }
    }

    private static String answer(String line) {
        if (line.contains("M105")) return "ok T:20.0 /0.0 B:20.0 /0.0\n";
        if (line.contains("M115")) return "FIRMWARE_NAME:Marlin picky\nok\n";
        return "ok\n";
    }

    private void say(byte[] what) {
        MemorySegment.copy(what, 0, buffer, ValueLayout.JAVA_BYTE, 0, what.length);
        c.write(master, buffer, what.length);
    }
}
