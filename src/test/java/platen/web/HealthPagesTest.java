package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.people.Role;

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
