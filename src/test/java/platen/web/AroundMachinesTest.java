package platen.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.devices.Contraption;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.MachineId;

/// Upkeep, cameras, power and inductions, with a browser that runs no script.
class AroundMachinesTest {
    private static final Actor ANN = Actor.worker("Ann");

    private final Contraption contraption = new Contraption();
    private final Site site = new Site();
    private final String coordinator = site.cookieOf(Role.COORDINATOR);
    private final String worker = site.cookieOf(Role.WORKER);
    private final String viewer = site.cookieOf(Role.VIEWER);
    private final MachineId press = new Register(site.database, site.clock)
            .addByHand("Old Heidelberg", MachineKind.PRESS, ANN)
            .orElseThrow();
    private final String at = "/work/machines/" + press.value();

    AroundMachinesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
        contraption.close();
    }

    @Test
    void picturesComeByWayOfTheServer() throws Exception {
        var wrong = post(coordinator, at + "/devices/camera", Map.of("snapshot", "http://ann:secret@cam/"));
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("into the fields below"), wrong.body());
        assertEquals(404, get(viewer, at + "/camera").statusCode());
        post(
                coordinator,
                at + "/devices/camera",
                Map.of(
                        "snapshot",
                        contraption.url("/locked"),
                        "stream",
                        contraption.url("/stream"),
                        "camera-login",
                        "ann",
                        "camera-password",
                        "secret"));
        try (var browser = HttpClient.newHttpClient()) {
            var request = site.to(at + "/camera").header("Cookie", viewer).build();
            var picture = browser.send(request, BodyHandlers.ofByteArray());
            assertArrayEquals(Contraption.JPEG, picture.body());
            assertEquals(
                    "image/jpeg", picture.headers().firstValue("Content-Type").orElseThrow());
            var moving = browser.send(
                    site.to(at + "/camera/stream").header("Cookie", viewer).build(), BodyHandlers.ofInputStream());
            try (var frames = moving.body()) {
                assertTrue(new String(frames.readNBytes(9), StandardCharsets.US_ASCII).startsWith("--picture"));
            }
        }
        assertEquals(303, get("", at + "/camera").statusCode(), "nobody sees it who is not signed in");
        for (var page : new String[] {at, "/work/machines", at + "/watch", at + "/devices"}) {
            var body = get(coordinator, page).body();
            assertTrue(body.contains("camera"), page);
            assertFalse(body.contains("secret"), page);
            if (!page.endsWith("devices")) assertFalse(body.contains(contraption.url("")), page);
        }
        // The password stays, unless the camera stands elsewhere now.
        post(
                coordinator,
                at + "/devices/camera",
                Map.of("snapshot", contraption.url("/locked"), "camera-login", "ann"));
        site.clock.pass(Duration.ofMinutes(1));
        assertEquals(200, get(viewer, at + "/camera").statusCode());
        post(coordinator, at + "/devices/camera", Map.of());
        assertFalse(get(viewer, at).body().contains("/camera"));
        assertTrue(site.database.reading(Events.class).about(Subject.Kind.MACHINE, press.value()).stream()
                .noneMatch(event -> event.what().args().toString().contains("secret")));
    }

    @Test
    void onlyWhoWasShownAMachineStartsIt() throws Exception {
        site.publishPrices();
        var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), "flyer.pdf");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst().id();
        post(coordinator, "/work/machines/inductions/need", Map.of("machine", "" + press.value(), "name", "press"));
        var held = post(worker, at + "/clear", Map.of("back", at));
        assertTrue(
                get(worker, at, notice(held)).body().contains("had the induction “press”. Ask for it: coordinator0"));
        assertFalse(get(coordinator, at).body().contains("class=\"state is-good\">Free"));
        var ids = site.accounts.present();
        for (var person : ids) {
            var gives = post(
                    worker,
                    "/work/machines/inductions/give",
                    Map.of("person", "" + person.id().value(), "name", "press"));
            assertEquals(403, gives.statusCode(), "a worker who was not named for it gives none");
        }
        var bob = ids.stream()
                .filter(one -> one.role() == Role.WORKER)
                .findFirst()
                .orElseThrow();
        assertEquals(
                303,
                post(
                                coordinator,
                                "/work/machines/inductions/give",
                                Map.of("person", "" + bob.id().value(), "name", "press", "until", "2999-01-31"))
                        .statusCode());
        post(worker, at + "/clear", Map.of("back", at));
        post(coordinator, "/work/jobs/" + job.value() + "/start", Map.of("machine", "" + press.value()));
        assertEquals(
                JobState.WAITING,
                site.database.reading(Jobs.class).find(job).orElseThrow().state());
        post(worker, "/work/jobs/" + job.value() + "/start", Map.of("machine", "" + press.value()));
        assertEquals(
                JobState.RUNNING,
                site.database.reading(Jobs.class).find(job).orElseThrow().state());
        post(worker, "/work/jobs/" + job.value() + "/count", Map.of("good", "48", "spoiled", "2"));
        assertTrue(
                get(viewer, at + "/upkeep").body().contains("50 copies in 1 runs, 100 sheets"),
                get(viewer, at + "/upkeep").body());
        assertTrue(get(coordinator, "/work/people/" + bob.id().value()).body().contains("<strong>press</strong>"));
        assertTrue(get(viewer, "/work/machines/inductions").body().contains(bob.name()));
    }

    @Test
    void upkeepIsDueOnItsPages() throws Exception {
        assertEquals(403, post(viewer, at + "/upkeep/suggest", Map.of()).statusCode());
        assertEquals(
                422, post(worker, at + "/upkeep/task", Map.of("name", "Oil it")).statusCode());
        assertEquals(
                303,
                post(worker, at + "/upkeep/task", Map.of("name", "Oil it", "days", "30"))
                        .statusCode());
        site.clock.pass(Duration.ofDays(31));
        var viewer = site.cookieOf(Role.VIEWER);
        var worker = site.cookieOf(Role.WORKER);
        var coordinator = site.cookieOf(Role.COORDINATOR);
        assertTrue(get(viewer, at).body().contains("Oil it: due"));
        assertTrue(get(viewer, "/work/machines").body().contains("Oil it: due"));
        post(worker, at + "/out-of-order", Map.of("reason", "squeaks", "back", at));
        var noted = site.upload(
                at + "/upkeep/note",
                Map.of("did", "New bearing", "parts", "bearing 608", "cost", "3.50"),
                "photo",
                "a photo",
                "Cookie",
                worker);
        assertEquals(303, noted.statusCode(), noted.body());
        var seen = get(coordinator, at + "/upkeep").body();
        assertTrue(seen.contains("squeaks") && seen.contains("New bearing") && seen.contains("3.50"), seen);
        assertFalse(get(worker, at + "/upkeep").body().contains("3.50"), "money is for who sees money");
        assertTrue(seen.contains("/photo/"), seen);
        assertEquals(
                "squeaks",
                site.database.reading(Machines.class).find(press).orElseThrow().outOfOrder());
    }

    @Test
    void pastPrintsAreListedWithTheirOutcome() throws Exception {
        var cut = site.cutOff("G28\n", 1, false);
        var page = get(viewer, "/work/machines/" + cut.machine().value() + "/prints");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains(">cube</a>") && page.body().contains("Failed"), page.body());
        assertTrue(page.body().contains("Of the last 1 prints 0 %"), page.body());
        assertEquals(404, get(viewer, at + "/prints").statusCode(), "a press has jobs, no prints");
    }

    private HttpResponse<String> get(String cookie, String path) throws Exception {
        return site.get(path, "Cookie", cookie);
    }

    private HttpResponse<String> post(String cookie, String path, Map<String, String> form) throws Exception {
        return site.post(path, form, "Cookie", cookie);
    }

    private HttpResponse<String> get(String cookie, String path, String notice) throws Exception {
        return site.get(path, "Cookie", cookie + "; " + notice);
    }

    private static String notice(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platen-notice="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }
}
