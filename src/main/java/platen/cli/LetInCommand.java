package platen.cli;

import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.people.Accounts;
import platen.people.Person;
import platen.people.SecondFactor;

/// `platen let-in`: the way back in for who coordinates the shop and can sign in no more.
@Command(
        name = "let-in",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a link that signs somebody in once, while the server runs or not: for a coordinator who has lost",
            "password and mail. Whoever may read the data folder may do this; it stands in the log."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LetInCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "EMAIL",
            arity = "0..1",
            description = "Whose account; without it, all coordinators' accounts are shown.")
    private @Nullable String email;

    @Option(
            names = "--without-second-step",
            description = "Takes their second step of signing in off, where the telephone is lost, too.")
    private boolean withoutSecondStep;

    @Mixin
    private ShopOption shop = new ShopOption();

    @Override
    public Integer call() {
        try (var opened = shop.openAsItIs()) {
            var clock = InstantSource.system();
            var accounts = new Accounts(opened, clock);
            if (email == null) {
                say("These can be let in (platen let-in EMAIL):");
                accounts.present().stream().filter(Person::coordinates).forEach(one -> say("  " + one.email()));
                return 0;
            }
            var wanted = email.strip().toLowerCase(Locale.ROOT);
            var found = accounts.present().stream()
                    .filter(person -> person.email().equals(wanted))
                    .findFirst();
            if (found.isEmpty()) {
                say("Nobody here has the address " + email + ".");
                return 1;
            }
            if (withoutSecondStep) {
                var wasOn = new SecondFactor(opened, clock).takeOffAtTheServer(found.get());
                say(wasOn ? "The second step is off." : "There was no second step.");
            }
            say("Open this at the server's address, within twelve hours; it works once:");
            say("  /link/" + accounts.signInLinkAtTheServer(found.get()));
            return 0;
        }
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }
}
