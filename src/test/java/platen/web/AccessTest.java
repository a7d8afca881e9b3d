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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.machines.Pairing;
import platen.people.ProgramKeys;
import platen.people.Role;
import platen.people.Scope;
import platen.slicerdoor.Door;
import platen.slicerdoor.Keyring;
import platen.values.Actor;

/// Every route as everybody, over HTTP, against the table in `access.txt`: a route that is new, or that lets in others
/// than before, has to be written down there. Whatever is answered keeps to the rules of [Walls].
class AccessTest {
    private static final Path TABLE = Path.of("src/test/resources/platen/web/access.txt");
    private static final String OPENED_BY_NOBODY = "999999999";
    /// Says no by itself to who does not know the code of a page.
    private static final String PAIRING = "/hosts/pair";
    private static final int WALKERS = 4;

    private final Site site = new Site();
    private final HttpClient browser = HttpClient.newHttpClient();
    /// What each shows, by header.
    private final Map<String, Map<String, String>> callers = new LinkedHashMap<>();

    AccessTest() throws IOException {}

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    @Test
    void everyRouteLetsInWhomTheTableNames() throws Exception {
        come();
        var seen = new TreeMap<String, String>();
        // Of those that are open some sign people out.
        var open = site.website.routes().stream()
                .collect(Collectors.partitioningBy(route -> route.access() == Access.ANYONE));
        walk(open.getOrDefault(false, List.of()), seen);
        walk(open.getOrDefault(true, List.of()), seen);
        var table = table();
        var written = written(seen);
        Files.write(Path.of("target", "access.txt"), written);
        assertEquals(Set.copyOf(table), Set.copyOf(written), () -> differences(table, written));
    }

    private void walk(List<Routes.Route> routes, Map<String, String> seen) throws Exception {
        try (var walkers = Executors.newFixedThreadPool(WALKERS)) {
            var ways = new ArrayList<Callable<String>>();
            for (var route : routes) ways.add(() -> admitted(route));
            var answers = walkers.invokeAll(ways);
            for (int i = 0; i < routes.size(); i++)
                seen.put(
                        routes.get(i).path() + " " + routes.get(i).method(),
                        answers.get(i).get());
        }
    }

    private void come() throws IOException, InterruptedException {
        site.publishPrices();
        var ida = new SignedInCustomer(site, "ida@example.org");
        var bo = new SignedInCustomer(site, "bo@example.org");
        callers.put("anonymous", Map.of());
        callers.put("customer", Map.of("Cookie", ida.cookie()));
        callers.put("other-customer", Map.of("Cookie", bo.cookie()));
        callers.put("viewer", Map.of("Cookie", site.cookieOf(Role.VIEWER)));
        callers.put("worker", Map.of("Cookie", site.cookieOf(Role.WORKER)));
        callers.put("books", Map.of("Cookie", site.cookieOfBooks()));
        callers.put("coordinator", Map.of("Cookie", site.cookieOf(Role.COORDINATOR)));
        callers.put("host", Map.of("Authorization", hostKey()));
        var owner = site.person("Ann", Role.COORDINATOR);
        var keyring = SlicerParts.of(site.parts).keyring();
        var everything = new Keyring.Rights(true, true);
        var slicer = keyring.make(new Door.OfQueue(), "laptop", everything, owner);
        var another = keyring.make(new Door.OfModel("ender3"), "laptop", everything, owner);
        callers.put("slicer", Map.of("X-Api-Key", slicer.secret()));
        callers.put("slicer-of-another-door", Map.of("X-Api-Key", another.secret()));
        var keys = new ProgramKeys(site.database, site.clock);
        for (var scope : Scope.values()) {
            var name = scope.name().toLowerCase(Locale.ROOT).replace('_', '-');
            var key = keys.issue(owner, name, EnumSet.of(scope));
            callers.put("program-" + name, Map.of("Authorization", "Bearer " + key));
        }
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
    private boolean isLetIn(Routes.Route route, Map<String, String> caller) throws IOException, InterruptedException {
        // A door that is there asks for its key.
        var path = route.path()
                .replace("{door}", "queue")
                .replace("<rest>", "api/version")
                .replaceAll("\\{[^}]+}", OPENED_BY_NOBODY);
        var request = site.to(path);
        caller.forEach(request::header);
        if (route.method().equals("POST")) request.header("Content-Type", "application/x-www-form-urlencoded");
        request.method(route.method(), BodyPublishers.noBody());
        HttpResponse<InputStream> answer = browser.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            // What has no end is left; else the line serves the next request, too.
            if (!hasNoEnd(answer)) body.readAllBytes();
            Walls.stand(route.method() + " " + path, answer);
            var atTheDoor = answer.headers()
                    .firstValue("Location")
                    .filter(place -> place.startsWith("/sign-in?"))
                    .isPresent();
            var refused = answer.statusCode() == 403 && !path.equals(PAIRING);
            return !refused && answer.statusCode() != 401 && !atTheDoor;
        }
    }

    private static boolean hasNoEnd(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
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
