package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.inspection.Look;
import platen.people.Role;
import platen.slicerdoor.SlicerUpload;
import platen.values.Message;

/// The page that connects slicers, and what the floor sees of what they send.
class SlicerPagesTest {
    private static final String PAGE = "/work/slicers";
    private static final Pattern KEY = Pattern.compile("id=\"made-key\"[^>]* value=\"([\\w-]{22})\"");

    private final DoorSite shop = new DoorSite();
    private final String worker = "platen=" + shop.site.sessions.begin(shop.ann).token();

    SlicerPagesTest() throws IOException {}

    @AfterEach
    void close() {
        shop.close();
    }

    private String page(String path) throws Exception {
        var answer = shop.site.get(path, "Cookie", worker);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private String makeKey(String door) throws Exception {
        var made = shop.site.post(PAGE + "/keys", Map.of("door", door, "name", "laptop"), "Cookie", worker);
        assertEquals(200, made.statusCode());
        assertTrue(made.body().contains("/p/" + door), made.body());
        var key = KEY.matcher(made.body());
        assertTrue(key.find(), made.body());
        return key.group(1);
    }

    private int version(String door, String key) throws IOException {
        return shop.send("GET /p/" + door + "/api/version HTTP/1.1\nHost: shop\nX-Api-Key: " + key)
                .status();
    }

    @Test
    void makesAKeyThatIsShownOnceAndTakenBack() throws Exception {
        var key = makeKey("ender3-printers");
        assertEquals(200, version("ender3-printers", key));
        var later = page(PAGE);
        assertFalse(later.contains(key));
        assertTrue(later.contains("Any Creality Ender-3 (V2)</strong>"), later);
        assertTrue(later.contains("last used"), later);
        var id = shop.slicers.keyring().of(shop.ann).getFirst().id();
        var other = shop.site.cookieOf(Role.WORKER);
        assertEquals(
                404,
                shop.site
                        .post(PAGE + "/keys/" + id + "/revoke", Map.of(), "Cookie", other)
                        .statusCode());
        shop.site.post(PAGE + "/keys/" + id + "/revoke", Map.of(), "Cookie", worker);
        assertEquals(403, version("ender3-printers", key));
    }

    @Test
    void saysWhatIsWrongWithAKeyThatIsToBeMade() throws Exception {
        var nameless = shop.site.post(PAGE + "/keys", Map.of("door", "queue", "name", " "), "Cookie", worker);
        Customer.assertRefused(nameless, "name", "");
        var nowhere = shop.site.post(PAGE + "/keys", Map.of("door", "nowhere", "name", "x"), "Cookie", worker);
        Customer.assertRefused(nowhere, "door", "");
        assertEquals(0, shop.slicers.keyring().of(shop.ann).size());
    }

    @Test
    void isForWorkersOnly() throws Exception {
        assertEquals(303, shop.site.get(PAGE).statusCode());
        assertEquals(
                403,
                shop.site
                        .post(PAGE + "/keys", Map.of("door", "queue", "name", "x"))
                        .statusCode());
    }

    @Test
    void handsOutTheShopsSettings() throws Exception {
        var place = PAGE + "/settings/ender3/PLA/";
        assertTrue(page(PAGE).contains(place), page(PAGE));
        var link = Pattern.compile("href=\"(" + place + "[^\"]+)\"").matcher(page(PAGE));
        assertTrue(link.find());
        var ini = page(link.group(1));
        assertTrue(ini.contains("\nbed_shape = 0x0,220x0,220x220,0x220\n"), ini);
        assertTrue(ini.contains("\npost_process = \n"), ini);
        assertEquals(404, shop.site.get(place + "none", "Cookie", worker).statusCode());
    }

    @Test
    void showsWhatIsHeldAndLetsItGo() throws Exception {
        var upload = held();
        var why = "for another printer: Prusa MK3S";
        for (var path : new String[] {"/work", "/work/jobs/" + upload.job().value()}) {
            assertTrue(page(path).contains("Held: "), page(path));
            assertTrue(page(path).contains(why), page(path));
            assertFalse(page(path).contains("It waits for G-code"), page(path));
        }
        assertTrue(page(PAGE).contains("held: "), page(PAGE));
        var back =
                shop.site.post(PAGE + "/uploads/" + upload.id() + "/let-go", Map.of("back", "/work"), "Cookie", worker);
        assertEquals("/work", SignInPagesTest.place(back));
        assertFalse(page("/work").contains("Held: "));
        assertNotNull(shop.jobs().getFirst().program());
    }

    @Test
    void showsTheSlicersPicture() throws Exception {
        var upload = held();
        var picture = "/work/jobs/" + upload.job().value() + "/sliced";
        assertEquals(404, shop.site.get(picture, "Cookie", worker).statusCode());
        assertFalse(page("/work").contains(picture));
        var folder = Files.createDirectories(shop.site.files.pictures(upload.file()));
        Files.writeString(folder.resolve(Look.PICTURE), "a picture");
        assertEquals("a picture", page(picture));
        assertTrue(page("/work").contains(picture));
    }

    /// What the reader of these tests takes for well is held by hand.
    private SlicerUpload held() throws Exception {
        var form =
                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gcode\"\r\n\r\nprogram G28\r\n--cut--\r\n";
        var sent = shop.send(DoorSite.head("""
                        POST /p/queue/api/files/local HTTP/1.1
                        Host: shop
                        X-Api-Key: %s
                        Content-Type: multipart/form-data; boundary=cut
                        Content-Length: %d

                        """.formatted(makeKey("queue"), form.length())), form.getBytes(UTF_8));
        assertEquals(201, sent.status(), sent.body());
        shop.site.database.use(change -> {
            change.createUpdate("update slicer_upload set held = :held")
                    .bind("held", Message.of("gcode.other-printer", "Prusa MK3S", "Ender"))
                    .execute();
            change.execute("update job set program = null, profile = null");
        });
        return shop.slicers.shelf().open().getFirst();
    }
}
