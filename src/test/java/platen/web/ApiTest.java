package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.events.Events;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Person;
import platen.people.ProgramKeys;
import platen.people.Role;
import platen.people.Scope;
import platen.values.Actor;
import platen.values.Json;

/// Every answer, and every refusal, is held against the document that the server itself gives.
class ApiTest {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final Site site = new Site();
    private final Person ann = site.person("Ann", Role.COORDINATOR);
    private final ProgramKeys keys = new ProgramKeys(site.database, site.clock);
    private final String all = keys.issue(ann, "Robot", EnumSet.allOf(Scope.class));
    private final JsonNode document = json(site.get("/api/v1/openapi.json").body());
    private final Set<String> asked = new TreeSet<>();
    private final AtomicInteger acts = new AtomicInteger();

    ApiTest() throws IOException, InterruptedException {}

    @AfterEach
    void close() {
        site.close();
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private JsonNode get(int status, String path) throws Exception {
        return get(status, path, all);
    }

    private JsonNode get(int status, String path, String key) throws Exception {
        var request = site.to("/api/v1/" + path).header("Authorization", "Bearer " + key);
        return checked(status, "get", path, site.send(request.GET()));
    }

    private JsonNode post(int status, String path, String body) throws Exception {
        return post(status, path, body, "act-number-" + acts.incrementAndGet());
    }

    private JsonNode post(int status, String path, String body, String name) throws Exception {
        var request = site.to("/api/v1/" + path)
                .header("Authorization", "Bearer " + all)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", name);
        return checked(status, "post", path, site.send(request.POST(BodyPublishers.ofString(body))));
    }

    private JsonNode checked(int status, String method, String path, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        var operation = operation(method, "/api/v1/" + path.replaceAll("\\?.*", ""));
        var isProblem = status >= 400;
        var type = isProblem ? "application/problem+json" : "application/json";
        assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith(type));
        ObjectNode schema = operation
                .path("responses")
                .path(isProblem ? "default" : "200")
                .path("content")
                .path(type)
                .path("schema")
                .deepCopy();
        schema.set("components", document.path("components"));
        var body = json(answer.body());
        assertEquals(Set.of(), SCHEMAS.getSchema(schema).validate(body), answer::body);
        if (isProblem) assertTrue(body.path("detail").asText().endsWith("."), answer::body);
        return body;
    }

    private JsonNode operation(String method, String path) {
        for (var one : document.path("paths").properties()) {
            if (!path.matches(one.getKey().replaceAll("\\{\\w+}", "[^/]+"))) continue;
            asked.add(method + " " + one.getKey());
            return one.getValue().path(method);
        }
        throw new AssertionError("the document does not know " + path);
    }

    @Test
    void documentAndServerKnowTheSame() throws Exception {
        var served = new HashSet<String>();
        // The figures for Prometheus are in a format of their own.
        for (var route : site.website.routes())
            if (route.access().scope() != null && route.path().startsWith("/api/"))
                served.add(route.method().toLowerCase(Locale.ROOT) + " " + route.path());
        var written = new HashSet<String>();
        for (var path : document.path("paths").properties())
            path.getValue().fieldNames().forEachRemaining(method -> written.add(method + " " + path.getKey()));
        assertEquals(served, written);
        assertEquals("3.1.0", document.path("openapi").asText());
        var page = site.get("/work/api", "Cookie", site.cookieOf(Role.WORKER));
        assertEquals(200, page.statusCode());
        for (var path : document.path("paths").properties())
            assertTrue(page.body().contains(path.getKey()), path.getKey());
    }

