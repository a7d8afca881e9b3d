package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.files.FileStore.Outcome.Stored;
import platen.orders.Choices;
import platen.orders.OrderDesk.Begun.Draft;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.Digest;

class LookPagesTest {
    @TempDir
    private Path spool;

    @Test
    void showsTheLayersToCustomerAndWorkerAndToNobodyElse() throws Exception {
        try (var site = new Site(Listening.locally(spool))) {
            site.publishPrices();
            var order = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 1), "cube.gcode");
            var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
            var program = job.file();
            if (program == null) throw new AssertionError("a job has its file");
            site.parts.floor().setProgram(job.id(), program, "generic-marlin", 60, 0, Actor.worker("Ann"));
            draw(site, program);
            var place = "/o/" + order.token();
            var page = site.get(place).body();
            assertTrue(page.contains("data-layers=\"" + place + "/layers/1\""), page);
            assertTrue(page.contains(place + "/layers/1/50\""), "without scripts, too");
            assertEquals("PLL1", site.get(place + "/layers/1").body());
            assertEquals("drawn", site.get(place + "/layers/1/75").body());
            for (var none : new String[] {"2", "0", "x", "1/60", "1/..%2f25"}) {
                assertTrue(site.get(place + "/layers/" + none).statusCode() >= 400, none);
            }
            var tag = site.get(place + "/layers/1").headers().firstValue("ETag").orElseThrow();
            assertEquals(
                    304, site.get(place + "/layers/1", "If-None-Match", tag).statusCode());
            var work = "/work/jobs/" + job.id().value();
            var worker = site.cookieOf(Role.WORKER);
            assertTrue(site.get(work, "Cookie", worker).body().contains("data-layers=\"" + work + "/layers\""));
            assertEquals("PLL1", site.get(work + "/layers", "Cookie", worker).body());
            assertFalse(site.get(work + "/layers").body().contains("PLL1"), "nobody is signed in");
        }
    }

    private static void draw(Site site, Digest program) throws IOException {
        var folder = Files.createDirectories(site.files.pictures(program));
        try (var zip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("layers.gz")))) {
            zip.write("PLL1".getBytes(StandardCharsets.US_ASCII));
        }
        for (var still : new String[] {"25", "50", "75"})
            Files.writeString(folder.resolve("layers.gz-" + still + ".png"), "drawn");
    }

    @Test
    void showsEachPageOfADocumentOnAPageOfItsOwn() throws Exception {
        try (var site = new Site(Listening.locally(spool))) {
            site.publishPrices();
            var in = new ByteArrayInputStream("document".getBytes(StandardCharsets.UTF_8));
            if (!(site.files.store(in, 100) instanceof Stored stored)
                    || !(site.desk.begin(Product.PAPER, "once", stored.digest(), "a <b>.pdf") instanceof Draft draft))
                throw new AssertionError("a document begins an order");
            var place = "/o/" + draft.token();
            var folder = Files.createDirectories(site.files.pictures(stored.digest()));
            Files.writeString(folder.resolve("1.jpg"), "small");
            Files.writeString(folder.resolve("page-1.jpg"), "large");
            assertTrue(site.get(place).body().contains("href=\"" + place + "/look/1\""));
            var page = site.get(place + "/look/1").body();
            assertTrue(page.contains("a &lt;b&gt;.pdf"));
            assertTrue(page.contains("src=\"" + place + "/look/1/picture\""), page);
            assertFalse(page.contains("rel=\"prev\""), "it is the first");
            assertEquals("large", site.get(place + "/look/1/picture").body());
            for (var none : new String[] {"0", "999", "-1", "x", "01"}) {
                assertEquals(404, site.get(place + "/look/" + none).statusCode(), none);
            }
            site.desk.choose(draft.token(), Choices.Paper.copies("Letter", "black", false, 5));
            assertTrue(site.get(place + "/look/1").body().contains("class=\"is-grey\""), "black ink");
        }
    }
}
