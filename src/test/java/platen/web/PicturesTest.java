package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.Jobs;
import platen.values.LineId;

class PicturesTest {
    @TempDir
    private Path spool;

    @Test
    void showsThePagesToCustomerAndWorkerAndToNobodyElse() throws Exception {
        try (var site = new Site(Listening.locally(spool))) {
            site.publishPrices();
            var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), "flyer");
            var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
            var place = "/o/" + order.token();
            assertFalse(site.get(place).body().contains("/pages/"), "there are none yet");
            var file = job.file();
            if (file == null) throw new AssertionError("a job on paper has its document");
            var folder = Files.createDirectories(site.files.pictures(file));
            Files.writeString(folder.resolve("1.jpg"), "drawn");
            assertTrue(site.get(place).body().contains(place + "/pages/1\" alt=\"Page 1\""));
            var saving = site.get(place, "Save-Data", "on").body();
            assertTrue(saving.indexOf("<details id=\"seen-") < saving.indexOf("/pages/1\""), "folded, not fetched");
            var picture = site.get(place + "/pages/1");
            assertEquals("drawn", picture.body());
            assertEquals(
                    "image/jpeg", picture.headers().firstValue("Content-Type").orElseThrow());
            for (var none : new String[] {"2", "0", "01", "..%2f1", "1.jpg"}) {
                assertTrue(site.get(place + "/pages/" + none).statusCode() >= 400, none);
            }
            var work = "/work/jobs/" + job.id().value();
            var worker = site.cookieOf(Role.WORKER);
            assertTrue(site.get(work, "Cookie", worker).body().contains(work + "/pages/1\""));
            assertEquals("drawn", site.get(work + "/pages/1", "Cookie", worker).body());
            var desk = "/work/orders/" + order.id().value();
            assertTrue(site.get(desk, "Cookie", worker).body().contains(desk + "/pages/1\""));
            assertEquals("drawn", site.get(desk + "/pages/1", "Cookie", worker).body());
            var tag = picture.headers().firstValue("ETag").orElseThrow();
            assertEquals(304, site.get(place + "/pages/1", "If-None-Match", tag).statusCode());
            assertFalse(site.get(work + "/pages/1").body().contains("drawn"), "nobody is signed in");
        }
    }

    @Test
    void showsTheSlicersPictureOfAProgramWhereThereIsOne() throws Exception {
        try (var site = new Site(Listening.locally(spool))) {
            site.publishPrices();
            var order = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 1), "cube.bgcode");
            var place = "/o/" + order.token();
            assertFalse(site.get(place).body().contains(place + "/picture"), "there is none");
            assertEquals(404, site.get(place + "/picture").statusCode());
            var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
            if (job.file() == null) throw new AssertionError("a job has its file");
            var folder = Files.createDirectories(site.files.pictures(job.file()));
            Files.writeString(folder.resolve("part.png"), "drawn");
            assertTrue(
                    site.get(place).body().contains(place + "/picture\" alt=\"The part in cube.bgcode, as its slicer"));
            assertEquals("drawn", site.get(place + "/picture").body());
            var work = site.get("/work/jobs/" + job.id().value(), "Cookie", site.cookieOf(Role.WORKER));
            var line = "/lines/" + lineOf(site, order).value();
            assertTrue(work.body().contains("/work/orders/" + order.id().value() + line + "/picture"));
        }
    }

    private static LineId lineOf(Site site, Order order) {
        return site.desk.view(order.id()).orElseThrow().line().id();
    }
}