    @Test
    void aProgramRunsAWholeDay() throws Exception {
        site.publishPrices();
        var printing = site.printing();
        var cube = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 2), "cube.stl");
        var press = new Register(site.database, site.clock)
                .addByHand("Riso", MachineKind.RISO, Actor.worker("Ann"))
                .orElseThrow();
        var order = post(200, "orders", """
                {"what": "20 posters", "quantity": 20, "kind": "RISO", "price_cents": 4200,
                 "customer_name": "Mara Quill", "email": "mara@example.org"}""");
        var id = order.path("id").asLong();
        assertEquals(4200, order.path("open_cents").asLong());
        assertEquals(2, get(200, "orders?limit=2").path("items").size());
        assertEquals(0, get(200, "orders?state=READY").path("items").size());
        get(200, "orders/" + cube.id().value());
        assertTrue(get(200, "orders/" + cube.id().value() + "/quote")
                        .path("price_cents")
                        .asLong()
                > 0);
        pays(id);
        post(200, "orders/" + id + "/remarks", "{\"body\": \"They are being printed.\"}");
        assertEquals(0, get(200, "customers").path("items").size());
        runsThePress(id, press.value());
        var running = printing.job().value();
        var paused = post(200, "jobs/" + running + "/cancel", "");
        assertFalse(paused.path("why").asText().isEmpty());
        post(409, "jobs/" + running + "/resume", "{}");
        get(200, "jobs?which=open");
        readsTheLog();
        prices();
        get(200, "spools");
        get(200, "supplies");
        assertFalse(asked.isEmpty());
    }

    private void pays(long id) throws Exception {
        var pay = "{\"amount_cents\": 4000, \"method\": \"CASH\"}";
        var paid = post(200, "orders/" + id + "/payments", pay, "one-payment");
        assertEquals(200, paid.path("open_cents").asLong());
        assertEquals(paid, post(200, "orders/" + id + "/payments", pay, "one-payment"));
        post(422, "orders/" + id + "/payments", pay.replace("4000", "100"), "one-payment");
        var refused = post(409, "orders/" + id + "/payments", pay);
        assertEquals(200, refused.path("now").path("open_cents").asLong());
        assertEquals(1, site.till.entries(new platen.values.OrderId(id)).size());
    }

    private void runsThePress(long order, long press) throws Exception {
        var jobs = get(200, "jobs?which=open").path("items");
        var job = 0L;
        for (var one : jobs)
            if (one.path("order_id").asLong() == order) job = one.path("id").asLong();
        var at = "jobs/" + job;
        assertEquals("WAITING", get(200, at).path("state").asText());
        post(200, at + "/hold", "{\"hold\": \"SHOP\", \"reason\": \"the ink is on its way\"}");
        post(409, at + "/hold", "{\"hold\": \"SHOP\", \"reason\": \"twice\"}");
        post(200, at + "/let-go", "");
        post(200, at + "/places", "{\"machine_ids\": [" + press + "]}");
        post(200, "machines/" + press + "/out-of-order", "{\"reason\": \"no drum\"}");
        assertEquals(
                "no drum", get(200, "machines/" + press).path("out_of_order").asText());
        post(200, "machines/" + press + "/in-order", "");
        var why = post(409, at + "/start", "{\"machine_id\": " + press + "}")
                .path("now")
                .path("why_code")
                .asText();
        assertFalse(why.isEmpty());
        post(200, "machines/" + press + "/clear", "");
        post(200, at + "/start", "{\"machine_id\": " + press + "}");
        post(200, at + "/count", "{\"good\": 20, \"spoiled\": 1, \"counted\": 0}");
        assertEquals("DONE", get(200, at).path("state").asText());
        get(200, "machines");
    }

    private void readsTheLog() throws Exception {
        var first = get(200, "events?limit=3");
        var seen = first.path("items").size();
        for (var next = first.path("next"); !next.isNull(); ) {
            var page = get(200, "events?limit=200&after=" + next.asText());
            seen += page.path("items").size();
            next = page.path("next");
        }
        assertTrue(seen > 5 && seen < site.database.reading(Events.class).last());
        var events = get(200, "events?limit=200").path("items");
        var byRobot = 0;
        for (var event : events) if (event.path("actor").asText().equals("Robot (Ann)")) byRobot++;
        assertTrue(byRobot > 5, events::toString);
        var floor = keys.issue(ann, "Sign", EnumSet.of(Scope.SEE_FLOOR));
        for (var event : get(200, "events?limit=200", floor).path("items"))
            assertFalse(event.path("about").asText().equals("ORDER"), event::toString);
        get(403, "orders", floor);
        get(401, "orders", "wrong");
    }

    private void prices() throws Exception {
        var stored = (Stored) site.files.store(new ByteArrayInputStream("part of a robot".getBytes(UTF_8)), 1_000);
        var ask = "{\"file_sha256\": \"%s\", \"file_name\": \"arm.stl\", \"product\": \"PART\", \"quantity\": 3}";
        var quote = post(200, "quotes", ask.formatted(stored.digest().hex()));
        assertTrue(quote.path("price_cents").asLong() > 0, quote::toString);
        post(422, "quotes", ask.formatted("0".repeat(64)));
    }

    @Test
    void whatIsWrongIsSaidInASentence() throws Exception {
        get(404, "jobs/77");
        get(404, "jobs/seven");
        get(422, "jobs?limit=0");
        get(422, "jobs?after=x");
        get(422, "jobs?which=shut");
        var job = site.printing().job().value();
        post(400, "jobs/" + job + "/hold", "{");
        post(422, "jobs/" + job + "/hold", "[]");
        post(422, "jobs/" + job + "/hold", "{\"hold\": \"SHOP\"}");
        post(422, "jobs/" + job + "/hold", "{\"hold\": \"NOT\", \"reason\": \"x\"}");
        assertTrue(post(422, "jobs/" + job + "/hold", "{\"hold\": \"SHOP\", \"raeson\": \"x\"}")
                .path("detail")
                .asText()
                .contains("raeson"));
        var asForm = site.to("/api/v1/jobs/" + job + "/hold")
                .header("Authorization", "Bearer " + all)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", "as-a-form");
        var refused = site.send(asForm.POST(BodyPublishers.ofString("{\"hold\": \"SHOP\", \"reason\": \"x\"}")));
        checked(415, "post", "jobs/" + job + "/hold", refused);
        assertTrue(refused.headers()
                .firstValue("Content-Disposition")
                .orElseThrow()
                .startsWith("attachment"));
        post(400, "jobs/" + job + "/pause", "", "short");
        post(422, "jobs/" + job + "/start", "{\"machine_id\": 77}");
        post(422, "orders", """
                {"what": "x", "quantity": 1, "kind": "RISO", "price_cents": 1, "customer_name": "M"}""");
        var nameless = site.to("/api/v1/jobs/" + job + "/pause").header("Authorization", "Bearer " + all);
        checked(400, "post", "jobs/" + job + "/pause", site.send(nameless.POST(BodyPublishers.noBody())));
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() throws Exception {
        var job = site.printing().job().value();
        var request = site.to("/api/v1/jobs/" + job).header("Authorization", "Bearer " + all);
        var tag = site.send(request.copy().GET()).headers().firstValue("ETag").orElseThrow();
        assertEquals(304, site.send(request.header("If-None-Match", tag).GET()).statusCode());
    }
}
