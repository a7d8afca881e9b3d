package platen.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import platen.backup.Scrub;
import platen.backup.Trouble;
import platen.files.FileStore;
import platen.templating.Words;

/// `platen scrub`: whether every upload is still what it was.
@Command(
        name = "scrub",
        mixinStandardHelpOptions = true,
        description = {
            "Reads every upload of a shop and compares it with its digest. What is lost or damaged is told with the",
            "order or the job that it belongs to; then it ends with 1. The server does some of it every night."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ScrubCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ShopOption shop = new ShopOption();

    @Override
    public Integer call() {
        var clock = InstantSource.system();
        try (var opened = shop.open()) {
            var count = new Scrub(opened, new FileStore(shop.data.resolve("files"), opened, clock), clock).all();
            var findings = opened.<List<Scrub.Finding>, RuntimeException>look(Scrub::findings);
            for (var finding : findings) say(Words.say(finding.what(), Locale.US));
            say(count + " uploads were read; " + (findings.isEmpty() ? "all are" : findings.size() + " are not")
                    + " what they were.");
            return findings.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            say(Trouble.words(e));
            return 1;
        }
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }
}
