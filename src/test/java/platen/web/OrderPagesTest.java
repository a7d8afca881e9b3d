package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.BRACKET;
import static platen.web.Customer.IDA;
import static platen.web.Customer.assertRefused;
import static platen.web.Customer.with;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.machines.MachineKind;
import platen.orders.OrderState;
import platen.people.Role;
import platen.queue.Jobs;
import platen.values.Secrets;

/// A customer's way from a file to the private page, with a browser that runs no script, and all that
/// people and programs choose and write on it instead of what the pages ask for.
class OrderPagesTest {
    private static final Map<String, String> FLYERS =
            Map.of("size", "Letter", "ink", "colour", "sides", "two", "quantity", "50");

    @TempDir
    private static Path spool;

    private static Site site;
    private static Customer customer;

    @BeforeAll
    static void open() throws IOException {
        site = new Site(Listening.locally(spool));
        site.publishPrices();
        customer = new Customer(site);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void beginWithoutOrders() {
        customer.beginWithoutOrders();
    }

    @AfterEach
    void leavesNothingLyingAboutAndGoesOn() throws Exception {
        customer.assertLeavesNothingLyingAboutAndGoesOn();
    }

    @Test
    void leadsFromAFileToAnOrderOfAPart() throws Exception {
        assertTrue(customer.page("/").contains("href=\"/order/part\""), customer.page("/"));
        var place = SignInPagesTest.place(customer.send("part", customer.form("part"), "part bracket"));
        assertTrue(customer.page(place).contains("OK to print?"), customer.page(place));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/choices", BRACKET)));
        assertTrue(customer.page(place).contains("OK to print?"), customer.page(place));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", customer.approval(place))));
        var view = customer.view(place);
        assertEquals(OrderState.APPROVED, view.order().state());
        var page = customer.page(place);
        assertTrue(page.contains("Your order, Ida B."), page);
        assertTrue(page.contains(view.order().code()), page);
        assertTrue(page.contains("PLA, black"), page);
        var job = site.database.reading(Jobs.class).of(view.order().id()).getFirst();
        assertEquals(MachineKind.PRINTER_3D, job.kind());
        assertEquals(2, job.copies());
    }

    @Test
    void showsAPictureOfAPartToWhoHasItsPageAndToWorkers() throws Exception {
        var place = SignInPagesTest.place(customer.send("part", customer.form("part"), "part bracket"));
        assertTrue(customer.page(place).contains("src=\"" + place + "/picture\""), customer.page(place));
        var picture = site.get(place + "/picture");
        assertEquals("a picture of part bracket", picture.body());
        assertEquals("image/png", picture.headers().firstValue("Content-Type").orElseThrow());
        var tag = picture.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, site.get(place + "/picture", "If-None-Match", tag).statusCode());
        var desk = "/work/orders/" + customer.view(place).order().id().value() + "/picture";
        assertFalse(site.get(desk).body().contains("a picture of"));
        assertEquals(
                "a picture of part bracket",
                site.get(desk, "Cookie", site.cookieOf(Role.WORKER)).body());
        assertEquals(404, site.get("/o/guessed/picture").statusCode());
        var paper = customer.draft("paper", "document flyer");
        assertFalse(customer.page(paper).contains("/picture"), customer.page(paper));
        assertEquals(404, site.get(paper + "/picture").statusCode());
    }

