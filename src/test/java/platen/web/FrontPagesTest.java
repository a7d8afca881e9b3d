package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.people.Role;

/// What customers read before they send anything, in either language.
class FrontPagesTest {
    private static final String[] SPANISH = {"Accept-Language", "es"};

    private final Site site = new Site();
    private final Customer customer = new Customer(site);

    FrontPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void saysWhatIsNotPrintedAndWhyInTheShopsWordsOrOurs() throws Exception {
        assertTrue(site.get("/").body().contains("No weapons or parts of them"));
        assertTrue(site.get("/", SPANISH).body().contains("Ni armas ni partes"));
        var form = Map.of("en", "No <stickers>, we have no glue.", "es", "");
        var path = "/work/shop/not-printed";
        var worker = site.post(path, form, "Cookie", site.cookieOf(Role.WORKER));
        assertTrue(worker.statusCode() >= 400, "a coordinator does");
        var cookie = site.cookieOf(Role.COORDINATOR);
        assertEquals(303, site.post(path, form, "Cookie", cookie).statusCode());
        assertTrue(site.get("/").body().contains("No &lt;stickers&gt;, we have no glue."));
        assertTrue(site.get("/", SPANISH).body().contains("Ni armas ni partes"));
        site.post(path, Map.of("en", "", "es", ""), "Cookie", cookie);
        assertTrue(site.get("/").body().contains("No weapons or parts of them"));
    }

    @Test
    void saysLimitsBeforeAFileIsSent() throws Exception {
        var part = site.get("/order/part").body();
        assertTrue(part.contains("Up to 15.75 in long") && part.contains("Up to 40 hours"), part);
        var flyer = site.get("/order/flyer", SPANISH).body();
        assertTrue(flyer.contains("Media carta") && flyer.contains("hasta 5,000 ejemplares"), flyer);
        assertTrue(flyer.contains("hasta 8 páginas"), flyer);
        assertFalse(flyer.contains("Tarjeta"), "only what is asked for");
        assertTrue(site.get("/order/paper").body().contains("Business card"));
    }

    @Test
    void showsTheWordsOfThePriceBookInSpanish() throws Exception {
        var place = customer.draft("flyer", "document flyer").replaceAll("\\?.*", "");
        var page = site.get(place + "?as=flyer", SPANISH).body();
        for (var word : new String[] {
            "Media carta",
            "Papel común de 20 lb",
            "Copiadora: negro",
            "Doblado",
            "Corte",
            "Listo mañana por la tarde",
            "Soy socio de la imprenta",
            "Pago lo que cuesta el trabajo."
        }) assertTrue(page.contains(word), word + page);
        assertTrue(page.contains("value=\"Half letter\""), "what is sent stays the name");
        site.post(
                place + "/choices",
                Map.of(
                        "product",
                        "flyer",
                        "size",
                        "Half letter",
                        "paper",
                        "Plain 20 lb",
                        "ink",
                        "Copier|black",
                        "sides",
                        "one",
                        "quantity",
                        "50"));
        var priced = site.get(place, SPANISH).body();
        assertTrue(priced.contains("Papel común de 20 lb, hojas de tamaño Tabloide"), priced);
        assertFalse(priced.contains("cutting"), priced);
        assertTrue(site.get(place).body().contains("Plain 20 lb"), "English stays");
    }
}
