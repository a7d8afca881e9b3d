package platen.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import platen.backup.Keeper;
import platen.backup.Trouble;
import platen.files.FileStore;
import platen.health.Checkup;
import platen.health.Finding;
import platen.templating.Words;

/// `platen doctor`: what is wrong with a shop, and the remedy, also where its server does not run.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at a shop's disk, database, clock and backups, while its server runs or does not, and says what to do.",
            "Ends 1 when something is failing."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ShopOption shop = new ShopOption();

    @Override
    public Integer call() {
        var clock = InstantSource.system();
        var data = shop.data.toAbsolutePath();
        try (var opened = shop.open()) {
            var files = new FileStore(data.resolve("files"), opened, clock);
            var keeper = new Keeper(opened, files, data, Optional.empty(), clock);
            var findings = new Checkup(opened, files, data, keeper, clock).findings();
            for (var finding : findings) say(mark(finding) + Words.say(finding.what(), Locale.US));
            if (findings.isEmpty()) say("Disk, database, clock and backups are as they should be.");
            return Checkup.isFailing(findings) ? 1 : 0;
        } catch (IOException e) {
            say("FAILING  " + Trouble.words(e));
            return 1;
        }
    }

    private static String mark(Finding finding) {
        return switch (finding.weight()) {
            case FAILING -> "FAILING  ";
            case WANTS -> "to do    ";
            case NOTE -> "note     ";
        };
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }
}
