package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.orders.OrderLine;
import platen.orders.OrderView;
import platen.orders.Orders;
import platen.values.Digest;

/// Files on a line that drops, in a real browser: they go on where they were, and the order has them whole.
class UploadRoadIT {
    private static final int SLOWLY = 150_000;
    private static final int TRIANGLES = 200_000;
    private static final HasCountOptions PATIENTLY = new HasCountOptions().setTimeout(60_000);

    @TempDir
    private Path folder;

    @Test
    void goesOnAfterTheLineDroppedAndAfterThePageWasLoadedAnew() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var large = model("large.stl", TRIANGLES);
            var small = sample("cube.stl");
            var customer = browser.person(true);
            var line = customer.context().newCDPSession(customer);
            customer.navigate(shop + "/order/part");
            Browser.picture(customer, "upload");
            set(line, SLOWLY, false);
            customer.setInputFiles("#file", new Path[] {large, small});
            awaitPercent(customer, 3);
            Browser.picture(customer, "upload-going");
            set(line, SLOWLY, true);
            customer.getByText("No connection. It goes on by itself.").first().waitFor();
            var before = percent(customer);
            Browser.picture(customer, "upload-lost");
            var from = new ConcurrentLinkedQueue<Long>();
            customer.onRequest(request -> {
                if (request.method().equals("PATCH"))
                    from.add(Long.parseLong(request.headers().get("upload-offset")));
            });
            set(line, SLOWLY, false);
            awaitPercent(customer, before + 2);
            assertTrue(
                    from.stream().anyMatch(byteNumber -> byteNumber > 0), "what was here is not sent again: " + from);
            from.clear();
            customer.reload();
            customer.getByText("Choose the same file again").waitFor();
            Browser.picture(customer, "upload-half");
            customer.setInputFiles("#file", large);
            customer.waitForCondition(() -> from.stream().anyMatch(byteNumber -> byteNumber > 0));
            awaitPercent(customer, before);
            set(line, -1, false);
            PlaywrightAssertions.assertThat(customer.locator(".uploads [data-here]"))
                    .hasCount(2, PATIENTLY);
            PlaywrightAssertions.assertThat(customer.locator(".uploads li")).hasCount(2, PATIENTLY);
            Browser.picture(customer, "upload-here");
            customer.getByRole(AriaRole.BUTTON, named("Go on with 2 files")).click();
            customer.waitForURL("**/o/**");
            var whole = Stream.of(small, large).map(UploadRoadIT::digest).collect(Collectors.toSet());
            var lines = ordered(customer.url()).lines().stream()
                    .map(OrderLine::file)
                    .collect(Collectors.toSet());
            assertEquals(whole, lines, "the order has both whole");
            Browser.picture(customer, "upload-ordered");
            customer.navigate(shop + "/order/part");
            assertEquals(0, customer.locator(".uploads li").count());
        }
    }

    @Test
    void refusesBeforeItIsSentAndTakesWhatIsDropped() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var customer = browser.person(true);
            customer.navigate(shop + "/order/paper");
            var photo = Files.write(folder.resolve("photo.jpg"), new byte[30_000_000]);
            var empty = Files.createFile(folder.resolve("empty.pdf"));
            var letter = Files.writeString(folder.resolve("letter.docx"), "a letter");
            customer.setInputFiles("#file", new Path[] {photo, empty, letter});
            customer.getByText("inside it is something else").waitFor();
            customer.getByText("This file is empty").waitFor();
            customer.getByText("We can not use this kind of file here").waitFor();
            Browser.picture(customer, "upload-refused");
            for (int i = 0; i < 3; i++)
                customer.locator(".uploads button:visible").first().click();
            assertEquals(0, customer.locator(".uploads li").count());
            drop(customer, "flyer.pdf", Files.readAllBytes(sample("flyer.pdf")));
            PlaywrightAssertions.assertThat(customer.locator(".uploads [data-here]"))
                    .hasCount(1, PATIENTLY);
            customer.getByRole(AriaRole.BUTTON, named("Send the file")).click();
            customer.waitForURL("**/o/**");
            assertEquals(
                    digest(sample("flyer.pdf")), ordered(customer.url()).line().file());
        }
    }

    private static Digest digest(Path file) {
        try {
            return Digest.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drop(Page page, String name, byte[] content) {
        var octets = new StringBuilder();
        for (var octet : content) octets.append(octet & 0xFF).append(',');
        page.evaluate("""
                (() => {
                  const data = new DataTransfer();
                  data.items.add(new File([new Uint8Array([%s])], '%s', {type: 'application/pdf'}));
                  for (const what of ['dragover', 'drop'])
                    document.body.dispatchEvent(new DragEvent(what, {dataTransfer: data, bubbles: true, cancelable: true}));
                })()""".formatted(octets, name));
    }

    private static void awaitPercent(Page page, double percent) {
        page.waitForCondition(() -> percent(page) >= percent);
    }

    /// How far the large file is, which the page shows first.
    private static double percent(Page page) {
        return page.locator(".uploads progress").all().stream()
                .findFirst()
                .map(bar -> ((Number) bar.evaluate("bar => bar.value")).doubleValue())
                .orElse(0.0);
    }

    /// A line that sends so many bytes a second, or none.
    private static void set(CDPSession line, int bytesPerSecond, boolean offline) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", offline);
        conditions.addProperty("latency", 20);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        line.send("Network.enable");
        line.send("Network.emulateNetworkConditions", conditions);
    }

    private static GetByRoleOptions named(String words) {
        return new GetByRoleOptions().setName(words);
    }

    private OrderView ordered(String url) throws IOException {
        try (var found = Files.list(folder)) {
            var data = found.filter(path -> path.getFileName().toString().startsWith("platen-demo"))
                    .findFirst()
                    .orElseThrow();
            try (var database = Database.sqlite(data.resolve("platen.db"))) {
                var token = url.replaceAll(".*/o/", "").replaceAll("[?#].*", "");
                return database.look(look -> OrderView.of(
                        look, look.attach(Orders.class).byToken(token).orElseThrow()));
            }
        }
    }

    /// A round column of so many triangles, as a binary STL.
    private Path model(String name, int triangles) throws IOException {
        int around = triangles / 4;
        var stl = ByteBuffer.allocate(84 + 50 * around * 4).order(ByteOrder.LITTLE_ENDIAN);
        stl.position(80).putInt(around * 4);
        for (int i = 0; i < around; i++) {
            double from = 2 * Math.PI * i / around;
            double to = 2 * Math.PI * (i + 1 == around ? 0 : i + 1) / around;
            float[] a = {20 * (float) Math.cos(from), 20 * (float) Math.sin(from)};
            float[] b = {20 * (float) Math.cos(to), 20 * (float) Math.sin(to)};
            put(stl, a[0], a[1], 0, b[0], b[1], 0, b[0], b[1], 30);
            put(stl, a[0], a[1], 0, b[0], b[1], 30, a[0], a[1], 30);
            put(stl, 0, 0, 30, a[0], a[1], 30, b[0], b[1], 30);
            put(stl, 0, 0, 0, b[0], b[1], 0, a[0], a[1], 0);
        }
        return Files.write(folder.resolve(name), stl.array());
    }

    private static void put(ByteBuffer stl, float... corners) {
        stl.putFloat(0).putFloat(0).putFloat(0);
        for (var number : corners) stl.putFloat(number);
        stl.putShort((short) 0);
    }

    private Path sample(String name) throws IOException {
        var path = folder.resolve(name);
        try (var in = requireNonNull(UploadRoadIT.class.getResourceAsStream("/samples/" + name))) {
            return Files.write(path, in.readAllBytes());
        }
    }
}
