package platen;

import java.io.IOException;
import platen.cli.PlatenHost;

/// The entrance of a computer that has the printer host alone: it loads nothing of the server.
public final class HostMain {
    private HostMain() {}

    public static void main(String[] args) throws IOException {
        Main.run(new PlatenHost(), args);
    }
}
