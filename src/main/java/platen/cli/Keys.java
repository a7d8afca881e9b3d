package platen.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Single keys from the terminal, where there is one. It gets back its manner at the end.
final class Keys implements AutoCloseable {
    private static final char NONE = 0;
    private static final int PATIENCE_S = 5;

    private final boolean there;

    private Keys(boolean there) {
        this.there = there;
    }

    static Keys open() throws IOException {
        return new Keys(stty("-icanon -echo"));
    }

    boolean areThere() {
        return there;
    }

    /// The key that was pressed, or 0.
    char pressed() throws IOException {
        return there && System.in.available() > 0 ? (char) System.in.read() : NONE;
    }

    @Override
    public void close() throws IOException {
        if (there) stty("icanon echo");
    }

    /// False where standard input is no terminal.
    private static boolean stty(String manner) throws IOException {
        var process = new ProcessBuilder("sh", "-c", "test -t 0 && stty " + manner)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
