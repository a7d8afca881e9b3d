package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.fleet.Attempts;
import platen.host.HostProcess;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.people.Accounts;
import platen.people.Role;
import platen.people.Sessions;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.JobId;

/// A day on the floor: Ann with a phone and Bo at the desk run three printers of different firmwares at once. One print
/// fails in its midst, and one printer asks for filament.
class FloorDayIT {
    private static final Duration LONGEST_END = Duration.ofSeconds(60);
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    @Test
    void twoWorkersRunThreePrinters() throws IOException, InterruptedException {
        try (var _ = printer("Ender", "virtual", "runout@line:600");
                var _ = printer("Prusa", "mk3s", "halt@line:1500");
                var _ = printer("Duet", "reprapfirmware", "");
                var server = PlatenProcess.start(folder, "serve", "--data", data().toString(), "--port", "0");
                var browser = new Browser()) {
            var shop = server.says("Platen is at (\\S+)/\\n");
            try (var database = Database.sqlite(data().resolve("platen.db"))) {
                var ender = furnish(database, "Ender", "virtual");
                var mk3s = furnish(database, "Prusa", "mk3s");
                var late = furnish(database, "Duet", "reprapfirmware");
                var ann = signIn(database, browser.person(true), shop, "Ann");
                var bo = signIn(database, browser.atDesk(), shop, "Bo");
                areConnected(ann, shop, database);
                starts(ann, bo, shop);
                bothStart(ann, bo, shop, database, late);
                Browser.picture(bo, "day-board");
                feeds(ann, shop);
                fails(bo, shop);
                finishes(ann, shop, "Ender");
                finishes(bo, shop, "Duet");
                handsOver(ann, bo, shop);
                assertEquals(JobState.DONE, state(database, ender));
                assertEquals(JobState.DONE, state(database, late));
                assertEquals(JobState.WAITING, state(database, mk3s));
                var tries = database.reading(Attempts.class);
                for (var job : List.of(ender, late, mk3s))
                    assertEquals(1, tries.of(job).size());
            } finally {
                assertEquals(PlatenProcess.TERMINATED, server.end(), server.output());
                assertTrue(HostProcess.end(data().resolve("host"), LONGEST_END), "the host ends");
            }
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private PlatenProcess printer(String name, String profile, String faults) throws IOException {
        var link = folder.resolve(name).toString();
        return PlatenProcess.start(
                folder, "virtual", "--link", link, "--profile", profile, "--speed", "50", "--faults", faults);
    }

    /// A machine, and a job that only it can print.
    private JobId furnish(Database database, String name, String profile) throws IOException {
        var files = new FileStore(data().resolve("files"), database, CLOCK);
        try (var in = Files.newInputStream(Samples.of(folder, "cube.gcode"))) {
            var program =
                    assertInstanceOf(Stored.class, files.store(in, 1 << 20)).digest();
            return database.change(change -> {
                var now = CLOCK.instant();
                var host = change.attach(Hosts.class).all().getFirst().id();
                change.attach(Machines.class)
                        .add(new Machines.NewMachine(
                                name,
                                MachineKind.PRINTER_3D,
                                host,
                                folder.resolve(name).toString(),
                                profile,
                                null,
                                BedState.CLEAR,
                                null,
                                null,
                                now));
                var title = "Part for " + name;
                var job = change.attach(Jobs.class)
                        .add(new Jobs.NewJob(
                                null,
                                null,
                                title,
                                MachineKind.PRINTER_3D,
                                null,
                                program,
                                profile,
                                null,
                                null,
                                1,
                                null,
                                now));
                files.use(change, program, "job " + job.value());
                return job;
            });
        }
    }

    private static Page signIn(Database database, Page page, String shop, String name) {
        var worker = new Accounts(database, CLOCK).openWithoutPassword(name, name + "@example.org", Role.WORKER);
        var token = new Sessions(database, CLOCK).begin(worker).token();
        var host = URI.create(shop).getHost();
        page.context()
                .addCookies(List.of(new Cookie("platen", token).setDomain(host).setPath("/")));
        page.navigate(shop + "/work/today");
        return page;
    }

    /// A printer that is still being asked what it is refuses to start, and says so.
    private static void areConnected(Page worker, String shop, Database database) {
        for (var machine : database.reading(Machines.class).all()) {
            worker.navigate(shop + "/work/machines/" + machine.id().value());
            worker.getByText("Turn the heaters off").first().waitFor();
        }
    }

    private static void starts(Page ann, Page bo, String shop) {
        ann.navigate(shop + "/work");
        bo.navigate(shop + "/work");
        press(card(ann, "Ender"), "Start on");
        press(card(bo, "Prusa"), "Start on");
        seesRunning(bo, "Ender");
        seesRunning(ann, "Prusa");
    }

    private static void seesRunning(Page worker, String machine) {
        try {
            card(worker, machine).getByText("Pause").first().waitFor();
        } catch (TimeoutError late) {
            fail(worker.url() + " does not show that it runs: " + worker.innerText("main"), late);
        }
    }

    /// Both press at the same moment: one starts it, and the other reads that it runs.
    private static void bothStart(Page ann, Page bo, String shop, Database database, JobId job) {
        card(ann, "Duet").getByText("Start on").first().waitFor();
        var machine = database.reading(Machines.class).all().stream()
                .filter(one -> one.name().equals("Duet"))
                .findFirst()
                .orElseThrow()
                .id();
        for (var worker : List.of(ann, bo)) {
            var form = FormData.create()
                    .set("machine", String.valueOf(machine.value()))
                    .set("back", "/work");
            var answer = worker.request()
                    .post(
                            shop + "/work/jobs/" + job.value() + "/start",
                            RequestOptions.create().setForm(form));
            assertEquals(200, answer.status(), answer.text());
        }
        bo.navigate(shop + "/work/board");
        bo.locator(".card", new Page.LocatorOptions().setHasText("Part for Duet"))
                .getByText("Running")
                .first()
                .waitFor();
    }

    private static void feeds(Page ann, String shop) {
        ann.navigate(shop + "/work");
        card(ann, "Ender").locator(".asks button").first().waitFor();
        ann.navigate(shop + "/work/today");
        ann.getByText("Ender").first().waitFor();
        Browser.picture(ann, "day-today");
        ann.navigate(shop + "/work");
        card(ann, "Ender").locator(".asks button").first().click();
    }

    private static void fails(Page bo, String shop) {
        bo.navigate(shop + "/work");
        card(bo, "Prusa").getByText("What went wrong?").first().click();
        bo.getByLabel("something else").check();
        Browser.picture(bo, "day-after");
        press(bo.locator("main"), "Note it");
        bo.navigate(shop + "/work/machines");
        bo.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Prusa"))
                .first()
                .click();
        bo.getByText("Out of order").first().click();
        bo.getByLabel("What is wrong?").fill("Its board halts");
        press(bo.locator("main"), "Nothing starts on it");
        Browser.picture(bo, "day-printer");
        bo.navigate(shop + "/work");
        card(bo, "Prusa").getByText("Waiting").first().waitFor();
        card(bo, "Prusa").getByText("out of order").first().waitFor();
    }

    private static void finishes(Page worker, String shop, String machine) {
        worker.navigate(shop + "/work");
        var card = card(worker, machine);
        card.getByText("Good", new Locator.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        card.getByText("The plate is empty now").click();
        press(card, "Good");
        card.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void handsOver(Page ann, Page bo, String shop) {
        ann.navigate(shop + "/work/today");
        ann.getByLabel("What should they know?").fill("The Prusa halts: its board is warm");
        press(ann.locator("main"), "Leave the note");
        bo.navigate(shop + "/work/today");
        bo.getByText("its board is warm").first().waitFor();
        press(bo.locator("main"), "Done");
        bo.getByText("its board is warm").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        bo.navigate(shop + "/work/reports");
        Browser.picture(bo, "day-report");
    }

    private static JobState state(Database database, JobId job) {
        return database.reading(Jobs.class).find(job).orElseThrow().state();
    }

    private static Locator card(Page worker, String machine) {
        return worker.locator("li.ticket", new Page.LocatorOptions().setHasText("Part for " + machine));
    }

    private static void press(Locator part, String words) {
        part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
                .first()
                .click();
    }
}
