package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.people.MovableClock;
import platen.people.Role;

/// What the program's own log says of what was refused.
class RefusalLogTest {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());

    private final List<String> said = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(ear);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(ear);
    }

    @Test
    void tellsHowOftenWhatWasRefusedAndNobodysNameOrWords() throws IOException, InterruptedException {
        try (var site = new Site()) {
            var worker = site.cookieOf(Role.WORKER);
            site.get("/work/log?secret=1", "Cookie", worker);
            site.get("/work");
            site.get("/o/AAAAAAAAAAAAAAAAAAAAAA");
            site.get("/nowhere/AAAAAAAAAA");
            var wrong = Map.of("email", "ann@example.org", "password", "guess");
            for (int i = 0; i < 2; i++) site.post("/sign-in", wrong);
            site.post("/sign-in", wrong, "Origin", "https://evil.example");
            site.clock.pass(Duration.ofMinutes(2));
            site.get("/nowhere");
        }
        assertEquals(1, said.size(), said.toString());
        var line = said.getFirst();
        assertTrue(line.startsWith("INFO refused since "), line);
        for (var part : List.of(
                "403 GET /work/log ×1",
                "401 GET /work ×1",
                "404 GET /o/{token} ×1",
                "404 GET (nothing there) ×1",
                "422 POST /sign-in ×2",
                "403 POST ")) assertTrue(line.contains(part), part + " in " + line);
        for (var hidden : List.of("ann@", "guess", "AAAA", "secret", "127.0.0.1", "worker0"))
            assertFalse(line.contains(hidden), line);
    }

    @Test
    void saysWhenItIsUnusuallyMuchAndBoundsWhatItSays() {
        var clock = new MovableClock();
        var refusals = new Refusals(clock);
        for (int i = 0; i < 5_000; i++) refusals.count("404 M" + i + " (nothing there)");
        clock.pass(Duration.ofMinutes(2));
        refusals.count("401 GET /work");
        assertTrue(said.getFirst().startsWith("WARNING refused unusually often, 5000 times"), said.toString());
        assertTrue(said.getFirst().contains("others ×4970") && said.getFirst().length() < 2_000, said.toString());
    }
}
