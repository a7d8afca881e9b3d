package platen;

import picocli.CommandLine;
import platen.cli.Platen;

/// The one entrance: `./platen COMMAND`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Platen()).execute(args));
    }
}
