package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import platen.people.Role;
import platen.values.Secrets;

/// What has its key in its address is open to everybody who knows that, and to nobody else: each such route is asked
/// for with a wrong key, and with the key of somebody else's order.
class PrivateAddressTest {
    private static final Pattern ATTACHED = Pattern.compile("/attached/(\\d+)");
    /// What of Ida's must not be seen.
    private static final List<String> SECRETS = List.of("ida@example.org", "violet", "plan of Ida");
    /// What says of itself that it is gone.
    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    private static Site site;
    private static SignedInCustomer ida;
    private static SignedInCustomer bo;
    private static String line;
    private static String attached;
    private static final Map<String, String> CALLERS = new LinkedHashMap<>();

    @BeforeAll
    static void open() throws Exception {
        site = new Site();
        site.publishPrices();
        ida = new SignedInCustomer(site, "ida@example.org");
        bo = new SignedInCustomer(site, "bo@example.org");
        var customer = new Customer(site);
        line = "" + customer.view(ida.place()).line().id().value();
        var form = Map.of("once", Secrets.token(), "body", "The violet one, please.");
        site.upload(ida.place() + "/talk", form, "files", "document plan of Ida");
        var found = ATTACHED.matcher(site.get(ida.place() + "/talk").body());
        assertTrue(found.find());
        attached = found.group(1);
        CALLERS.put("nobody", "");
        CALLERS.put("Ida", ida.cookie());
        CALLERS.put("Bo", bo.cookie());
        CALLERS.put("a worker", site.cookieOf(Role.WORKER));
        CALLERS.put("a coordinator", site.cookieOf(Role.COORDINATOR));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static List<Routes.Route> keyed() {
        return site.website.routes().stream()
                .filter(route -> route.access() == Access.ANYONE && route.path().contains("{token}"))
                .toList();
    }

    /// The path of a route for an order, with all else as Ida's has it.
    private static String of(Routes.Route route, String token) {
        return route.path()
                .replace("{token}", token)
                .replace("{line}", line)
                .replace("{file}", attached)
                .replaceAll("\\{[^}]+}", "1");
    }

    @Test
    void theRightKeyOpens() throws Exception {
        var token = ida.place().substring("/o/".length());
        for (var rest :
                List.of("", "/talk", "/data", "/picture", "/lines/" + line + "/picture", "/attached/" + attached))
            assertEquals(200, site.get("/o/" + token + rest).statusCode(), rest);
        assertTrue(site.get(ida.place()).body().contains("violet"));
        assertTrue(site.get(ida.place() + "/attached/" + attached).body().contains("plan of Ida"));
        assertTrue(site.get(ida.place() + "/picture").body().contains("ida@example.org"));
    }

    @Test
    void aWrongKeyOpensNothingToAnybody() throws Exception {
        var routes = keyed();
        assertTrue(routes.size() > 60, "all of them: " + routes.size());
        for (var route : routes)
            for (var caller : CALLERS.entrySet()) {
                var what = caller.getKey() + ": " + route.method() + " " + route.path();
                var token = Secrets.token();
                var answer = ask(route, of(route, token), caller.getValue());
                assertTrue(isNotThere(route, answer, "/o/" + token), what + ": " + answer.statusCode());
                assertShowsNothing(what, answer);
            }
    }

    @Test
    void theKeyOfAnotherOrderOpensNothingOfThisOne() throws Exception {
        var token = bo.place().substring("/o/".length());
        var tried = 0;
        for (var route : keyed()) {
            if (!route.path().startsWith("/o/{token}/")) continue;
            var names = route.path().contains("{line}") || route.path().contains("{file}");
            if (names) tried++;
            var what = route.method() + " " + route.path();
            var answer = ask(route, of(route, token), bo.cookie());
            if (names && route.method().equals("GET"))
                assertTrue(answer.statusCode() == 404 || leadsTo(bo.place(), answer), what + answer.statusCode());
            assertShowsNothing(what, answer);
        }
        assertTrue(tried > 10, "all of them: " + tried);
        assertTrue(site.get(ida.place()).body().contains("violet"), "and does nothing to it");
    }

    /// An act leads back to where it began, which is not there.
    private static boolean isNotThere(Routes.Route route, HttpResponse<String> answer, String place) {
        return NOT_THERE.contains(answer.statusCode()) || (route.method().equals("POST") && leadsTo(place, answer));
    }

    private static boolean leadsTo(String place, HttpResponse<String> answer) {
        return answer.statusCode() == 303
                && answer.headers()
                        .firstValue("Location")
                        .filter(to -> to.equals(place) || to.startsWith(place + "/") || to.startsWith(place + "#"))
                        .isPresent();
    }

    private static HttpResponse<String> ask(Routes.Route route, String path, String cookie)
            throws IOException, InterruptedException {
        // What is open as long as somebody listens is looked at by others.
        if (path.equals(bo.place() + "/live")) return site.get("/nowhere");
        var request = site.to(path);
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        if (route.method().equals("POST")) request.header("Content-Type", "application/x-www-form-urlencoded");
        return site.send(request.method(route.method(), BodyPublishers.noBody()));
    }

    private static void assertShowsNothing(String what, HttpResponse<String> answer) {
        Walls.stand(what, answer);
        for (var secret : SECRETS) assertFalse(answer.body().contains(secret), what);
    }
}
