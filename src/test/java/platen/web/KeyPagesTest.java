package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.idempotency.Once;
import platen.people.Role;

class KeyPagesTest {
    private static final Pattern KEY = Pattern.compile("value=\"(platen_[^\"]+)\"");

    private final Site site = new Site();

    KeyPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsAKeyOnceAndTheGateLooksAtIt() throws Exception {
        var ann = site.cookieOf(Role.COORDINATOR);
        assertEquals(
                422,
                site.post("/work/keys", Map.of("name", "Sign"), "Cookie", ann).statusCode());
        var page = site.post("/work/keys", Map.of("name", "Sign", "SEE_FLOOR", "yes"), "Cookie", ann)
                .body();
        var found = KEY.matcher(page);
        assertTrue(found.find(), page);
        var key = found.group(1);
        assertFalse(site.get("/work/keys", "Cookie", ann).body().contains(key));
        var gate = new Gate(site.parts, Listening.locally(site.spool));
        var api = Javalin.create(config -> {
            config.routes.before(gate::greet);
            config.routes.before(gate::recognise);
            config.routes.beforeMatched(gate::admit);
            var routes = new Routes(config.routes, new OnceGate(new Once(site.database, site.clock)));
            routes.get(
                    "/floor",
                    Access.PROGRAM_SEES_FLOOR,
                    ctx -> ctx.result(Gate.program(ctx).name()));
            routes.get("/money", Access.PROGRAM_SEES_MONEY, ctx -> ctx.result("money"));
        });
        api.start("127.0.0.1", 0);
        try {
            assertEquals("200 Sign", ask(api, "/floor", "Authorization", "Bearer " + key));
            assertTrue(ask(api, "/money", "Authorization", "Bearer " + key).startsWith("403"));
            assertTrue(ask(api, "/floor", "Authorization", "Bearer x").startsWith("401"));
            assertTrue(ask(api, "/floor", "Cookie", ann).startsWith("401"), "a cookie is no key");
            site.post("/work/keys/1/revoke", Map.of(), "Cookie", ann);
            assertTrue(ask(api, "/floor", "Authorization", "Bearer " + key).startsWith("401"));
        } finally {
            api.stop();
        }
    }

    private static String ask(Javalin api, String path, String header, String value)
            throws IOException, InterruptedException {
        try (var program = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                    .header(header, value)
                    .build();
            var answer = program.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
