package platen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.backup.Trouble;
import platen.reports.Everything;

/// `platen export`: every record as CSV and JSON.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes every record of a shop as CSV and as JSON, a file each for orders, quotes, payments, jobs and so on.",
            "docs/export.md says what each field means. No password, key or private link is in it. It may run beside the server."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to write into; it is made.")
    private Path folder;

    @Mixin
    private ShopOption shop = new ShopOption();

    @Override
    public Integer call() {
        try (var opened = shop.open()) {
            new Everything(opened).write(folder);
        } catch (IOException e) {
            spec.commandLine().getErr().println(Trouble.words(e));
            spec.commandLine().getErr().flush();
            return 1;
        }
        spec.commandLine().getOut().println("Written to " + folder.toAbsolutePath() + ".");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
