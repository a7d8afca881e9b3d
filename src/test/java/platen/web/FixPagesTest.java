package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.with;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.queue.Jobs;
import platen.values.Digest;

/// A document that does not fit is put right where the customer wants it, and what was made is what is approved.
class FixPagesTest {
    private static final Map<String, String> ZINE = Map.of(
            "product", "booklet",
            "size", "Half letter",
            "ink", "Copier|black",
            "sides", "two",
            "quantity", "40");
    private static final Map<String, String> MENDED = Map.of("fix", "yes", "fit", "yes", "blanks", "yes");
    private static final Digest MADE = Digest.of(Site.REMADE.getBytes(StandardCharsets.UTF_8));

    private final Site site = new Site();
    private final Customer customer = new Customer(site);

    FixPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void printsWhatWasMadeAndShown() throws Exception {
        var place = booklet();
        assertTrue(customer.page(place).contains("Put it right for me"), customer.page(place));
        site.post(place + "/fix", MENDED);
        assertEquals(MADE, requireNonNull(customer.view(place).line().remade()).file());
        var page = customer.page(place);
        assertTrue(page.contains("The pictures show what is printed."), page);
        assertTrue(page.contains("Blank pages fill the last sheet."), page);
        assertTrue(page.contains("<dt>Pages</dt><dd>8</dd>"), "what is printed");
        assertFalse(page.contains("Pages in your document: 5"), page);
        site.post(place + "/approve", customer.approval(place));
        var order = customer.view(place).order();
        assertEquals(
                MADE,
                site.database.reading(Jobs.class).of(order.id()).getFirst().file());
        site.post(place + "/fix", Map.of("fix", "no"));
        assertEquals(MADE, customer.view(place).line().printed(), "what is approved stays");
    }

    @Test
    void printsAsItCameWhereThatIsWanted() throws Exception {
        var place = booklet();
        site.post(place + "/fix", MENDED);
        site.post(place + "/fix", Map.of("fix", "no"));
        assertNull(customer.view(place).line().remade());
        site.post(place + "/approve", customer.approval(place));
        var order = customer.view(place).order();
        assertNotEquals(
                MADE,
                site.database.reading(Jobs.class).of(order.id()).getFirst().file());
    }

    @Test
    void forgetsWhatWasMadeForAnotherPaperButNotForAnotherQuantity() throws Exception {
        var place = booklet();
        site.post(place + "/fix", MENDED);
        site.post(place + "/choices", with(ZINE, "quantity", "60"));
        assertEquals(MADE, customer.view(place).line().printed());
        site.post(place + "/choices", with(ZINE, "ink", "Copier|colour"));
        assertNull(customer.view(place).line().remade());
    }

    @Test
    void hasNothingToPutRightInWhatFits() throws Exception {
        var place = customer.draft("paper", "document flyer");
        site.post(place + "/choices", Map.of("size", "Letter", "ink", "colour", "sides", "two", "quantity", "50"));
        assertFalse(customer.page(place).contains("Put it right for me"), customer.page(place));
        site.post(place + "/fix", MENDED);
        assertNull(customer.view(place).line().remade());
        assertEquals(404, site.post("/o/guessed/fix", MENDED).statusCode());
    }

    private String booklet() throws Exception {
        var place = customer.draft("booklet", "oddment zine").replaceFirst("\\?.*", "");
        site.post(place + "/choices", ZINE);
        return place;
    }
}
