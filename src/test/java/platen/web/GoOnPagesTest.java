package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.gcode.CutOffPrograms;
import platen.machines.BedState;
import platen.machines.Machines;
import platen.people.Role;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.web.Site.CutOffJob;

/// A worker goes on with a print that was cut off.
class GoOnPagesTest {
    private static final String PROGRAM = CutOffPrograms.named("cura");
    private static final List<String> ANSWERS = List.of("sticks", "stands", "clean", "there");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f]{64})\"");
    private static final Pattern SHOWN = Pattern.compile("(?s)<pre class=\"program\"[^>]*>(.*?)<span class=\"rest\">");

    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.WORKER);
    /// In the middle of layer 4, which begins with line 40.
    private final CutOffJob cutOff = site.cutOff(PROGRAM, 45, false);

    GoOnPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    private String at() {
        return "/work/jobs/" + cutOff.job().value();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return site.get(path, "Cookie", cookie);
    }

    private String goOn(String query) throws IOException, InterruptedException {
        var answer = get(at() + "/go-on" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static String found(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertTrue(found.find(), page);
        return found.group(1);
    }

    private static Map<String, String> answered(String page, String layer, String height) {
        var form = new HashMap<>(Map.of("layer", layer, "height", height, "key", found(KEY, page)));
        for (var answer : ANSWERS) form.put(answer, "yes");
        return form;
    }

    private HttpResponse<String> send(Map<String, String> form) throws IOException, InterruptedException {
        return site.post(at() + "/go-on", form, "Cookie", cookie);
    }

    private JobState state() {
        return site.database
                .reading(Jobs.class)
                .find(cutOff.job())
                .orElseThrow()
                .state();
    }

    private Attempt lastAttempt() {
        return site.database.reading(Attempts.class).of(cutOff.job()).getLast();
    }

    @Test
    void offersItBesideTheTop() throws Exception {
        for (var page : new String[] {"/work", at()}) {
            var body = get(page).body();
            assertTrue(body.contains("Go on from a layer"), body);
            assertTrue(body.contains("Again from the top"), body);
        }
        site.floor.again(cutOff.job(), Actor.worker("Ann"));
        assertFalse(get(at()).body().contains("Go on from a layer"), "it was decided to print it anew");
    }

    @Test
    void showsExactlyWhatIsSentThenSendsIt() throws Exception {
        var page = goOn("");
        assertTrue(
                page.contains("name=\"layer\" type=\"number\" inputmode=\"numeric\" min=\"2\" max=\"4\" value=\"4\""),
                page);
        assertTrue(page.contains("name=\"height\" inputmode=\"decimal\" value=\"0.8\""), page);
        assertTrue(page.contains("So layer 4 begins anew"), page);
        var head = found(SHOWN, page);
        assertTrue(head.contains("G92 Z0.8") && head.contains("G28 X Y"), head);

        var sent = send(answered(page, "4", "0.8"));
        assertEquals(303, sent.statusCode(), sent.body());
        assertEquals(JobState.RELEASED, state());
        var attempt = lastAttempt();
        assertEquals(4, attempt.fromLayer());
        var stored = Files.readString(site.files.path(attempt.digest()), UTF_8);
        assertEquals(head + PROGRAM.substring(PROGRAM.indexOf(";LAYER:3\n")), stored);
        assertTrue(
                get(at()).body().contains("The rest of cube, from layer 4 on, let go to Ender"),
                get(at()).body());
    }

    @Test
    void startsNothingBeforeEachQuestionIsAnswered() throws Exception {
        var page = goOn("");
        for (var answer : ANSWERS) {
            var form = answered(page, "4", "0.8");
            form.remove(answer);
            var refused = send(form);
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains("id=\"" + answer + "-error\""), refused.body());
            assertEquals(JobState.FAILED, state());
        }
    }

    @Test
    void startsNothingThatWasNotShown() throws Exception {
        var page = goOn("?layer=3&height=0.8");
        assertNotEquals(found(KEY, goOn("")), found(KEY, page));
        for (var other : List.of(answered(page, "4", "0.8"), answered(page, "3", "0.9"))) {
            var refused = send(other);
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains("What would be sent is not what you saw."), refused.body());
        }
        assertEquals(JobState.FAILED, state());
        assertEquals(303, send(answered(page, "3", "0.8")).statusCode());
        assertEquals(3, lastAttempt().fromLayer());
    }

    @Test
    void warnsOfAnEarlierLayerAndAnotherHeight() throws Exception {
        var page = goOn("?layer=2&height=30,5");
        assertTrue(page.contains("Layers 2 to 4 are printed over again."), page);
        assertTrue(page.contains("The program would have left the nozzle at 0.8 mm."), page);
        assertTrue(page.contains("primes in the air"), page);
        assertTrue(found(SHOWN, page).contains("G92 Z30.5"), page);
    }

    @Test
    void refusesWhatIsNoLayerOrHeight() throws Exception {
        for (var query :
                List.of("?layer=1", "?layer=5", "?layer=x", "?layer=", "?height=-1", "?height=1e9", "?height=9999")) {
            var page = goOn(query);
            assertTrue(page.contains("class=\"error\""), query + page);
            assertFalse(page.contains("This will be sent"), query);
        }
    }

    @Test
    void asksForTheHeightWhereAPauseHadMovedTheHead() throws Exception {
        site.database.use(change -> change.execute("update attempt set head_moved = true"));
        var page = goOn("");
        assertTrue(page.contains("moved away by a pause"), page);
        assertFalse(page.contains("This will be sent"), "without a height there is nothing to send");
        assertFalse(page.contains("class=\"error\""), "nobody has made a mistake yet");
        assertEquals(422, send(Map.of("layer", "4", "height", "", "key", "")).statusCode());
        assertTrue(goOn("?layer=4&height=10.8").contains("a pause moves the head"));
    }

    @Test
    void saysSoWhereNothingCanLieThereAnyMore() throws Exception {
        var page = goOn("");
        site.database.use(change -> change.attach(Machines.class).setBed(cutOff.machine(), BedState.CLEAR));
        var refused = send(answered(page, "4", "0.8"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Somebody has said that the plate of Ender is empty."), refused.body());
        assertEquals(JobState.FAILED, state());
        site.floor.again(cutOff.job(), Actor.worker("Ann"));
        assertTrue(goOn("").contains("There is nothing to go on with"));
    }

    @Test
    void isNotForCustomers() throws Exception {
        assertNotEquals(200, site.get(at() + "/go-on").statusCode());
        site.post(at() + "/go-on", Map.of());
        assertEquals(JobState.FAILED, state());
    }
}
