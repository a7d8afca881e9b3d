package platen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import platen.backup.Passphrase;

/// With what backups are sealed. No option takes the passphrase itself: everybody on the machine could read it.
final class PassphraseOption {
    @Option(
            names = "--backup-passphrase-file",
            paramLabel = "FILE",
            description = {
                "A file whose first line is the passphrase that seals backups; or put it into the environment as",
                "PLATEN_BACKUP_PASSPHRASE. Without either, backups are not encrypted."
            })
    @Nullable
    Path file;

    Optional<Passphrase> find() throws IOException {
        return Passphrase.find(file, System.getenv());
    }
}
