package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import platen.database.Database;
import platen.database.EarlierShops;
import platen.people.Accounts;
import platen.people.Role;
import platen.people.Sessions;

/// This Platen on the data folder of an earlier one: it keeps it, brings it up to date, and shows all of it.
class UpgradeIT {
    private static final Pattern LINK = Pattern.compile("href=\"(/work/[a-z0-9/-]+)\"");
    private static final int MOST_PAGES = 80;
    /// Made and fetched when somebody looks, and of files that the kept shops do not have.
    private static final Pattern PICTURE = Pattern.compile(".*/(picture|preview|program|file|photo|thumbnail)\\b.*");

    @TempDir
    private Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();

    static Iterable<Integer> versions() {
        return EarlierShops.KEPT;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theServerOfTodayShowsTheShopOfThen(int version) throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("shop"));
        Files.copy(EarlierShops.copy(version), data.resolve("platen.db"));
        try (var server = PlatenProcess.start(folder, "serve", "--data", data.toString(), "--port", "0", "--no-host")) {
            var site = server.says("Platen is at (\\S+)/\\n");
            var isOld = !Integer.toString(version).equals(Database.newestVersion());
            assertEquals(isOld, server.output().contains("platen restore"), server.output());
            assertEquals(isOld, Files.exists(data.resolve("backups")));
            var tokens = new ArrayList<String>();
            String session;
            try (var beside = Database.sqliteAsItIs(data.resolve("platen.db"))) {
                var clock = InstantSource.system();
                var person = new Accounts(beside, clock)
                        .openWithoutPassword("Looks on", "looks@example.org", Role.COORDINATOR);
                session = new Sessions(beside, clock).begin(person).token();
                tokens.addAll(beside.<List<String>, RuntimeException>look(
                        look -> look.createQuery("select token from customer_order order by id")
                                .mapTo(String.class)
                                .list()));
            }
            assertTrue(tokens.size() >= 3, tokens::toString);
            var wrong = new ArrayList<String>();
            for (var token : tokens) look(site, "/o/" + token, session, wrong);
            var seen = walk(site, session, wrong);
            assertEquals(List.of(), wrong, server.output());
            assertTrue(seen.stream().anyMatch(page -> page.startsWith("/work/orders/")), seen::toString);
            assertTrue(seen.stream().anyMatch(page -> page.startsWith("/work/jobs/")), seen::toString);
            server.end();
        }
    }

    /// Every page that is two links away from the first, or as many as there is time for.
    private Set<String> walk(String site, String session, List<String> wrong) throws IOException, InterruptedException {
        var seen = new LinkedHashSet<String>();
        var next = new LinkedHashSet<>(List.of("/work/today", "/work", "/work/orders", "/work/machines"));
        for (int step = 0; step < 3; step++) {
            var found = new LinkedHashSet<String>();
            for (var page : next) {
                if (seen.size() == MOST_PAGES || PICTURE.matcher(page).matches() || !seen.add(page)) continue;
                LINK.matcher(look(site, page, session, wrong)).results().forEach(link -> found.add(link.group(1)));
            }
            next = found;
        }
        return seen;
    }

    private String look(String site, String page, String session, List<String> wrong)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(site + page))
                .header("Cookie", "platen=" + session)
                .build();
        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400) wrong.add(answer.statusCode() + " " + page);
        return answer.body();
    }
}
