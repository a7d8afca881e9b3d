package platen.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.people.Role;
import platen.shop.Step;
import platen.values.Digest;

class ShopPagesTest {
    private static final Map<String, String> SHOP = Map.of(
            "name", "Gable & Daughters",
            "address", "1 Type Lane",
            "zone", "Europe/Madrid",
            "currency", "EUR",
            "tax", "21",
            "units", "MM",
            "paper", "A",
            "MONDAY", "9-12");

    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.COORDINATOR);

    ShopPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsTheLogoAtAnAddressThatBrowsersKeepForEver() throws Exception {
        for (var format : new String[] {"png", "jpeg"}) {
            var picture = picture(format, 40, 30);
            assertEquals(303, save(SHOP, picture).statusCode(), format);
            var address = "/logo/" + Digest.of(picture).hex();
            assertTrue(site.get("/").body().contains("src=\"" + address + "\""), format);
            var sent = bytes(address);
            assertArrayEquals(picture, sent.body());
            assertEquals("image/" + format, header(sent, "Content-Type"));
            assertEquals("nosniff", header(sent, "X-Content-Type-Options"));
            assertEquals("public, max-age=31536000, immutable", header(sent, "Cache-Control"));
        }
        site.clock.pass(Duration.ofDays(2));
        assertEquals(1, site.files.sweep(), "the replaced one goes, the new one stays");
        assertEquals(200, site.get("/logo/" + logo()).statusCode());
    }

    @Test
    void servesNoOtherFileAsLogo() throws Exception {
        var first = picture("png", 40, 30);
        save(SHOP, first);
        save(SHOP, picture("png", 50, 30));
        for (var other :
                new String[] {Digest.of(first).hex(), Digest.of(new byte[0]).hex(), "x", "..%2fplaten.db"}) {
            var answer = site.get("/logo/" + other);
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, other + answer.statusCode());
        }
    }

    @Test
    void keepsTheLogoUntilItIsTakenAway() throws Exception {
        save(SHOP, picture("png", 40, 30));
        var logo = logo();
        save(SHOP, null);
        assertEquals(logo, logo());
        assertTrue(page().contains("Take the logo away"), page());

        var without = new HashMap<>(SHOP);
        without.put("noLogo", "yes");
        save(without, null);
        assertNull(site.settings.shop().logo());
        assertEquals(404, site.get("/logo/" + logo).statusCode());
        assertFalse(site.get("/").body().contains("/logo/"));
    }

    @Test
    void saysAtTheFieldWhyAPictureCannotBeShown() throws Exception {
        var png = picture("png", 40, 30);
        refuses(
                "This is no picture that we can show.",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8));
        refuses("This is no picture that we can show.", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        refuses("This is no picture that we can show.", new byte[0]);
        refuses("This picture is damaged", Arrays.copyOf(png, 20));
        refuses("This picture is damaged", Arrays.copyOf(png, png.length - 6));
        refuses("This picture has 2500 × 2000 pixels", picture("png", 2500, 2000));
        refuses("This file is too large: at most 1 MB.", Arrays.copyOf(png, 1_000_001));
    }

    private void refuses(String why, byte[] picture) throws IOException, InterruptedException {
        var answer = save(SHOP, picture);
        assertEquals(422, answer.statusCode(), why);
        assertTrue(answer.body().contains("id=\"logo-error\">" + why), answer.body());
        assertTrue(answer.body().contains("value=\"Gable &amp; Daughters\""), "what was written stays");
        assertTrue(site.files.find(Digest.of(picture)).isEmpty(), "nothing is stored");
        assertNull(site.settings.shop().logo());
        assertFalse(site.settings.shop().done().contains(Step.SHOP));
    }

    @Test
    void readsNoMoreThanSomeMegabytes() throws Exception {
        var answer = save(SHOP, new byte[34_000_000]);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("at most 1 MB"), answer.body());
        assertEquals("Our print shop", site.settings.shop().name());
    }

    @Test
    void asksForTheLogoAgainWhereSomethingElseIsWrong() throws Exception {
        var wrong = new HashMap<>(SHOP);
        wrong.put("tax", "much");
        var picture = picture("png", 40, 30);
        var answer = save(wrong, picture);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("Choose the picture once more"), answer.body());
        assertTrue(site.files.find(Digest.of(picture)).isEmpty());
    }

    private HttpResponse<String> save(Map<String, String> form, byte @Nullable [] logo)
            throws IOException, InterruptedException {
        return site.upload("/work/shop", form, "logo", logo, "Cookie", cookie);
    }

    private String page() throws IOException, InterruptedException {
        return site.get("/work/shop", "Cookie", cookie).body();
    }

    private @Nullable String logo() {
        var logo = site.settings.shop().logo();
        return logo == null ? null : logo.hex();
    }

    private HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(site.url(path))).build(), BodyHandlers.ofByteArray());
        }
    }

    private static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
