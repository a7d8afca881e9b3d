package platen.printers;

/// How to talk to the printer. A window of 1 is lock-step: one line, then its `ok`. Where the board `resetsOnDtr`,
/// it can be restarted over the line.
public record Connection(
        Dialect dialect,
        int baud,
        boolean nativeUsb,
        int window,
        int receiveBufferBytes,
        int maxLineBytes,
        boolean resetsOnDtr) {}
