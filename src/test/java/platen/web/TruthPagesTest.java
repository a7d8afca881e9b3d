package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
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
import platen.sync.PrinterLive;
import platen.sync.Snapshot;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;

/// What a worker sees of a printer whose computer is out of reach, and what it says when it is asked.
class TruthPagesTest {
    private final Site site = new Site();
    private final String worker = site.cookieOf(Role.WORKER);
    private HostId host = new HostId(0);
    private MachineId machine = new MachineId(0);
    private CallNumber call = new CallNumber(1, 0);
    private @Nullable String serverEpoch;

    TruthPagesTest() throws IOException {}

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
    void showsBothSidesAndWhatWasFoundBetweenThem() throws Exception {
        var before = page("/truth");
        for (var words : List.of(
                "was not seen since this server started", "It has said nothing of Blue Ender", "Nothing prints on"))
            assertTrue(before.contains(words), words + before);
        assertEquals(303, site.post(at("/truth"), Map.of(), "Cookie", worker).statusCode());
        assertTrue(page("/truth").contains("has not answered yet"), page("/truth"));

        site.clock.pass(Duration.ofSeconds(1));
        tell(null);
        tell(Stage.PRINTING);
        var after = page("/truth");
        assertFalse(after.contains("has not answered yet"), after);
        for (var words : List.of("Both say the same", "Vase: it prints", "Vase was found printing"))
            assertTrue(after.contains(words), words + after);

        assertFalse(page("").contains("Offline since"));
    }

    @Test
    void tellsSinceWhenAPrinterIsOutOfReachAndWhenItShouldEnd() throws Exception {
        tell(null);
        tell(Stage.PRINTING);
        site.clock.pass(Duration.ofMinutes(2));
        var page = page("");
        for (var words : List.of("Offline since", "It should end about", "As it was told last", "What is true now?"))
            assertTrue(page.contains(words), words + page);
        assertFalse(page.contains("Ends about"), page);
        site.clock.pass(Duration.ofHours(2));
        assertTrue(page("").contains("By its plan it should have ended"), page(""));
        assertTrue(page("/truth").contains("Offline since"), page("/truth"));
    }

    /// The host calls; where it holds a print, with all that it has in hand.
    private void tell(@Nullable Stage stage) {
        serverEpoch = assertInstanceOf(SyncAnswer.Taken.class, call(stage)).serverEpoch();
    }

    private SyncAnswer call(@Nullable Stage stage) {
        call = call.next();
        var offer = new Wish.Offer("k1", new JobId(99), 1, "Vase", machine, Digest.of(new byte[] {1}), 1);
        var live = new PrinterLive(
                machine,
                PrinterLive.Connection.CONNECTED,
                PrinterLive.Activity.PRINTING,
                "k1",
                204.5,
                205.0,
                60.0,
                60.0,
                10.0,
                7,
                1,
                0.2,
                3_600L,
                null,
                null);
        var request = new SyncRequest(
                SyncRequest.PROTOCOL,
                "h",
                "s",
                call,
                serverEpoch,
                0,
                1,
                List.of(),
                List.of(live),
                List.of(),
                stage == null ? null : new Snapshot(0, List.of(new Held(offer, stage, null))),
                site.clock.millis());
        return Door.answer(site.fleet, host, request);
    }

    private String at(String more) {
        return "/work/machines/" + machine.value() + more;
    }

    private String page(String more) throws IOException, InterruptedException {
        var answer = site.get(at(more), "Cookie", worker);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }
}
