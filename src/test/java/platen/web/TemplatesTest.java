package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import platen.books.CustomerAccounts.Written;
import platen.books.Method;
import platen.books.Till;
import platen.books.VoucherDesk;
import platen.devices.Camera;
import platen.devices.DeviceDesk;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.OrderDesk.Begun.Draft;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Product;
import platen.orders.Wish;
import platen.orders.Wishes;
import platen.people.Pins;
import platen.people.Role;
import platen.people.SecondFactor;
import platen.people.Stations;
import platen.people.Telephone;
import platen.queue.Ending;
import platen.shop.Shop;
import platen.stock.SpoolDesk;
import platen.stock.Supplies;
import platen.stock.SupplyDesk;
import platen.stock.SupplyKind;
import platen.values.Actor;
import platen.values.Money;
import platen.values.Secrets;

/// Walks a shop by its links and forms: every template is made into a page at least once, and no
/// link leads nowhere. A template that knows less than it asks for would answer 500.
class TemplatesTest {
    private static final Pattern PAGE = Pattern.compile("data-page=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile(" href=\"(/[^\"#]*)\"");

    private final Site site = new Site();
    private final Set<String> made = new TreeSet<>();

    TemplatesTest() throws IOException {}

    @Test
    void everyTemplateMakesAPageAndEveryLinkLeadsSomewhere() throws Exception {
        try (site) {
            look("/link/" + site.accounts.setUpLink().orElseThrow(), "");
            var worker = site.cookieOf(Role.COORDINATOR);
            walk("/work/prices", worker);
            fill();
            walk("/work", worker);
            walk("/work/board/said", worker);
            note(site.post(
                    "/work/hooks", Map.of("url", "https://hooks.example.org/", "JOBS", "yes"), "Cookie", worker));
            walk("/work/hooks", worker);
            walk("/", "");
            look("/link/" + Secrets.token(), "");
            secondStep();
            assertEquals(templates(), made);
        }
    }

