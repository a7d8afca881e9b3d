package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Role;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.PersonId;

/// Open pages hear of changes. Each test waits for a line of the stream, and fails when none comes.
@Timeout(180)
class LiveTest {
    private static final Message CHANGE = Message.of("queue.again");

    private final Site site = new Site();
    private final HttpClient browser = HttpClient.newHttpClient();

    LiveTest() throws IOException {}

    @AfterEach
    void close() {
        browser.shutdownNow();
        site.close();
    }

    @Test
    void tellsAnOpenPageOfAnEventThatConcernsIt() throws Exception {
        var page = listen("/work/live?after=" + site.website.live().cursor());
        write(Subject.of(new PersonId(1)));
        write(Subject.of(new JobId(7)));
        assertEquals("event: change", page.readLine());
        assertEquals("id: " + site.website.live().cursor(), page.readLine());
    }

    @Test
    void tellsOfWhatHappenedBetweenThePageAndItsListening() throws Exception {
        var cursor = site.website.live().cursor();
        write(Subject.of(new JobId(7)));
        assertEquals("event: change", listen("/work/live?after=" + cursor).readLine());
    }

    @Test
    void tellsOfAChangeThatIsNoEvent() throws Exception {
        var page = listen("/work/live");
        site.website.live().touch(Subject.of(new JobId(7)));
        assertEquals("event: change", page.readLine());
    }

    @Test
    void tellsWhoPaysForEachByteOfEventsOnly() throws Exception {
        site.publishPrices();
        var customer = new Customer(site);
        var place = customer.priced();
        var order = customer.view(place).order();
        var page = listen(place + "/live?after=" + site.website.live().cursor());
        site.website.live().touch(Subject.of(order.id()));
        var before = site.website.live().cursor();
        write(Subject.of(order.id()));
        assertEquals("event: change", page.readLine());
        assertEquals("id: " + (before + 1), page.readLine());
        assertEquals("data: 1", page.readLine());
    }

    @Test
    void holdsUpNobodyForAPageThatDoesNotRead() throws Exception {
        open("/work/live");
        var page = listen("/work/live");
        for (int i = 0; i < 100_000; i++) site.website.live().touch(Subject.of(new JobId(i)));
        assertEquals("event: change", page.readLine());
    }

    @Test
    void endsWithTheServer() throws Exception {
        var page = listen("/work/live");
        site.website.live().close();
        String line = "";
        while (line != null) line = page.readLine();
    }

    @Test
    void looksAgainForEventsThatWereNumberedEarlyAndWrittenLate() {
        var recent = new RecentEvents(10);
        assertEquals(10, recent.from());
        assertTrue(recent.isDue(13));
        assertTrue(recent.isNew(13));
        assertEquals(10, recent.from(), "11 and 12 may still come");
        assertTrue(recent.isNew(12));
        assertEquals(false, recent.isNew(13));
        int looks = 1;
        while (recent.isDue(13)) looks++;
        assertEquals(10, looks, "for a while only");
        recent.isNew(500);
        assertEquals(400, recent.from());
    }

    private void write(Subject about) {
        site.database.use(change -> Events.write(change, site.clock.instant(), Actor.SYSTEM, about, CHANGE));
    }

    /// A stream of which the greeting was read.
    private BufferedReader listen(String path) throws IOException, InterruptedException {
        var answer = open(path);
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElseThrow());
        var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertEquals("retry: 2000", reader.readLine());
        assertEquals("", reader.readLine());
        return reader;
    }

    private HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        var request = site.to(path).header("Cookie", site.cookieOf(Role.WORKER)).timeout(Duration.ofMinutes(2));
        return browser.send(request.GET().build(), BodyHandlers.ofInputStream());
    }
}
