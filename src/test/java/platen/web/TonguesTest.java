package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Orders;
import platen.orders.Product;
import platen.people.Role;
import platen.shop.Speech;
import platen.values.Actor;
import platen.values.Language;
import platen.values.OrderId;

/// Customers read in their own language: all of it, and always the one that they chose.
class TonguesTest {
    private static final Pattern HIDDEN = Pattern.compile("<(script|style|svg)\\b.*?</\\1>", Pattern.DOTALL);
    /// Names of the shop's own and of the languages are as they are.
    private static final List<String> SPOKEN =
            List.of("front", "order", "frame", "orders", "pricing", "documents", "meshes", "web");

    private final Site site = new Site();
    private final Customer customer = new Customer(site);

    TonguesTest() throws IOException {
        site.publishPrices();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void speaksAsTheBrowserLikes() throws Exception {
        assertEquals("en", language(site.get("/")));
        assertEquals("es", language(site.get("/", "Accept-Language", "es-US,es;q=0.9,en;q=0.5")));
        assertEquals("en", language(site.get("/", "Accept-Language", "fr,en;q=0.1")));
        assertEquals("en", language(site.get("/", "Accept-Language", "=;q=,")));
    }

    @Test
    void speaksAsTheShopDoesWhereNobodyAsks() throws Exception {
        site.settings.speak(Actor.worker("Ann"), new Speech(Language.SPANISH, "US"));
        assertEquals("es", language(site.get("/")));
        assertEquals("es", language(site.get("/", "Accept-Language", "fr")));
        assertEquals("en", language(site.get("/", "Accept-Language", "en")));
    }

    @Test
    void speaksAsWasChosenAndComesBackToThePage() throws Exception {
        var page = site.get("/order/paper?as=flyer").body();
        assertTrue(page.contains("name=\"back\" value=\"/order/paper?as=flyer\""), page);
        assertTrue(
                page.contains("<button class=\"quiet\" name=\"language\" value=\"es\" lang=\"es\">Español</button>"));
        var chosen = site.post("/language", Map.of("language", "es", "back", "/order/paper?as=flyer"));
        assertEquals("/order/paper?as=flyer", SignInPagesTest.place(chosen));
        var cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        var kept = cookie.substring(0, cookie.indexOf(';'));
        assertEquals("es", language(site.get("/", "Cookie", kept, "Accept-Language", "en")));
        assertEquals("en", language(site.get("/", "Cookie", "platen-language=de", "Accept-Language", "en")));
    }

    @Test
    void leadsNowhereElse() throws Exception {
        for (var back :
                List.of("//evil.example", "https://evil.example/", "/\\evil.example", "", "javascript:alert(1)"))
            assertEquals("/", SignInPagesTest.place(site.post("/language", Map.of("language", "es", "back", back))));
        var unknown = site.post("/language", Map.of("language", "tlh", "back", "/"));
        assertEquals(Optional.empty(), unknown.headers().firstValue("Set-Cookie"));
        var fromElsewhere = site.post("/language", Map.of("language", "es"), "Origin", "https://evil.example");
        assertEquals(403, fromElsewhere.statusCode());
    }

    @Test
    void comesBackFromTheAnswerToAFormToThePageThatHadTheForm() throws Exception {
        var place = customer.priced();
        var refused = site.post(place + "/approve", Map.of(), "Referer", site.url(place + "?compare=50"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("name=\"back\" value=\"" + place + "?compare=50\""), refused.body());
    }

    @Test
    void letsNoCacheMixLanguagesUp() throws Exception {
        var answer = site.get("/", "Accept-Language", "es");
        assertEquals(Optional.of("es"), answer.headers().firstValue("Content-Language"));
        assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
        assertTrue(String.join(", ", answer.headers().allValues("Vary")).contains("Accept-Language, Cookie"));
    }

    @Test
    void keepsTheFloorInEnglish() throws Exception {
        var worker = site.cookieOf(Role.COORDINATOR);
        for (var path : List.of("/work", "/guide", "/work/orders"))
            assertEquals("en", language(site.get(path, "Cookie", worker, "Accept-Language", "es")), path);
        assertEquals("es", language(site.get("/workshop", "Accept-Language", "es")));
    }

    @Test
    void remembersInWhichLanguageAnOrderWasMade() throws Exception {
        var place = customer.priced();
        assertEquals(Optional.of(Language.ENGLISH), languageOf(place));
        site.post(place + "/approve", customer.approval(place), "Accept-Language", "es");
        assertEquals(Optional.of(Language.SPANISH), languageOf(place));
        var counter = site.order(Product.PAPER, Choices.Paper.copies("Letter", "black", false, 5), "counter.pdf");
        assertEquals(Optional.empty(), languageOf(counter.id()));
    }

    private Optional<Language> languageOf(String place) {
        return languageOf(customer.view(place).order().id());
    }

    private Optional<Language> languageOf(OrderId id) {
        return site.database.reading(Orders.class).language(id);
    }

    @Test
    void beginsTheLinesOfAPersonsPriceInTheCustomersLanguage() throws Exception {
        var place = customer.priced();
        site.post(place + "/ask", Customer.with(Customer.IDA, "wish", "Por favor"), "Accept-Language", "es");
        var id = customer.view(place).order().id().value();
        var form = site.get("/work/orders/" + id + "/price", "Cookie", site.cookieOf(Role.COORDINATOR));
        assertEquals("en", language(form));
        assertTrue(form.body().contains("value=\"Preparar su pedido\""), form.body());
        assertTrue(form.body().contains("This customer reads <span lang=\"es\">Español</span>"), form.body());
    }

    /// The whole road, and nowhere a word of English but the shop's own names.
    @Test
    void speaksSpanishAllTheWay() throws Exception {
        var pages = new ArrayList<HttpResponse<String>>();
        for (var path : List.of("/", "/order/part", "/order/paper", "/order/flyer", "/nowhere", "/sign-in"))
            pages.add(look(path));
        pages.add(look("/link/" + site.accounts.setUpLink().orElseThrow()));
        pages.add(site.upload("/order/part", customer.form("part"), "file", (String) null, "Accept-Language", "es"));
        alongAPart(pages);
        alongAPersonsPrice(pages);
        var wrong = new TreeSet<String>();
        for (var page : pages) {
            assertEquals("es", language(page), page.body());
            note(page, wrong);
        }
        assertEquals(new TreeSet<String>(), wrong);
    }

    private void alongAPart(List<HttpResponse<String>> pages) throws Exception {
        var place = customer.draft("part", "part bracket");
        pages.add(look(place));
        pages.add(site.post(place + "/choices", Map.of("quantity", "-1"), "Accept-Language", "es"));
        site.post(place + "/choices", Customer.BRACKET);
        pages.add(look(place));
        pages.add(site.post(place + "/approve", Map.of("quote", "1"), "Accept-Language", "es"));
        site.post(place + "/approve", customer.approval(place));
        pages.add(look(place));
        var id = customer.view(place).order().id();
        for (var state : List.of("IN_PRODUCTION", "READY", "COLLECTED", "EXPIRED", "CANCELLED")) {
            site.database.use(change -> change.createUpdate("update customer_order set state = :state where id = :id")
                    .bind("state", state)
                    .bind("id", id.value())
                    .execute());
            pages.add(look(place));
        }
    }

    private void alongAPersonsPrice(List<HttpResponse<String>> pages) throws Exception {
        for (var content : List.of("document draft", "oddment draft", "long draft")) {
            var place = customer.draft("paper", content);
            pages.add(look(place));
            site.desk.choose(place.substring("/o/".length()), Choices.Paper.copies("Letter", "black", true, 50));
            pages.add(look(place));
            site.parts
                    .offers()
                    .submit(place.substring("/o/".length()), Contact.of("Ida", "ida@example.org", null), "Por favor");
            pages.add(look(place));
            offer(place);
            pages.add(look(place));
            assertTrue(pages.getLast().body().contains("Hasta <strong><time"), place);
        }
    }

    private void offer(String place) throws Exception {
        var order = customer.view(place).order();
        var until = LocalDate.ofInstant(site.clock.instant(), ZoneOffset.UTC).plusDays(5);
        var before = order.quote() == null ? "" : "" + order.quote().value();
        var form = Map.of(
                "before", before, "words1", "Plegado", "amount1", "12.50", "until", until.toString(), "group", "no");
        var path = "/work/orders/" + order.id().value() + "/price";
        var answer = site.post(path, form, "Cookie", site.cookieOf(Role.COORDINATOR));
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private HttpResponse<String> look(String path) throws IOException, InterruptedException {
        return site.get(path, "Accept-Language", "es-US");
    }

    private static String language(HttpResponse<String> page) {
        var found = Pattern.compile("<html lang=\"([a-z]+)\">").matcher(page.body());
        assertTrue(found.find(), page.body());
        return found.group(1);
    }

    private static void note(HttpResponse<String> page, Set<String> wrong) throws IOException {
        var body = HIDDEN.matcher(page.body()).replaceAll("");
        var read = body.replaceAll("(?:aria-label|alt|placeholder|data-say|data-large)=\"([^\"]*)\"", ">$1<");
        var texts = List.of(read.split("<[^>]*>|[<>]", -1)).stream()
                .map(text -> text.replace("&#39;", "'").replace("&quot;", "\"").strip())
                .filter(text -> !text.isEmpty())
                .toList();
        assertFalse(texts.isEmpty());
        var whole = withoutNames(String.join("\n", texts));
        for (var bundle : SPOKEN) {
            var spanish = words(bundle + "_es");
            words(bundle).forEach((key, english) -> {
                if (!spanish.containsKey(key) || spanish.get(key).equals(english)) return;
                for (var piece : english.toString().replace("''", "'").split("¤?\\{[^}]*\\}", -1)) {
                    var words = piece.strip();
                    var isSaid = words.matches("(?s).*\\p{L}{2,}.*\\s.*\\p{L}{2,}.*")
                            ? whole.contains(words)
                            : words.matches("\\p{L}{3,}.*") && texts.contains(words);
                    if (isSaid) wrong.add(page.uri().getPath().replaceAll("^/o/.*", "/o/") + " " + key + ": " + words);
                }
            });
        }
    }

    /// What the price book says is the shop's own.
    private static String withoutNames(String text) throws IOException {
        var book = Files.readString(Path.of("src/main/resources/prices/us.toml"));
        var names = Pattern.compile("\"([^\"]*)\"").matcher(book).results().map(found -> found.group(1));
        return names.filter(name -> name.contains(" ")).reduce(text, (left, name) -> left.replace(name, ""));
    }

    private static Properties words(String bundle) throws IOException {
        var words = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/messages", bundle + ".properties"))) {
            words.load(in);
        }
        return words;
    }
}
