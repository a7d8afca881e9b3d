package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.machines.Pairing;
import platen.people.Role;
import platen.values.Actor;

/// Every route as everybody, against the table in `access.txt`: a route that is new, or that lets in others than
/// before, has to be written down there.
class AccessTest {
    private static final Path TABLE = Path.of("src/test/resources/platen/web/access.txt");
    private static final String OPENED_BY_NOBODY = "999999999";

    private final Site site = new Site();
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Map<String, String> callers = new LinkedHashMap<>();

    AccessTest() throws IOException {}

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    @Test
    void everyRouteLetsInWhomTheTableNames() throws Exception {
        callers.put("anonymous", "");
        callers.put("viewer", site.cookieOf(Role.VIEWER));
        callers.put("worker", site.cookieOf(Role.WORKER));
        callers.put("books", site.cookieOfBooks());
        callers.put("coordinator", site.cookieOf(Role.COORDINATOR));
        callers.put("host", hostKey());
        var seen = new TreeMap<String, String>();
        for (var route : site.website.routes()) seen.put(route.path() + " " + route.method(), admitted(route));
        var table = table();
        var written = written(seen);
        Files.write(Path.of("target", "access.txt"), written);
        assertEquals(Set.copyOf(table), Set.copyOf(written), () -> differences(table, written));
    }

    @Test
    void aRightThatWasWithdrawnASecondAgoIsGone() throws Exception {
        var ann = site.person("ann", Role.COORDINATOR);
        var bob = site.person("bob", Role.WORKER);
        var cookie = "platen=" + site.sessions.begin(bob).token();
        assertEquals(403, site.get("/work/money", "Cookie", cookie).statusCode());
        assertTrue(site.accounts.setRights(ann, bob.id(), Role.WORKER, true));
        assertEquals(200, site.get("/work/money", "Cookie", cookie).statusCode());
        assertTrue(site.accounts.setRights(ann, bob.id(), Role.WORKER, false));
        assertEquals(403, site.get("/work/money", "Cookie", cookie).statusCode());
        assertTrue(site.accounts.setRights(ann, bob.id(), Role.VIEWER, false));
        assertEquals(403, site.get("/work/orders", "Cookie", cookie).statusCode());
        assertTrue(site.accounts.leave(ann, bob.id()));
        assertEquals(303, site.get("/work", "Cookie", cookie).statusCode());
    }

    private String hostKey() {
        var pairing = new Pairing(site.database, site.clock);
        var key = pairing.pair(pairing.begin(Actor.worker("Ann")), "a computer", "192.0.2.1");
        return "Bearer " + key.orElseThrow();
    }

    private String admitted(Routes.Route route) throws IOException, InterruptedException {
        var admitted = new StringBuilder();
        for (var caller : callers.entrySet())
            if (isLetIn(route, caller.getValue())) admitted.append(' ').append(caller.getKey());
        return admitted.toString();
    }

    /// Let in is who is not led to the door, told that it is not theirs, or asked for a key.
    private boolean isLetIn(Routes.Route route, String caller) throws IOException, InterruptedException {
        if (route.access() == Access.ANYONE) return true;
        // A door that is there asks for its key.
        var path = route.path()
                .replace("{door}", "queue")
                .replace("<rest>", "api/version")
                .replaceAll("\\{[^}]+}", OPENED_BY_NOBODY);
        var request = site.to(path);
        if (caller.startsWith("Bearer")) request.header("Authorization", caller);
        else if (!caller.isEmpty()) request.header("Cookie", caller);
        if (route.method().equals("POST")) request.header("Content-Type", "application/x-www-form-urlencoded");
        request.method(route.method(), BodyPublishers.noBody());
        HttpResponse<InputStream> answer = browser.send(request.build(), BodyHandlers.ofInputStream());
        try (var _ = answer.body()) {
            var atTheDoor = answer.headers()
                    .firstValue("Location")
                    .filter(place -> place.startsWith("/sign-in?"))
                    .isPresent();
            return answer.statusCode() != 403 && answer.statusCode() != 401 && !atTheDoor;
        }
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private List<String> written(Map<String, String> seen) {
        var everybody = " " + String.join(" ", callers.keySet());
        return seen.entrySet().stream()
                .map(route ->
                        route.getKey() + ":" + (route.getValue().equals(everybody) ? " everybody" : route.getValue()))
                .toList();
    }

    private static String differences(List<String> table, List<String> written) {
        var said = new StringBuilder("What is right belongs into " + TABLE + ":\n");
        table.stream()
                .filter(line -> !written.contains(line))
                .forEach(line -> said.append("- ").append(line).append('\n'));
        written.stream()
                .filter(line -> !table.contains(line))
                .forEach(line -> said.append("+ ").append(line).append('\n'));
        return said.toString();
    }
}
