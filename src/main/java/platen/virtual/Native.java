package platen.virtual;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The calls into Linux's C library that a pseudo-terminal needs. Each gives what the library gives; after a
/// failure (-1) [#errno] says why. One thread owns an instance and its memory.
final class Native implements AutoCloseable {
    static final int EINTR = 4;
    static final int EAGAIN = 11;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle POSIX_OPENPT = find("posix_openpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GRANTPT = find("grantpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UNLOCKPT = find("unlockpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle PTSNAME =
            find("ptsname_r", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle OPEN =
            find("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL =
            find("ioctl", FunctionDescriptor.of(INT, INT, LONG), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle TCGETATTR =
            find("tcgetattr", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle CFMAKERAW = find("cfmakeraw", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    private static final MethodHandle TCSETATTR =
            find("tcsetattr", FunctionDescriptor.of(INT, INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle TCFLUSH = find("tcflush", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle READ = find("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle WRITE =
            find("write", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle PPOLL = find(
            "ppoll", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle INOTIFY_INIT = find("inotify_init1", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle INOTIFY_ADD =
            find("inotify_add_watch", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());

    /// A call through a method handle, which may throw anything and never does.
    private interface Call<T> {
        T make() throws Throwable;
    }

    MemorySegment memory(long bytes) {
        return arena.allocate(bytes, 8);
    }

    MemorySegment text(String text) {
        return arena.allocateFrom(text);
    }

    int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    int openPseudoTerminal(int flags) {
        return made(() -> (int) POSIX_OPENPT.invokeExact(state, flags));
    }

    /// Lets the other side be opened.
    int release(int master) {
        return made(() -> {
            int granted = (int) GRANTPT.invokeExact(state, master);
            return granted < 0 ? granted : (int) UNLOCKPT.invokeExact(state, master);
        });
    }

    int nameOfOtherSide(int master, MemorySegment name) {
        return made(() -> (int) PTSNAME.invokeExact(state, master, name, name.byteSize()));
    }

    int open(MemorySegment path, int flags) {
        return made(() -> (int) OPEN.invokeExact(state, path, flags));
    }

    int control(int descriptor, long request) {
        return made(() -> (int) IOCTL.invokeExact(state, descriptor, request));
    }

    /// No echo, no lines, no translation: bytes as on a wire.
    int makeRaw(int terminal, MemorySegment settings) {
        return made(() -> {
            int read = (int) TCGETATTR.invokeExact(state, terminal, settings);
            if (read < 0) return read;
            CFMAKERAW.invokeExact(state, settings);
            return (int) TCSETATTR.invokeExact(state, terminal, 0, settings);
        });
    }

    int flush(int terminal, int what) {
        return made(() -> (int) TCFLUSH.invokeExact(state, terminal, what));
    }

    long read(int descriptor, MemorySegment into, long most) {
        return made(() -> (long) READ.invokeExact(state, descriptor, into, most));
    }

    long write(int descriptor, MemorySegment from, long size) {
        return made(() -> (long) WRITE.invokeExact(state, descriptor, from, size));
    }

    int poll(MemorySegment descriptors, long count, MemorySegment timeout) {
        return made(() -> (int) PPOLL.invokeExact(state, descriptors, count, timeout, MemorySegment.NULL));
    }

    int watch(MemorySegment path, int events, int flags) {
        return made(() -> {
            int watcher = (int) INOTIFY_INIT.invokeExact(state, flags);
            if (watcher < 0) return watcher;
            int watch = (int) INOTIFY_ADD.invokeExact(state, watcher, path, events);
            return watch < 0 ? watch : watcher;
        });
    }

    void close(int descriptor) {
        if (descriptor >= 0) made(() -> (int) CLOSE.invokeExact(state, descriptor));
    }

    @Override
    public void close() {
        arena.close();
    }

    private static MethodHandle find(String name, FunctionDescriptor form, Linker.Option... options) {
        var function = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "a virtual printer needs Linux: its C library has no " + name));
        var all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(function, form, all);
    }

    private static <T> T made(Call<T> call) {
        try {
            return call.make();
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library can't throw", e);
        }
    }
}
