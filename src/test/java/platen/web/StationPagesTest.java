package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Person;
import platen.people.Pins;
import platen.people.Role;
import platen.people.Stations;

class StationPagesTest {
    private final Site site = new Site();

    StationPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatIsDoneAtATabletIsDoneByWhoSaidThatTheyAreThere() throws Exception {
        var bob = site.person("bob", Role.COORDINATOR);
        new Pins(site.database, site.clock).set(bob, "4711");
        var station = station();
        assertEquals("/work/station?next=%2Fwork", SignInPagesTest.place(site.get("/work", "Cookie", station)));
        assertEquals(
                403,
                site.post("/work/machines/1/clear", Map.of(), "Cookie", station).statusCode());
        assertTrue(site.get("/work/station?next=/work/machines", "Cookie", station)
                .body()
                .contains("bob"));
        assertEquals(422, enter(station, bob, "1111").statusCode());
        assertEquals("/work/machines", SignInPagesTest.place(enter(station, bob, "4711")));

        var machine = site.printing().machine();
        var place = "/work/machines/" + machine.value();
        assertTrue(site.get(place, "Cookie", station).body().contains("Somebody else"));
        site.post(place + "/out-of-order", Map.of("reason", "belt", "back", place), "Cookie", station);
        var events = site.database.reading(Events.class).about(Subject.Kind.MACHINE, machine.value());
        assertEquals("bob", events.getLast().actorName());
        site.post("/work/station/leave", Map.of(), "Cookie", station);
        assertEquals(303, site.get("/work", "Cookie", station).statusCode());
    }

    @Test
    void keepsPeoplePricesSettingsAndMoneyFromATablet() throws Exception {
        var bob = site.person("bob", Role.COORDINATOR);
        new Pins(site.database, site.clock).set(bob, "4711");
        var station = station();
        enter(station, bob, "4711");
        for (var path :
                List.of("/work/prices", "/work/money", "/guide", "/work/me", "/work/stations", "/work/quotes")) {
            var refused = site.get(path, "Cookie", station);
            assertEquals(403, refused.statusCode(), path);
            assertTrue(refused.body().contains("not done at a shared tablet"), refused.body());
        }
        assertEquals(
                403,
                site.post("/work/people/invite", Map.of(), "Cookie", station).statusCode());
        assertEquals(200, site.get("/work/orders", "Cookie", station).statusCode());
    }

    @Test
    void whatAPageAsksForByItselfIsNoTouch() throws Exception {
        var bob = site.person("bob", Role.WORKER);
        new Pins(site.database, site.clock).set(bob, "4711");
        var station = station();
        enter(station, bob, "4711");
        site.clock.pass(Stations.IDLE.minusSeconds(1));
        assertEquals(
                200, site.get("/work", "Cookie", station, "HX-Request", "true").statusCode());
        site.clock.pass(Stations.IDLE.minusSeconds(1));
        assertEquals(303, site.get("/work", "Cookie", station).statusCode());
        enter(station, bob, "4711");
        site.clock.pass(Stations.IDLE.minusSeconds(1));
        site.post("/work/station/touch", Map.of(), "Cookie", station);
        site.clock.pass(Stations.IDLE.minusSeconds(1));
        assertEquals(200, site.get("/work", "Cookie", station).statusCode());
    }

    @Test
    void leavesNobodySignedInOnADeviceThatBecomesAStation() throws Exception {
        var coordinator = site.cookieOf(Role.COORDINATOR);
        assertEquals(
                422,
                site.post("/work/stations", Map.of("name", " "), "Cookie", coordinator)
                        .statusCode());
        var made = site.post("/work/stations", Map.of("name", "Press"), "Cookie", coordinator);
        assertEquals("/work/station", SignInPagesTest.place(made));
        assertEquals(303, site.get("/work", "Cookie", coordinator).statusCode());
        var ann = site.cookieOf(Role.COORDINATOR);
        assertTrue(site.get("/work/stations", "Cookie", ann).body().contains("Press"));
        site.post("/work/stations/1/end", Map.of(), "Cookie", ann);
        var after = site.get("/work/station", "Cookie", cookie(made));
        assertEquals("/sign-in", SignInPagesTest.place(after));
        assertFalse(site.get("/work/stations", "Cookie", ann).body().contains("Press"));
    }

    @Test
    void coordinatorsTakeAPinAway() throws Exception {
        var bob = site.person("bob", Role.WORKER);
        new Pins(site.database, site.clock).set(bob, "4711");
        var station = station();
        enter(station, bob, "4711");
        var ann = site.cookieOf(Role.COORDINATOR);
        var place = "/work/people/" + bob.id().value();
        assertTrue(site.get(place, "Cookie", ann).body().contains("Take the PIN away"));
        site.post(place + "/pin/off", Map.of(), "Cookie", ann);
        assertFalse(site.get(place, "Cookie", ann).body().contains("Take the PIN away"));
        assertEquals(303, site.get("/work", "Cookie", station).statusCode(), "and off the tablet");
    }

    private String station() throws IOException, InterruptedException {
        var coordinator = site.cookieOf(Role.COORDINATOR);
        return cookie(site.post("/work/stations", Map.of("name", "Printers"), "Cookie", coordinator));
    }

    private HttpResponse<String> enter(String station, Person who, String pin)
            throws IOException, InterruptedException {
        var form = Map.of("who", String.valueOf(who.id().value()), "pin", pin, "next", "/work/machines");
        return site.post("/work/station", form, "Cookie", station);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platen-station="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }
}
