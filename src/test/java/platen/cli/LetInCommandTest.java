package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import platen.database.Database;
import platen.database.Scratch;
import platen.people.Accounts;
import platen.people.Place;
import platen.people.Role;
import platen.people.Sessions;
import platen.people.SignIn;

/// The way back in, at the server itself.
class LetInCommandTest {
    private final Path data = Scratch.folder();

    LetInCommandTest() throws IOException {}

    private String said(int status, String... more) {
        var out = new StringWriter();
        var line = new CommandLine(new Platen()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        var args = new ArrayList<String>();
        args.add("let-in");
        args.addAll(List.of(more));
        args.addAll(List.of("--data", data.toString()));
        assertEquals(status, line.execute(args.toArray(String[]::new)), out.toString());
        return out.toString();
    }

    @Test
    void letsACoordinatorInOnceWhileTheServerRuns() {
        try (var database = Database.sqlite(data.resolve("platen.db"))) {
            var accounts = new Accounts(database, InstantSource.system());
            var ann = accounts.openWithoutPassword("Ann", "ann@example.org", Role.COORDINATOR);
            accounts.openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
            var shown = said(0);
            assertTrue(shown.contains("ann@example.org") && !shown.contains("bob@"), shown);
            var link = said(0, "Ann@Example.org", "--without-second-step");
            assertTrue(link.contains("There was no second step."), link);
            var token = link.strip().substring(link.strip().lastIndexOf('/') + 1);
            var sessions = new Sessions(database, InstantSource.system());
            var in = assertInstanceOf(
                    SignIn.Welcome.class, sessions.signIn(token, Place.UNKNOWN).orElseThrow());
            assertEquals(ann.id(), in.person().id());
            assertTrue(sessions.signIn(token, Place.UNKNOWN).isEmpty(), "once");
            assertTrue(said(1, "eve@example.org").contains("Nobody here"));
        }
    }

    @Test
    void saysWhereThereIsNoShop() {
        assertTrue(said(2).contains("There is no shop in "));
    }
}
