package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.Jobs;

/// Who only looks on sees the floor, and nothing to press.
class ViewerPagesTest {
    private final Site site = new Site();

    ViewerPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void seesTheFloorAndNothingToPress() throws Exception {
        site.publishPrices();
        var order = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 2), "bracket.stl");
        var printing = site.printing();
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst().id();
        var viewer = site.cookieOf(Role.VIEWER);
        for (var path : List.of(
                "/work",
                "/work/jobs/" + job.value(),
                "/work/jobs/" + printing.job().value(),
                "/work/machines",
                "/work/machines/" + printing.machine().value())) {
            var page = site.get(path, "Cookie", viewer);
            assertEquals(200, page.statusCode(), path);
            var body = page.body();
            assertEquals(
                    body.indexOf("<form"), body.indexOf("<form method=\"post\" action=\"/sign-out\""), path + body);
            for (var hidden :
                    List.of("mara@example.org", "$", "href=\"/work/orders", "/work/till", "/file\"", "/program\""))
                assertFalse(body.contains(hidden), path + " shows " + hidden);
        }
        assertTrue(site.get("/work", "Cookie", viewer).body().contains("bracket.stl"));
    }
}
