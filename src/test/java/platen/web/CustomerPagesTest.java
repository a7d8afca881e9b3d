package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.with;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.orders.OrderState;
import platen.people.Role;
import platen.values.Secrets;

/// Customers' accounts in the browser, in a shop from which no mail goes out: workers make the links.
class CustomerPagesTest {
    private static final Pattern LETTER = Pattern.compile("action=\"(/work/tell/letters/\\d+)\"");
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/[a-z/]+/[A-Za-z0-9_-]{22})");
    private static final Pattern PAGE = Pattern.compile("data-page=\"(customer/[^\"]+)\"");
    private static final Set<String> PARTS = Set.of("data", "said", "pay-by", "to-tell");

    private final Site site = new Site();
    private final Customer customer = new Customer(site);
    private final Set<String> made = new TreeSet<>();
    private String worker = "";
    private String coordinator = "";

    CustomerPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
        worker = site.cookieOf(Role.WORKER);
        coordinator = site.cookieOf(Role.COORDINATOR);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private String get(String path, String cookie) throws IOException, InterruptedException {
        var answer = cookie.isEmpty() ? site.get(path) : site.get(path, "Cookie", cookie);
        assertEquals(200, answer.statusCode(), path + answer.body());
        note(answer.body());
        return answer.body();
    }

    private void note(String body) {
        var page = PAGE.matcher(body);
        if (page.find()) made.add(page.group(1));
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String cookie)
            throws IOException, InterruptedException {
        return cookie.isEmpty() ? site.post(path, form) : site.post(path, form, "Cookie", cookie);
    }

    private static String place(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String cookie(HttpResponse<String> answer) {
        var set = answer.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("platen-customer="))
                .findFirst()
                .orElseThrow();
        assertTrue(set.contains("HttpOnly") && set.contains("SameSite=Lax"), set);
        return set.substring(0, set.indexOf(';'));
    }

    /// The link of the oldest letter that waits for a worker, who tells it.
    private String link() throws IOException, InterruptedException {
        var letter = LETTER.matcher(get("/work/tell", worker));
        assertTrue(letter.find());
        var told = post(letter.group(1), Map.of(), worker);
        note(told.body());
        var link = LINK.matcher(told.body());
        assertTrue(link.find(), told.body());
        post(letter.group(1) + "/told", Map.of(), worker);
        return link.group(1);
    }

    private String signedIn(String email) throws IOException, InterruptedException {
        post("/account/link", Map.of("email", email), "");
        var link = link();
        assertTrue(get(link, "").contains(email));
        var entered = post(link, Map.of(), "");
        assertEquals("/account", place(entered));
        var spent = site.get(link);
        assertEquals(410, spent.statusCode());
        return cookie(entered);
    }

    /// An approved order of Ida's.
    private String ordered() throws IOException, InterruptedException {
        var place = customer.priced();
        site.post(place + "/approve", customer.approval(place));
        assertEquals(OrderState.APPROVED, customer.view(place).order().state());
        return place;
    }

    @Test
    void leadsFromAMailedLinkToAllOrdersAndToTheSameAgain() throws Exception {
        var place = ordered();
        var code = customer.view(place).order().code();
        var ida = signedIn("ida@example.org");
        var account = get("/account", ida);
        assertTrue(account.contains(code) && account.contains("It is our turn"), account);
        site.database.use(change -> change.execute("update customer_order set state = 'COLLECTED'"));
        assertTrue(get("/account", ida).contains(place + "/again"));
        post("/account/details", Map.of("name", "Ida Bell", "phone", "601 555 0100", "address", "1 Elm Street"), ida);
        var again = place(post(place + "/again", Map.of("once", Secrets.token()), ida));
        var draft = get(again, ida);
        assertTrue(draft.contains("value=\"Ida Bell\"") && draft.contains("value=\"601 555 0100\""), draft);
        assertFalse(site.get(again).body().contains("Ida Bell"), "for who is signed in alone");
        assertTrue(get("/account", ida).contains(again), "the draft is theirs");
        get("/account/details", ida);
    }

    @Test
    void savesAllOfACustomerAndDeletesTheirAccount() throws Exception {
        var place = ordered();
        var code = customer.view(place).order().code();
        var ida = signedIn("ida@example.org");
        assertTrue(get("/account", ida).contains("/account/data/delete"));
        var zip = site.get("/account/data/export", "Cookie", ida);
        assertEquals("application/zip", zip.headers().firstValue("Content-Type").orElse(""));
        assertTrue(zip.body().startsWith("PK"), "a ZIP");
        assertTrue(get("/account/data/delete", ida).contains(code), "still needs their name");
        assertEquals(422, post("/account/data/delete", Map.of(), ida).statusCode());
        assertEquals("/", place(post("/account/data/delete", Map.of("sure", "yes"), ida)));
        assertEquals(303, site.get("/account", "Cookie", ida).statusCode(), "signed out");
        assertEquals("Ida B.", customer.view(place).order().customerName(), "goes on");
    }

    @Test
    void answersTheSameWhetherAnAddressIsKnownOrNot() throws Exception {
        ordered();
        var known = post("/account/link", Map.of("email", "ida@example.org"), "");
        var unknown = post("/account/link", Map.of("email", "eve@example.org"), "");
        assertEquals(place(known), place(unknown));
        assertEquals(notice(known), notice(unknown));
        assertTrue(get("/account/sign-in", "").contains("We send no mail from here"));
        var wrong = Map.of("address", "ida@example.org", "password", "wrong");
        var first = post("/account/sign-in", wrong, "");
        var other = post("/account/sign-in", with(wrong, "address", "eve@example.org"), "");
        assertEquals(422, first.statusCode());
        assertEquals(first.body().replace("ida@", "eve@"), other.body());
        Customer.assertRefused(post("/account/link", Map.of("email", "ida"), ""), "email", "e-mail");
    }

    private static String notice(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").toString();
    }

    /// On a phone that was left open, nobody makes themselves a way back in.
    @Test
    void setsAPasswordSoonAfterSigningInOnly() throws Exception {
        ordered();
        var ida = signedIn("ida@example.org");
        site.clock.pass(Duration.ofMinutes(16));
        post("/account/password", Map.of("password", "nine paper lanterns"), ida);
        var byPassword = Map.of("address", "ida@example.org", "password", "nine paper lanterns");
        assertEquals(422, post("/account/sign-in", byPassword, "").statusCode());
        Customer.assertRefused(
                post("/account/password", Map.of("password", "password1234"), signedIn("ida@example.org")),
                "password",
                "thief");
    }

    @Test
    void signsOutAndKeepsWorkersAndCustomersApart() throws Exception {
        ordered();
        var ida = signedIn("ida@example.org");
        assertEquals("/account/sign-in", place(site.get("/account")));
        assertEquals("/account/sign-in", place(site.get("/account", "Cookie", coordinator)));
        assertEquals("/sign-in?next=%2Fwork", place(site.get("/work", "Cookie", ida)));
        Customer.assertRefused(post("/account/password", Map.of("password", "short"), ida), "password", "12");
        post("/account/password", Map.of("password", "twelve lead letters"), ida);
        var byPassword =
                post("/account/sign-in", Map.of("address", "Ida@example.org", "password", "twelve lead letters"), "");
        var other = cookie(byPassword);
        place(post("/account/sign-out", Map.of(), ida));
        assertEquals("/account/sign-in", place(site.get("/account", "Cookie", ida)));
        get("/account", other);
        place(post("/account/sign-out-everywhere", Map.of(), other));
        assertEquals("/account/sign-in", place(site.get("/account", "Cookie", other)));
        var elsewhere =
                site.post("/account/link", Map.of("email", "ida@example.org"), "Origin", "https://evil.example");
        assertEquals(403, elsewhere.statusCode());
    }

    @Test
    void limitsHowOftenLinksAreAskedFor() throws Exception {
        HttpResponse<String> answer;
        var asked = 0;
        do answer = post("/account/link", Map.of("email", asked++ + "@example.org"), "");
        while (answer.statusCode() == 303);
        assertEquals(429, answer.statusCode());
        assertEquals(13, asked);
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void putsAnOrderOnAnAccountWithTheYesOfSomebodyElse() throws Exception {
        var account = place(post("/work/money/accounts", Map.of("name", "Elm School", "termsDays", "30"), coordinator));
        get(account, coordinator);
        var people = account + "/people";
        var ada = joined(people, "ada@school.example", "APPROVES");
        var ora = joined(people, "ora@school.example", "ORDERS");
        var id = account.substring(account.lastIndexOf('/') + 1);
        var organisation = "/account/organisations/" + id;
        get(organisation, ada);
        assertEquals(404, site.get(organisation, "Cookie", ora).statusCode(), "for who says yes");
        place(post(organisation + "/budget", Map.of("monthly", "0.05"), ada));
        assertTrue(get(people, coordinator).contains("of $0.05"));

        var draft = customer.priced();
        var page = get(draft, ora);
        assertTrue(page.contains("On the account of Elm School") && page.contains("more than the $0.05"), page);
        assertFalse(site.get(draft).body().contains("Elm School"), "not for who is not signed in");
        var payer = Pattern.compile("name=\"payer\" value=\"(\\d+)\"").matcher(page);
        assertTrue(payer.find());
        var form = with(with(customer.approval(draft), "payer", payer.group(1)), "word", "For the fair");
        assertEquals(422, post(draft + "/approve", form, "").statusCode(), "nobody else puts it there");
        place(post(draft + "/approve", form, ora));
        assertTrue(get(draft, "").contains("It is the turn of Elm School"));
        assertTrue(get("/account", ada).contains("Look at it and answer"));

        var link = link();
        var asked = get(link, "");
        assertTrue(asked.contains("For the fair") && asked.contains("more than is left"), asked);
        get(link + "/picture", "");
        var quote = Map.of("quote", form.getOrDefault("quote", ""), "answer", "yes");
        assertEquals(422, post(link, quote, "").statusCode(), "over the budget only explicitly");
        place(post(link, with(quote, "over", "yes"), ""));
        assertTrue(get(link, "").contains("said yes"));
        assertEquals(OrderState.APPROVED, customer.view(draft).order().state());
        assertTrue(get(draft, "").contains("on the account of Elm School"));

        assertEquals(404, site.get("/account/approvals/1", "Cookie", ora).statusCode());
        assertEquals(404, site.get("/account/approvals/x", "Cookie", ada).statusCode());
        get("/account/approvals/1", ada);
        nobodyElseReaches(id);
        assertEquals(410, site.get("/approve/" + Secrets.token()).statusCode());
        post("/account/link", Map.of("email", "ada@school.example"), "");
        get(link(), "");
        get("/account/sign-in", "");
        get("/account/details", ada);
        get("/account/data/delete", ada);
        assertEquals(templates(), made);
    }

    /// Who has an account of their own, and nothing to do with this organisation; nor does a coordinator come in so.
    private void nobodyElseReaches(String organisation) throws IOException, InterruptedException {
        var bo = new SignedInCustomer(site, "bo@example.org").cookie();
        var tried = 0;
        for (var route : site.website.routes()) {
            if (!route.path().matches("/account/(approvals|organisations)/.*")) continue;
            var path = route.path().replace("{account}", organisation).replaceAll("\\{[^}]+}", "1");
            for (var cookie : List.of(bo, coordinator)) {
                var isPost = route.method().equals("POST");
                var answer = isPost
                        ? post(path, Map.of("answer", "yes", "email", "bo@example.org", "role", "APPROVES"), cookie)
                        : site.get(path, "Cookie", cookie);
                var isAtTheDoor = cookie.equals(coordinator) && answer.statusCode() == 303;
                assertTrue(isAtTheDoor || answer.statusCode() == 404, route.method() + " " + path);
                assertFalse(answer.body().contains("Elm School"), path);
                tried++;
            }
        }
        assertTrue(tried >= 20, "all of them: " + tried);
    }

    private String joined(String people, String email, String role) throws IOException, InterruptedException {
        place(post(people, Map.of("email", email, "role", role), coordinator));
        var link = link();
        assertTrue(get(link, "").contains("Elm School"));
        return cookie(post(link, Map.of(), ""));
    }

    @Test
    void tellsTheOrdersPageOfANo() throws Exception {
        var account = place(post("/work/money/accounts", Map.of("name", "Elm School", "termsDays", "30"), coordinator));
        var ada = joined(account + "/people", "ada@school.example", "APPROVES");
        var ora = joined(account + "/people", "ora@school.example", "ORDERS");
        var draft = customer.priced();
        place(post(draft + "/approve", with(customer.approval(draft), "payer", "2"), ora));
        place(post(draft + "/take-back", Map.of(), ""));
        assertTrue(get(draft, "").contains("OK to print"));
        place(post(draft + "/approve", with(customer.approval(draft), "payer", "2"), ora));
        place(post("/account/approvals/2", Map.of("answer", "no", "word", "Rather in black"), ada));
        var page = get(draft, "");
        assertTrue(page.contains("Elm School said no") && page.contains("Rather in black"), page);
    }

    private static Set<String> templates() throws IOException {
        try (var files = Files.list(Path.of("templates/customer"))) {
            return files.map(file -> file.getFileName().toString().replace(".peb", ""))
                    .filter(name -> !PARTS.contains(name))
                    .map(name -> "customer/" + name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
