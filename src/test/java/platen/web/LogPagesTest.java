package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Person;
import platen.people.Role;
import platen.values.Actor;
import platen.values.Message;

class LogPagesTest {
    private static final Pattern EARLIER = Pattern.compile("href=\"([^\"]+before=[^\"]+)\"");

    private final Site site = new Site();
    private Person ann;
    private String cookie;

    LogPagesTest() throws IOException {}

    @BeforeEach
    void signIn() {
        ann = site.person("Ann", Role.COORDINATOR);
        cookie = "platen=" + site.sessions.begin(ann).token();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void findsByWordsPersonThingAndDay() throws Exception {
        site.publishPrices();
        var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), "flyer.pdf");
        var bob = site.person("Bob", Role.WORKER);
        site.accounts.setRights(ann, bob.id(), Role.VIEWER, false);
        var changed = list("?text=ROLE+worker");
        assertTrue(changed.contains("<del>WORKER</del> <ins>VIEWER</ins>"), changed);
        assertEquals(1, rows(changed));
        assertTrue(list("?who=bob").contains("opened an account"));
        assertFalse(list("?who=bob").contains("changed the role"));
        var about = list("?about=" + order.code().toLowerCase(Locale.ROOT));
        assertTrue(about.contains("Order <bdi>" + order.code()), about);
        assertFalse(about.contains("<bdi>Bob"), about);
        assertEquals(rows(about), rows(list("?kind=ORDER&about=" + order.id().value())));
        assertEquals(0, rows(list("?kind=MACHINE")));
        assertEquals(0, rows(list("?to=2026-05-01")));
        assertTrue(rows(list("?from=2026-05-02&to=2026-05-02")) > 3);
    }

    @Test
    void leadsToEarlierOnesWithTheSameQuestion() throws Exception {
        write(120, "said");
        site.clock.pass(Duration.ofHours(1));
        var first = list("?who=Eve");
        assertEquals(50, rows(first));
        var second = list(earlier(first));
        assertEquals(50, rows(second));
        assertEquals(20, rows(list(earlier(second))));
        assertFalse(EARLIER.matcher(list(earlier(second))).find());
    }

    @Test
    void saysWhatMakesNoSenseAndBearsNonsense() throws Exception {
        assertTrue(list("?from=yesterday").contains("Enter a day like"));
        assertTrue(list("?about=nothing").contains("There is no such order"));
        for (var odd :
                new String[] {"?before=x", "?kind=DRAGON", "?before=9.9.9", "?text=%25%27%22%3Cb%3E", "?from=%00"})
            assertEquals(200, site.get("/work/log" + odd, "Cookie", cookie).statusCode(), odd);
        assertFalse(list("?text=%3Cb%3E").contains("<b>"));
    }

    @Test
    void savesAllOfItAsATableThatNoSpreadsheetTakesForFormulas() throws Exception {
        write(2_500, "said");
        site.database.use(change -> Events.write(
                change, site.clock.instant(), Actor.customer("=cmd|' /C calc'!A0"), Subject.SHOP, Message.of("a.b")));
        var all = site.get("/work/log.csv", "Cookie", cookie).body();
        assertTrue(all.startsWith("event,at,actor_kind,actor,"), all.substring(0, 40));
        assertTrue(all.contains(",\"'=cmd|' /C calc'!A0\","), "a quote stands before it");
        assertTrue(all.lines().count() > 2_500);
        assertEquals(
                2_501,
                site.get("/work/log.csv?who=Eve", "Cookie", cookie)
                        .body()
                        .lines()
                        .count());
        var worker = site.cookieOf(Role.WORKER);
        assertEquals(403, site.get("/work/log.csv", "Cookie", worker).statusCode());
    }

    private void write(int events, String what) {
        site.database.use(change -> {
            for (int i = 0; i < events; i++)
                Events.write(change, site.clock.instant(), Actor.worker("Eve"), Subject.SHOP, Message.of("a." + what));
        });
    }

    private String list(String query) throws IOException, InterruptedException {
        var path = query.startsWith("/") ? query : "/work/log" + query;
        return site.get(path, "Cookie", cookie).body();
    }

    private static int rows(String page) {
        return page.split("<span class=\"what\">", -1).length - 1;
    }

    private static String earlier(String page) {
        var found = EARLIER.matcher(page);
        assertTrue(found.find(), page);
        return found.group(1).replace("&amp;", "&");
    }
}
