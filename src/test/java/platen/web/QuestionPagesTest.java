package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.fleet.Door;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.machines.Register.Plug;
import platen.people.Role;
import platen.queue.Jobs;
import platen.sync.CallNumber;
import platen.sync.PrinterLive;
import platen.sync.PrinterLive.Question;
import platen.sync.SyncRequest;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.MachineId;

/// What a machine asks stands on the pages with its buttons, and works without a script.
class QuestionPagesTest {
    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.WORKER);
    private HostId host = new HostId(0);
    private MachineId machine = new MachineId(0);
    private CallNumber call = new CallNumber(1, 0);

    QuestionPagesTest() throws IOException {}

    @BeforeEach
    void openTheShop() {
        host = site.database.change(
                change -> change.attach(Hosts.class).add("Workbench", "0".repeat(64), site.clock.instant()));
        machine = new Register(site.database, site.clock)
                .addPrinter("Blue Ender", "ender3", new Plug(host, "/dev/ttyUSB0", null), Actor.worker("Ann"))
                .orElseThrow();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsWhatAMachineAsksAndTakesAnAnswerToJustThat() throws Exception {
        tell(new Question(41, "Purge <more>?", List.of("Purge", "Go on & on"), true));
        for (var path : List.of("/work/machines", at(""))) {
            var page = get(path);
            assertTrue(page.contains("Purge &lt;more&gt;?"), page);
            assertTrue(page.contains("value=\"1\">Go on &amp; on</button>"), page);
            assertTrue(page.contains("name=\"prompt\" value=\"41\""), page);
        }
        var pressed = post(Map.of("prompt", "41", "button", "1", "back", at("")));
        assertEquals(at(""), SignInPagesTest.place(pressed));
        assertTrue(get(at("")).contains("The machine asked “Purge &lt;more&gt;?”. The answer: “Go on &amp; on”"));

        tell(new Question(42, "Really?", List.of("Yes"), true));
        post(Map.of("prompt", "41", "button", "0"));
        for (var wrong : List.of("", "-1", "x", "9999999999999999999", "42 "))
            post(Map.of("prompt", wrong, "button", "0"));
        for (var wrong : List.of("", "-1", "1", "x", "99999999999")) post(Map.of("prompt", "42", "button", wrong));
        assertFalse(get(at("")).contains("The answer: “Yes”"));
        assertEquals(
                403,
                site.post(at("/answer"), Map.of("prompt", "42", "button", "0")).statusCode());
        assertFalse(get(at("")).contains("The answer: “Yes”"), "nobody is signed in");
        tell(null);
        assertFalse(get(at("")).contains("class=\"asks\""));
    }

    @Test
    void offersToGoOnOnlyWhereTheMachineWouldHearIt() throws Exception {
        var job = site.database.change(change -> {
            var jobs = change.attach(Jobs.class);
            var made = jobs.add(new Jobs.NewJob(
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
                    site.clock.instant()));
            jobs.release(made, machine);
            jobs.started(made, site.clock.instant());
            return made;
        });
        tell(new Question(0, "", List.of(), false));
        assertTrue(get("/work").contains("press the knob at the machine"), get("/work"));
        tell(new Question(0, "", List.of(), true));
        assertTrue(get("/work").contains("then let it go on"), get("/work"));
        assertTrue(get("/work").contains("action=\"/work/jobs/" + job.value() + "/resume\""), get("/work"));
        assertTrue(get("/work/jobs/" + job.value()).contains("/resume"));
    }

    /// The host calls, and tells what its machine asks.
    private void tell(@Nullable Question asks) {
        call = call.next();
        var live = new PrinterLive(
                machine,
                PrinterLive.Connection.CONNECTED,
                asks == null ? PrinterLive.Activity.IDLE : PrinterLive.Activity.WAITS_FOR_PERSON,
                "k1",
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                asks);
        Door.answer(
                site.fleet,
                host,
                new SyncRequest(
                        SyncRequest.PROTOCOL,
                        "h",
                        "s",
                        call,
                        null,
                        0,
                        1,
                        List.of(),
                        List.of(live),
                        List.of(),
                        null,
                        0));
    }

    private String at(String act) {
        return "/work/machines/" + machine.value() + act;
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = site.get(path, "Cookie", cookie);
        assertEquals(200, answer.statusCode(), path + answer.body());
        return answer.body();
    }

    private HttpResponse<String> post(Map<String, String> form) throws IOException, InterruptedException {
        return site.post(at("/answer"), form, "Cookie", cookie);
    }
}
