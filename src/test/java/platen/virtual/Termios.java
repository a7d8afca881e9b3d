package platen.virtual;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The settings of a tty as the kernel has them (struct termios2), which also knows speeds that have no name.
public record Termios(int input, int control, int speed) {
    private static final long TCGETS2 = 0x802C542AL;
    private static final long TCSETS2 = 0x402C542BL;
    private static final int SIZE = 44;
    private static final int INPUT = 0;
    private static final int CONTROL = 8;
    private static final int SPEED = 40;
    private static final int IXON = 0x400;
    private static final int IXOFF = 0x1000;
    private static final int HUPCL = 0x400;
    private static final int CRTSCTS = 0x80000000;
    private static final MethodHandle IOCTL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("ioctl").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                    Linker.Option.firstVariadicArg(2));

    static Termios of(int terminal) {
        try (var arena = Arena.ofConfined()) {
            var settings = read(arena, terminal);
            return new Termios(
                    settings.get(ValueLayout.JAVA_INT, INPUT),
                    settings.get(ValueLayout.JAVA_INT, CONTROL),
                    settings.get(ValueLayout.JAVA_INT, SPEED));
        }
    }

    /// As the kernel makes a tty, but not a pseudo-terminal.
    static void hangUpAtClosing(int terminal) {
        try (var arena = Arena.ofConfined()) {
            var settings = read(arena, terminal);
            settings.set(ValueLayout.JAVA_INT, CONTROL, settings.get(ValueLayout.JAVA_INT, CONTROL) | HUPCL);
            call(terminal, TCSETS2, settings);
        }
    }

    private static MemorySegment read(Arena arena, int terminal) {
        var settings = arena.allocate(SIZE, 4);
        call(terminal, TCGETS2, settings);
        return settings;
    }

    private static void call(int terminal, long request, MemorySegment settings) {
        try {
            int result = (int) IOCTL.invokeExact(terminal, request, settings);
            if (result != 0) throw new AssertionError("the kernel refuses the request " + request);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Whether XON and XOFF bytes hold the line in either direction.
    public boolean obeysXonXoff() {
        return (input & (IXON | IXOFF)) != 0;
    }

    /// Whether the lines RTS and CTS hold it.
    public boolean obeysRtsCts() {
        return (control & CRTSCTS) != 0;
    }

    /// Whether DTR falls when the last one closes it.
    public boolean hangsUpAtClosing() {
        return (control & HUPCL) != 0;
    }
}
