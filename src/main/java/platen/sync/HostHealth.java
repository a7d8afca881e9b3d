package platen.sync;

import org.jspecify.annotations.Nullable;

/// How a printer computer itself does: what it could find out, null for the rest.
///
/// @param throttled the Raspberry Pi's own word: bit 0 too little voltage now, bit 1 and 2 slowed down now, bit 3 too
///     hot now; 16 to 19 the same at some time since it was started
/// @param load      processes that wanted to run, on average of the last minute, for each core
public record HostHealth(
        @Nullable Integer throttled,
        @Nullable Double cpuC,
        @Nullable Long memoryFreeMb,
        @Nullable Long memoryMb,
        @Nullable Long diskFreeMb,
        @Nullable Long diskMb,
        @Nullable Double load) {}
