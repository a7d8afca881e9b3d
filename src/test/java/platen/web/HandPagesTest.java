package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.fleet.Door;
import platen.machines.Hosts;
import platen.machines.Register;
import platen.machines.Register.Plug;
import platen.people.Role;
import platen.sync.CallNumber;
import platen.sync.HostHealth;
import platen.sync.PrinterLive;
import platen.sync.SyncRequest;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.MachineId;

/// Working with a printer by hand, with a browser that runs no script.
class HandPagesTest {
    private final Site site = new Site();
    private final String worker = site.cookieOf(Role.WORKER);
    private final String coordinator = site.cookieOf(Role.COORDINATOR);
    private final String viewer = site.cookieOf(Role.VIEWER);
    private HostId host = new HostId(0);
    private MachineId machine = new MachineId(0);
    private CallNumber call = new CallNumber(1, 0);

    HandPagesTest() throws IOException {}

    @BeforeEach
    void openTheShop() {
        host = site.database.change(
                change -> change.attach(Hosts.class).add("Workbench", "0".repeat(64), site.clock.instant()));
        machine = new Register(site.database, site.clock)
                .addPrinter("Blue Ender", "ender3", new Plug(host, "/dev/ttyUSB0", null), Actor.worker("Ann"))
                .orElseThrow();
        tell(null, null, null);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void writesWhoAskedForWhat() throws Exception {
        said(worker, Map.of("act", "heat", "material", "PLA"), "Asked.");
        said(worker, Map.of("act", "jog", "way", "Z-", "step", "0.1"), "Asked.");
        said(worker, Map.of("act", "extrude", "mm", "5", "way", "back"), "Asked.");
        said(worker, Map.of("act", "cool"), "Asked.");
        said(worker, Map.of("act", "stop"), "Asked.");
        var page = page(worker);
        for (var event : List.of(
                "Asked to heat the nozzle to 205 °C and the plate to 60 °C",
                "Asked to move Z by -0.1 mm",
                "Asked to draw back 5 mm of filament",
                "Asked to turn the heaters off",
                "Emergency stop")) assertTrue(page.contains(event), event + page);
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        for (var wrong : List.of(
                Map.of("act", "jog", "way", "A+", "step", "1"),
                Map.of("act", "jog", "way", "X+", "step", "1000"),
                Map.of("act", "home", "axes", "Q"),
                Map.of("act", "dance"))) said(worker, wrong, "That button is not known.");
        said(worker, Map.of("act", "load", "material", "Butter"), "Choose a material");
        said(worker, Map.of("act", "extrude", "mm", "1e9"), "Write how far");
        said(worker, Map.of("act", "speed", "percent", "400"), "from 10 to 300");
        said(worker, Map.of("act", "speed", "percent", "110"), "Nothing prints on Blue Ender");
        said(worker, Map.of("act", "line", "line", "M112"), "a button of its own");
        said(worker, Map.of("act", "line", "line", " "), "That is no command.");
    }

    @Test
    void letsOnlyACoordinatorChangeThePrinterForGood() throws Exception {
        said(worker, Map.of("act", "line", "line", "m500"), "only a coordinator may send it");
        said(coordinator, Map.of("act", "line", "line", "M500"), "Asked.");
    }

    @Test
    void hidesItFromViewersAndRefusesThem() throws Exception {
        assertEquals(
                403,
                site.post(at("/by-hand"), Map.of("act", "stop"), "Cookie", viewer)
                        .statusCode());
        var page = page(viewer);
        assertFalse(page.contains("by-hand"), page);
        assertFalse(page.contains("Console"), page);
        assertTrue(page(worker).contains("Console"));
    }

    @Test
    void homesZOnlyOverAnEmptyPlateAndAsksAgainAfterPlastic() throws Exception {
        said(worker, Map.of("act", "home", "axes", "ALL"), "Say first that the plate of Blue Ender is empty");
        said(worker, Map.of("act", "line", "line", "G28"), "Say first that the plate of Blue Ender is empty");
        said(worker, Map.of("act", "home", "axes", "X"), "Asked.");
        site.post(at("/clear"), Map.of("back", at("")), "Cookie", worker);
        said(worker, Map.of("act", "home", "axes", "ALL"), "Asked.");
        said(worker, Map.of("act", "load", "material", "PLA"), "Asked.");
        assertTrue(page(worker).contains("Plastic may have fallen on the plate"));
        assertTrue(page(worker).contains("Is the plate empty?"));
    }

    @Test
    void showsTemperaturesTheTalkAndTheHealthOfItsComputer() throws Exception {
        tell(
                List.of(new PrinterLive.Reading("T1", 31.5, 0.0), new PrinterLive.Reading("C", 40.25, null)),
                new PrinterLive.Said(1, List.of("> M119", "< x_min: <open>")),
                new HostHealth(0x50001, 85.0, 30L, 926L, 12L, 30_000L, 0.5));
        var page = page(viewer);
        for (var seen : List.of("Nozzle 2", "Chamber", "204.5", "too little voltage now", "85 °C hot", "12 MB left"))
            assertTrue(page.contains(seen), seen + page);
        assertTrue(page(worker).contains("&lt; x_min: &lt;open&gt;"));
        var json = site.get(at("/temperatures"), "Cookie", viewer).body();
        assertTrue(json.contains("\"label\":\"Nozzle\""), json);
        assertTrue(json.contains("204.5"), json);
        assertTrue(site.get(at("/temperatures?after=9999999999"), "Cookie", viewer)
                .body()
                .contains("\"at\":[]"));
        var computers = site.get("/work/machines/computers", "Cookie", worker).body();
        assertTrue(computers.contains("too little voltage now"), computers);
    }

    /// The host calls, and tells how its machine does.
    private void tell(
            @Nullable List<PrinterLive.Reading> others, PrinterLive.@Nullable Said said, @Nullable HostHealth health) {
        call = call.next();
        var detail = new PrinterLive.Detail(others, null, null, null, null, null, null, null, false, false, said);
        var live = new PrinterLive(
                machine,
                PrinterLive.Connection.CONNECTED,
                PrinterLive.Activity.IDLE,
                null,
                others == null ? null : 204.5,
                205.0,
                others == null ? null : 60.0,
                60.0,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                detail);
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
                        site.clock.millis(),
                        health));
    }

    private void said(String cookie, Map<String, String> form, String words) throws Exception {
        var all = new HashMap<>(form);
        all.put("back", at(""));
        var answer = site.post(at("/by-hand"), all, "Cookie", cookie);
        assertEquals(303, answer.statusCode(), answer.body());
        var notice = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        var page = site.get(at(""), "Cookie", cookie + "; " + notice).body();
        assertTrue(page.contains(words), words + page);
    }

    private String at(String act) {
        return "/work/machines/" + machine.value() + act;
    }

    private String page(String cookie) throws IOException, InterruptedException {
        var answer = site.get(at(""), "Cookie", cookie);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }
}
