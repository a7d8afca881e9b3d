package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.machines.Register.Plug;
import platen.people.Role;
import platen.queue.Jobs;
import platen.streaming.BlackBoxFile;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// What a machine and its host said to each other last comes to the server, and to the workers.
class LastWordsTest {
    private static final Digest PROGRAM = Digest.of(new byte[0]);

    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.WORKER);
    private HostId host = new HostId(0);
    private MachineId machine = new MachineId(0);
    private JobId job = new JobId(0);

    LastWordsTest() throws IOException {}

    @BeforeEach
    void aPrintHasFailed() {
        host = host("secret");
        host("other");
        machine = new Register(site.database, site.clock)
                .addPrinter("Blue Ender", "ender3", new Plug(host, "/dev/ttyUSB0", null), Actor.worker("Ann"))
                .orElseThrow();
        job = site.database.change(change -> change.attach(Jobs.class)
                .add(new Jobs.NewJob(
                        null,
                        null,
                        "Gear",
                        MachineKind.PRINTER_3D,
                        null,
                        null,
                        null,
                        null,
                        null,
                        1,
                        null,
                        site.clock.instant())));
        failed("k1", Message.of("streaming.halted", "<Kill>"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aHostBringsThemOnceHoweverOftenItTells() throws Exception {
        var text = box(50).text();
        assertEquals(204, bring("k1", "secret", text).statusCode());
        assertEquals(204, bring("k1", "secret", text).statusCode());
        assertEquals(204, bring("k1", "secret", box(3).text()).statusCode(), "and what came first stays");
        assertEquals(text, said("1").body());
        var named = said("1").headers().firstValue("Content-Disposition").orElseThrow();
        assertEquals("attachment; filename*=UTF-8''Gear%20try%201.blackbox.txt", named);
        site.clock.pass(Duration.ofDays(2));
        assertEquals(0, site.files.sweep(), "the other was not kept");
        assertEquals(text, said("1").body());
    }

    @Test
    void nobodyElseBringsAny() throws Exception {
        var text = box(5).text();
        assertEquals(401, bring("k1", "wrong", text).statusCode());
        assertEquals(404, bring("k1", "other", text).statusCode(), "it is not that host's attempt");
        assertEquals(404, bring("k2", "secret", text).statusCode());
        assertEquals(422, bring("k1", "secret", "G28\n").statusCode());
        assertEquals(
                413,
                bring("k1", "secret", text + "x".repeat(BlackBoxFile.LARGEST_BYTES))
                        .statusCode());
        assertEquals(404, said("1").statusCode());
    }

    @Test
    void aWorkerSeesTheLastOfThemAndNobodyElseDoes() throws Exception {
        assertTrue(page().contains("brings it as soon as it reaches this server"), page());
        bring("k1", "secret", box(50).text());
        var page = page();
        assertTrue(page.contains("First try: failed"), page);
        assertTrue(page.contains("The printer stopped itself: “&lt;Kill&gt;”"), "the cause stands on top");
        assertTrue(page.contains("7 of 700 commands (1 %)"), page);
        assertTrue(
                page.contains("half of the commands within 1.5 ms, 99 of 100 within 2.5 ms, the slowest after 40 ms"),
                page);
        assertTrue(page.contains("layer 3, 0.9 mm high (line 812 of the G-code)"), page);
        assertFalse(page.contains("&lt; line 10\n"), "only the last 40 lines stand on the page");
        assertTrue(page.contains("&lt; line 11\n"), page);
        assertTrue(page.contains("&lt; line 50</pre>"), page);

        assertEquals(
                303, site.get("/work/jobs/" + job.value() + "/tries/1/said").statusCode());
        assertEquals(404, said("2").statusCode());
        assertEquals(404, said("x").statusCode());
    }

    @Test
    void figuresThatMakeNoSenseAreLeftOut() throws Exception {
        var head = new LinkedHashMap<String, String>();
        for (var name : List.of("time_s", "layer", "height_mm", "lines", "commands", "resends")) head.put(name, "NaN");
        head.put("firmware", "<b>");
        bring("k1", "secret", new BlackBoxFile(head, List.of("<script>")).text());
        assertTrue(page().contains("&lt;script&gt;"), page());
        assertFalse(page().contains("It ran for"), page());
    }

    private HostId host(String key) {
        var hash = Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
        return site.database.change(change -> change.attach(Hosts.class).add(key, hash, site.clock.instant()));
    }

    private void failed(String key, Message why) {
        site.database.use(change -> {
            var attempts = change.attach(Attempts.class);
            attempts.add(new Attempts.NewAttempt(
                    key,
                    host,
                    machine,
                    job,
                    "Gear",
                    PROGRAM,
                    10,
                    AttemptState.PRINTING,
                    job,
                    machine,
                    site.clock.instant(),
                    null,
                    null,
                    null));
            var report = new Attempts.Report(why, 812L, true, null, null, null, null, null, null, null);
            var id = attempts.byKey(key).orElseThrow().id();
            assertTrue(attempts.ended(id, AttemptState.FAILED, site.clock.instant(), report));
        });
    }

    private static BlackBoxFile box(int count) {
        var head = new LinkedHashMap<String, String>();
        head.put("time_s", "754.2");
        head.put("lines", "812");
        head.put("layer", "3");
        head.put("height_mm", "0.90");
        head.put("commands", "700");
        head.put("resends", "7");
        head.put("resend_percent", "0.990");
        head.put("ok_latency_p50_us", "1500.0");
        head.put("ok_latency_p99_us", "2500.0");
        head.put("ok_latency_max_us", "40000.0");
        var lines = new ArrayList<String>();
        for (int line = 1; line <= count; line++) lines.add("    1.000000 < line " + line);
        return new BlackBoxFile(head, lines);
    }

    private HttpResponse<String> bring(String attempt, String key, String text)
            throws IOException, InterruptedException {
        return site.send(site.to("/hosts/attempts/" + attempt + "/black-box")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(text)));
    }

    private HttpResponse<String> said(String number) throws IOException, InterruptedException {
        return site.get("/work/jobs/" + job.value() + "/tries/" + number + "/said", "Cookie", cookie);
    }

    private String page() throws IOException, InterruptedException {
        return site.get("/work/jobs/" + job.value(), "Cookie", cookie).body();
    }
}
