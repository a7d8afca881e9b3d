package platen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.backup.Maker;
import platen.backup.Trouble;
import platen.files.FileStore;

/// `platen backup`: one file with all of a shop, while its server runs.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes one file with the database, all uploads and the settings of a shop, while its server runs.",
            "The file is opened and checked before it gets its name. docs/keeping.md tells the rest."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to write, best on another drive.")
    private Path file;

    @Mixin
    private ShopOption shop = new ShopOption();

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Override
    public Integer call() {
        var clock = InstantSource.system();
        try (var opened = shop.openAsItIs()) {
            var files = new FileStore(shop.data.resolve("files"), opened, clock);
            var made = new Maker(opened, files, shop.data, clock).make(file, passphrase.find());
            say(Counts.of(made.contents()) + ", " + Counts.megabytes(made.bytes()) + ".");
            say("Written to " + file.toAbsolutePath() + ", opened and checked.");
            Counts.lost(made.contents()).forEach(this::say);
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(Trouble.words(e));
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }
}