    private void fill() throws IOException, InterruptedException {
        site.publishPrices();
        var ann = Actor.worker("Ann");
        site.settings.change(ann, TemplatesTest::described);
        var cutOff = site.cutOff(PROGRAM, 6, false);
        new SpoolDesk(site.database, site.clock)
                .add(new SpoolDesk.Coming("PLA", "black", "", null, 1_000_000, null, 1_000_000, "", false), ann);
        new SupplyDesk(site.database, site.clock)
                .add(new Supplies.NewSupply(SupplyKind.INK, "Black ink", "cartridges", 1, 2, ""), ann);
        look(
                "/work/jobs/" + cutOff.job().value() + "/spool?machine="
                        + cutOff.machine().value(),
                site.cookieOf(Role.WORKER));
        new DeviceDesk(site.database, site.clock)
                .set(new Camera(cutOff.machine(), null, "http://camera.example.org/", "", ""), ann);
        look("/work/machines/" + cutOff.machine().value() + "/watch", site.cookieOf(Role.VIEWER));
        new Register(site.database, site.clock).addByHand("Old Heidelberg", MachineKind.PRESS, ann);
        var part = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 2), "bracket.stl");
        var paper = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), "flyer.pdf");
        var books = Books.of(site.parts);
        var school = books.accounts()
                .open(new Written("Elm School", "", "", "", 30, Money.ZERO), ann)
                .orElseThrow();
        books.accounts().charge(paper.id(), school, "charge", ann);
        books.accounts().pay(school, new Money(100), Method.TRANSFER, "", "pays", ann);
        new VoucherDesk(site.database, site.till, site.clock)
                .issue(new Money(500), Method.CASH, "", "voucher", new Till.Hand(ann, true));
        for (var order : new String[] {part.token(), paper.token()}) look("/o/" + order, "");
        site.database.use(
                change -> change.attach(Wishes.class).add(part.id(), new Wish(1, MachineKind.BENCH, "", false)));
        look("/o/" + part.token() + "/photos", "");
        for (var page : new String[] {"/talk", "/cancel"}) look("/o/" + part.token() + page, "");
        site.database.use(change -> {
            change.attach(Orders.class).move(paper.id(), OrderState.APPROVED, OrderState.IN_PRODUCTION);
            change.attach(Orders.class).move(paper.id(), OrderState.IN_PRODUCTION, OrderState.READY);
        });
        look("/o/" + paper.token() + "/wrong", "");
        var in = new ByteArrayInputStream("document draft".getBytes(StandardCharsets.UTF_8));
        if (site.files.store(in, 100) instanceof Stored stored
                && site.desk.begin(Product.PAPER, "once", stored.digest(), "d.pdf") instanceof Draft draft) {
            look("/o/" + draft.token(), "");
            look("/o/" + draft.token() + "/look/1", "");
            site.desk.choose(draft.token(), Choices.Paper.copies("Letter", "black", false, 5));
            walk("/o/" + draft.token(), "");
            site.parts.offers().submit(draft.token(), Contact.of("Ida", "ida@example.org", null), "");
            look("/o/" + draft.token(), "");
        }
        forget(ann);
    }

    /// Of an order that is over, all that its customer can say of what is kept.
    private void forget(Actor ann) throws IOException, InterruptedException {
        var in = new ByteArrayInputStream("document over".getBytes(StandardCharsets.UTF_8));
        if (site.files.store(in, 100) instanceof Stored stored
                && site.desk.begin(Product.PAPER, "over", stored.digest(), "o.pdf") instanceof Draft over) {
            var order = site.desk.view(over.token()).orElseThrow().order();
            new Ending(site.database, site.clock).cancel(order.id(), "", ann);
            for (var page : new String[] {"/data", "/data/files", "/data/forget"})
                look("/o/" + over.token() + page, "");
            site.post("/o/" + over.token() + "/data/forget", Map.of("sure", "yes"));
            look("/o/" + over.token() + "/data", "");
        }
    }

    private void secondStep() throws IOException, InterruptedException {
        var bob = site.person("bob", Role.WORKER);
        var cookie = "platen=" + site.sessions.begin(bob).token();
        var factor = new SecondFactor(site.database, site.clock);
        var telephone = new Telephone(factor.settingUp(bob.id()).orElseThrow(), site.clock);
        note(site.post("/work/me/second-step", Map.of("code", telephone.shows()), "Cookie", cookie));
        note(site.post("/link/" + site.accounts.signInLink(bob.id()), Map.of()));
        var station = new Stations(site.database, site.clock).open(bob, "Press");
        new Pins(site.database, site.clock).set(bob, "4711");
        for (var page :
                new String[] {"/work/station", "/work/station?who=" + bob.id().value(), "/work"})
            look(page, "platen-station=" + station);
    }

    private static final String PROGRAM = """
            M104 S200
            G28
            ;LAYER:0
            G1 X50 Y50 Z0.2 E1
            ;LAYER:1
            G1 X60 Z0.4 E2
            """;

    private static Shop described(Shop shop) {
        return new Shop(
                "Gable & Daughters",
                "1 Type Lane\nJackson",
                "555 0100",
                "hello@gable.example",
                null,
                shop.hours(),
                shop.zone(),
                shop.currency(),
                "Sales tax",
                825,
                shop.units(),
                shop.paper(),
                true,
                true,
                shop.done());
    }

    private void walk(String from, String cookie) throws IOException, InterruptedException {
        var seen = new HashSet<String>();
        var ahead = new ArrayDeque<String>();
        ahead.add(from);
        while (!ahead.isEmpty()) {
            var path = ahead.remove();
            if (!seen.add(path)) continue;
            var links = LINK.matcher(look(path, cookie).body());
            while (links.find()) ahead.add(links.group(1).replace("&amp;", "&"));
        }
    }

    private HttpResponse<String> look(String path, String cookie) throws IOException, InterruptedException {
        var answer = site.get(path, "Cookie", cookie);
        var status = answer.statusCode();
        assertTrue(status == 200 || status == 303 || status == 410, path + " answers " + status);
        note(answer);
        return answer;
    }

    private void note(HttpResponse<String> answer) {
        var page = PAGE.matcher(answer.body());
        // A folder of its own has a test of its own.
        if (page.find() && !page.group(1).contains("/")) made.add(page.group(1));
    }

    /// All but the parts of pages. The page for errors is made by asking for nothing that exists.
    private Set<String> templates() throws IOException, InterruptedException {
        assertEquals(404, site.get("/nowhere").statusCode());
        made.add("error");
        try (var files = Files.list(Path.of("templates"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".peb"))
                    .map(name -> name.substring(0, name.length() - ".peb".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