    @Test
    void leadsFromAFileToAnOrderOfPaper() throws Exception {
        var place = customer.draft("paper", "document flyer");
        assertEquals(place, SignInPagesTest.place(site.post(place + "/choices", FLYERS)));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", customer.approval(place))));
        assertTrue(customer.page(place).contains("Letter, colour, both sides"), customer.page(place));
        var job = site.database
                .reading(Jobs.class)
                .of(customer.view(place).order().id())
                .getFirst();
        assertEquals(MachineKind.PRESS, job.kind());
        assertEquals(50, job.copies());
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, '', quantity, Fill this in.",
        "quantity, 0, quantity, a whole number from 1 to 200",
        "quantity, -3, quantity, a whole number from 1 to 200",
        "quantity, 201, quantity, a whole number from 1 to 200",
        "quantity, 99999999999999999999, quantity, a whole number from 1 to 200",
        "quantity, 1.5, quantity, a whole number from 1 to 200",
        "quantity, two, quantity, a whole number from 1 to 200",
        "filament, '', filament, Fill this in.",
        "filament, Unobtainium|black, material, Choose one of the possibilities shown.",
        "filament, PLA, colour, Choose one of the possibilities shown.",
        "filament, PLA|octarine, colour, Choose one of the possibilities shown.",
        "filament, |||, material, Choose one of the possibilities shown.",
        "quality, '', quality, Fill this in.",
        "quality, perfect, quality, Choose one of the possibilities shown."
    })
    void tellsAtTheFieldWhatIsWrongWithTheChoicesForAPart(String field, String value, String at, String words)
            throws Exception {
        assertRefusesChoice("part", "part bracket", BRACKET, field, value, at, words);
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, 10001, quantity, a whole number from 1 to 10000",
        "quantity, -1, quantity, a whole number from 1 to 10000",
        "size, '', size, Fill this in.",
        "size, Wallpaper, size, Choose one of the possibilities shown.",
        "ink, '', ink, Fill this in.",
        "ink, gold, ink, Choose one of the possibilities shown.",
        "sides, '', sides, Choose one of these.",
        "sides, three, sides, Choose one of these."
    })
    void tellsAtTheFieldWhatIsWrongWithTheChoicesForPaper(String field, String value, String at, String words)
            throws Exception {
        assertRefusesChoice("paper", "document flyer", FLYERS, field, value, at, words);
    }

    private void assertRefusesChoice(
            String product,
            String content,
            Map<String, String> right,
            String field,
            String value,
            String at,
            String words)
            throws Exception {
        var place = customer.draft(product, content);
        var before = customer.view(place);
        var wrong = new HashMap<>(right);
        wrong.put(field, value);
        assertRefused(site.post(place + "/choices", wrong), at, words);
        if (value.isEmpty()) {
            wrong.remove(field);
            assertRefused(site.post(place + "/choices", wrong), at, words);
        }
        wrong.put(field, "x".repeat(4_000));
        assertEquals(422, site.post(place + "/choices", wrong).statusCode());
        assertEquals(before.line().choices(), customer.view(place).line().choices());
        assertEquals(before.quote(), customer.view(place).quote());
    }

    @Test
    void keepsWhatWasRightWhenOneChoiceIsWrong() throws Exception {
        var place = customer.draft("part", "part bracket");
        var page = site.post(place + "/choices", with(BRACKET, "quantity", "0")).body();
        assertTrue(page.contains("value=\"PLA|black\" required checked"), page);
    }

    @Test
    void takesNoChoicesOfAnotherProduct() throws Exception {
        var part = customer.draft("part", "part bracket");
        assertRefused(site.post(part + "/choices", FLYERS), "filament", "Fill this in.");
        var paper = customer.draft("paper", "document flyer");
        assertRefused(site.post(paper + "/choices", BRACKET), "size", "Fill this in.");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name, Tell us your name",
        "name, ' \u202e\u2066 ', name, Tell us your name",
        "name, LONG, name, at most 100 letters",
        "email, '', email, Leave an e-mail address or a telephone number",
        "email, ida, email, does not look like an e-mail address",
        "email, 'ida@example.org\r\nBcc: all@example.org', email, does not look like an e-mail address",
        "email, LONG@example.org, email, does not look like an e-mail address",
        "phone, call me, phone, does not look like a telephone number",
        "phone, -1, phone, does not look like a telephone number",
        "phone, 99999999999999999999999999999999999999, phone, does not look like a telephone number",
        "ok, '', ok, Tick this when the price is right"
    })
    void tellsAtTheFieldWhatIsWrongWithTheContact(String field, String value, String at, String words)
            throws Exception {
        var place = customer.priced();
        var wrong = with(customer.approval(place), field, value.replace("LONG", "x".repeat(4_000)));
        assertRefused(site.post(place + "/approve", wrong), at, words);
        assertEquals(OrderState.DRAFT, customer.view(place).order().state());
        assertEquals(0, customer.count("job"));
    }

    @Test
    void reachesACustomerWithATelephoneOnly() throws Exception {
        var place = customer.priced();
        var form = with(with(customer.approval(place), "email", ""), "phone", "+1 (601) 555-0100");
        assertEquals(303, site.post(place + "/approve", form).statusCode());
        assertEquals("+1 (601) 555-0100", customer.view(place).order().phone());
    }

    @Test
    void takesADoubleClickForOneOrder() throws Exception {
        var form = customer.form("part");
        var first = customer.send("part", form, "part bracket");
        assertEquals(SignInPagesTest.place(first), SignInPagesTest.place(customer.send("part", form, "part bracket")));
        var other = customer.form("part");
        var answers = atOnce(
                () -> customer.send("part", other, "part knob"), () -> customer.send("part", other, "part knob"));
        assertEquals(SignInPagesTest.place(answers.getFirst()), SignInPagesTest.place(answers.getLast()));
        assertEquals(2, customer.count("customer_order"));
        assertEquals(2, customer.count("order_line"));
        assertEquals(2, customer.count("file where bytes > 0"));
    }

    /// Browsers show the same form again when one goes back.
    @Test
    void beginsAnotherOrderWhenOneGoesBackAndChoosesAnotherFile() throws Exception {
        var form = customer.form("part");
        var wrong = SignInPagesTest.place(customer.send("part", form, "part wrong"));
        var right = SignInPagesTest.place(customer.send("part", form, "part right"));
        assertNotEquals(wrong, right);
        assertNotEquals(
                customer.view(wrong).line().file(), customer.view(right).line().file());
    }

    @Test
    void takesADoubleClickForOneApproval() throws Exception {
        var place = customer.priced();
        var form = customer.approval(place);
        var answers = atOnce(() -> site.post(place + "/approve", form), () -> site.post(place + "/approve", form));
        for (var answer : answers) assertEquals(place, SignInPagesTest.place(answer));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", form)));
        assertEquals(1, customer.count("job"));
        assertEquals(1, customer.count("event where what like '%orders.approved%'"));
        assertEquals(1, customer.count("event where what like '%queue.came-in%'"));
    }

    @Test
    void keepsWhatWasApproved() throws Exception {
        var place = customer.priced();
        site.post(place + "/approve", customer.approval(place));
        var before = customer.view(place);
        var later = site.post(place + "/choices", with(BRACKET, "quantity", "100"));
        assertEquals(place, SignInPagesTest.place(later));
        site.post(place + "/approve", with(customer.approval(place), "name", "Somebody else"));
        assertEquals(before, customer.view(place));
        assertEquals(1, customer.count("job"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "other", "", "-1", "0", "999999999999999999", "99999999999999999999", "1 or 1=1"})
    void saysThatThePriceHasChangedWhereItIsNotTheOneShown(String which) throws Exception {
        var place = customer.priced();
        var old = customer.approval(place);
        site.post(place + "/choices", with(BRACKET, "quantity", "3"));
        var form = switch (which) {
            case "old" -> old;
            case "other" -> customer.approval(customer.priced());
            default -> with(old, "quote", which);
        };
        var answer = site.post(place + "/approve", form);
        assertEquals(place, SignInPagesTest.place(answer));
        var notice = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertTrue(site.get(place, "Cookie", notice).body().contains("The price has changed since you saw it."));
        assertEquals(OrderState.DRAFT, customer.view(place).order().state());
        assertEquals(0, customer.count("job"));
    }

    @Test
    void knowsNoOrderByAWrongToken() throws Exception {
        customer.draft("part", "part bracket");
        for (var token : List.of("x", "0", Secrets.token(), "%2e%2e", "'%20or%201=1", "x".repeat(4_000))) {
            var place = "/o/" + token;
            assertEquals(404, site.get(place).statusCode(), token);
            assertEquals(404, site.get(place + "/live").statusCode(), token);
            assertEquals(404, site.post(place + "/choices", BRACKET).statusCode(), token);
            assertEquals(404, site.post(place + "/approve", IDA).statusCode(), token);
        }
        for (var product : List.of("rocket", "PART", "part.stl"))
            assertEquals(
                    404, customer.send(product, Map.of("once", "x"), "part x").statusCode(), product);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "..\\..\\windows\\system.ini, system.ini",
        "/etc/shadow, shadow",
        "...., file",
        "..%2f..%2fetc, %2f..%2fetc",
        "a\u0085b\u200bc\u202egpj.stl, abcgpj.stl",
        "\u200fשלום\u200e.stl, שלום.stl",
        "<script>alert(1)</script>.stl, script&gt;.stl",
        "<img src=x onerror=alert(1)>.stl, &lt;img src=x onerror=alert(1)&gt;.stl",
        "a'); drop table file; --.stl, a&#39;); drop table file; --.stl"
    })
    void showsAHostileNameHarmlessly(String name, String shown) throws Exception {
        var place = SignInPagesTest.place(customer.named(name));
        var page = customer.page(place);
        assertTrue(page.contains("<dt>File</dt><dd>" + shown + "</dd>"), page);
        assertFalse(customer.view(place).line().fileName().matches(".*[/\\\\\\p{Cntrl}\u0085\u202E\u200F].*"));
        assertTrue(
                site.files.path(customer.view(place).line().file()).toString().matches(".*/[0-9a-f]{2}/[0-9a-f]{64}"),
                "it is stored under its digest");
    }

    @Test
    void asksForAPlainNameWhereOneCannotBeRead() throws Exception {
        assertRefused(customer.named("😀".repeat(4_000) + ".stl"), "file", "Give it a short, plain name");
        var place = SignInPagesTest.place(customer.named("a\u0001.stl"));
        assertEquals("a.stl", customer.view(place).line().fileName(), "what can't be seen is left out");
    }

    @Test
    void shortensANameOfFourThousandLetters() throws Exception {
        for (var letter : List.of("n", "é", "😀")) {
            var name = customer.view(SignInPagesTest.place(
                            customer.named(letter.repeat(4_000 / letter.getBytes(UTF_8).length) + ".stl")))
                    .line()
                    .fileName();
            assertTrue(name.length() < 200 && name.endsWith(".stl"), name);
            assertFalse(name.matches(".*\\p{Cs}.*"), "no letter is cut in two: " + name);
        }
    }

    @Test
    void escapesWhatACustomerWrites() throws Exception {
        var place = customer.priced();
        var hostile = "<script>alert(1)</script>\u202e\u0007";
        site.post(place + "/approve", with(customer.approval(place), "name", hostile));
        assertTrue(
                customer.page(place).contains("Your order, &lt;script&gt;alert(1)&lt;/script&gt;</p>"),
                customer.page(place));
        var wrong = site.post(customer.priced() + "/choices", with(BRACKET, "quantity", "\"><script>"));
        assertFalse(wrong.body().contains("\"><script>"), wrong.body());
    }

    @Test
    void saysThatTheShopTakesNoOrdersWhereNoPricesArePublished() throws Exception {
        try (var closed = new Site(Listening.locally(spool))) {
            assertTrue(closed.get("/").body().contains("is not taking orders on the web yet"));
            assertEquals("/", SignInPagesTest.place(closed.get("/order/part")));
            var answer = closed.upload("/order/part", Map.of("once", "a"), "file", "part bracket");
            assertEquals("/", SignInPagesTest.place(answer));
            new Customer(closed).assertStoredNothing();
        }
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> {
                start.await();
                return one.call();
            });
            var second = threads.submit(() -> {
                start.await();
                return other.call();
            });
            return List.of(first.get(), second.get());
        }
    }
}
