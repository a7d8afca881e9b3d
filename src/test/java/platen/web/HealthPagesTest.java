package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.people.ProgramKeys;
import platen.people.Role;
import platen.people.Scope;

class HealthPagesTest {
    private static final int MOST_EVENTS = 2_000;

    private final Site site = new Site();

    HealthPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aProgramThatWatchesHearsAWordAndNoMore() throws Exception {
        var answer = site.get("/health");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"ok\"}", answer.body());
    }

    @Test
    void aProgramWithAKeyReadsFiguresThatSayNothingOfPeople() throws Exception {
        assertEquals(401, site.get("/metrics").statusCode());
        var keys = new ProgramKeys(site.database, site.clock);
        var key = keys.issue(site.person("ann", Role.COORDINATOR), "watcher", EnumSet.of(Scope.SEE_FLOOR));
        var first = figures(key);
        assertEquals(401, site.get("/metrics").statusCode());
        var second = figures(key);
        var refused = "platen_http_request_seconds_count{status=\"4xx\"}";
        assertEquals(first.getOrDefault(refused, -1.0) + 1, second.get(refused));
        assertTrue(second.getOrDefault("platen_disk_free_bytes", 0.0) > 0);
        assertEquals(0, second.get("platen_prints"));
        assertFalse(second.toString().contains("ann"), "nobody's name");
    }

    /// Each line is one of the format's, and each figure has been announced.
    private Map<String, Double> figures(String key) throws Exception {
        var answer = site.get("/metrics", "Authorization", "Bearer " + key);
        assertEquals(200, answer.statusCode(), answer.body());
        var figures = new HashMap<String, Double>();
        var announced = new HashSet<String>();
        for (var line : answer.body().lines().toList()) {
            if (line.startsWith("# HELP ")) continue;
            if (line.startsWith("# TYPE ")) {
                assertTrue(line.matches("# TYPE platen_[a-z_]+ (gauge|histogram)"), line);
                announced.add(line.split(" ", -1)[2]);
                continue;
            }
            assertTrue(line.matches("platen_[a-z_]+(\\{[a-z]+=\"[^\"]+\"(,le=\"[^\"]+\")?})? [-0-9.E]+"), line);
            var name = line.split("[{ ]", 2)[0].replaceFirst("_(bucket|sum|count)$", "");
            assertTrue(announced.contains(name), line);
            var blank = line.lastIndexOf(' ');
            figures.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        }
        return figures;
    }

    @Test
    void aDiskThatIsFullIsToldInWordsAndNothingIsHalfWritten() throws Exception {
        var coordinator = site.cookieOf(Role.COORDINATOR);
        site.database.use(full -> full.execute("pragma max_page_count = 1"));
        var before = 0;
        HttpResponse<String> answer;
        do {
            before = events();
            answer = setRule(coordinator, before);
        } while (answer.statusCode() == 303 && before < MOST_EVENTS);
        assertEquals(507, answer.statusCode());
        assertTrue(answer.body().contains("no room to keep anything new"), answer.body());
        assertEquals(before, events(), "neither the rule nor its event");
        assertEquals(200, site.get("/").statusCode(), "pages are shown on");
        site.database.use(room -> room.execute("pragma max_page_count = 1000000"));
        assertEquals(303, setRule(coordinator, before).statusCode(), "it goes on by itself when there is room");
    }

    private HttpResponse<String> setRule(String coordinator, int number) throws IOException, InterruptedException {
        var rule = Map.of("folder", "", "hour", "" + number % 24, "keepDays", "7", "keepWeeks", "4");
        return site.post("/work/keeping/rule", rule, "Cookie", coordinator);
    }

    private int events() {
        return site.database.<Integer, RuntimeException>look(look -> look.createQuery("select count(*) from event")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aCoordinatorReadsWhatToDo() throws Exception {
        var page = site.get("/work/health", "Cookie", site.cookieOf(Role.COORDINATOR));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("There is no backup yet"), page.body());
        assertTrue(page.body().contains("No mail server is named"), page.body());
    }
}
