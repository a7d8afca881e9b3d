package platen.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.orders.Order;
import platen.values.Actor;
import platen.values.Json;
import platen.values.Language;

/// What customers take along is whole, and harms no program that reads it.
@ParameterizedClass
@EnumSource
class ExportTest {
    private final PrivateShop shop;

    ExportTest(Store store) throws IOException {
        shop = new PrivateShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void hasAllOfAnOrderForPeopleAndPrograms() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.write(order, "Thank you", "photo");
        shop.pay(order);
        var zip = export(Language.ENGLISH, order);
        var readMe = at(zip, "read-me.txt");
        assertTrue(readMe.contains(order.code()) && readMe.contains("Units are in the names"), readMe);
        var all = json(zip);
        assertEquals("platen-orders-1", all.get("format").asText());
        assertEquals("USD", all.get("currency").asText());
        var told = all.get("orders").get(0);
        assertEquals("Mara Quill", told.get("name").asText());
        assertEquals("COLLECTED", told.get("state").asText());
        var line = told.get("lines").get(0);
        assertEquals("[215.9,279.4]", line.get("size_mm").toString());
        assertEquals("flyer", at(zip, line.get("file").asText()));
        var message = told.get("messages").get(0);
        assertEquals("Thank you", message.get("text").asText());
        assertEquals("photo", at(zip, message.get("files").get(0).get("file").asText()));
        var paid = told.get("payments").get(0).get("amount_cents").asLong();
        assertEquals(told.get("price_cents").asLong(), paid);
        var paper = at(zip, told.get("papers").get(0).get("file").asText());
        assertTrue(paper.startsWith("%PDF"), paper);
        assertTrue(told.get("events").toString().contains("Picked up"));
        assertTrue(at(zip, "payments.csv").contains(",\"CASH\"," + paid + ","), at(zip, "payments.csv"));
        assertFalse(String.join("", zip.values()).contains(order.token()), "the key to the page is not given on");
    }

    @Test
    void noTextBecomesAFormulaAndNoNameAPath() throws Exception {
        var order = shop.collected("flyer", "..\\..\\=cmd|'\\C con.pdf");
        shop.write(order, "=HYPERLINK(\"http://x\")", "photo");
        shop.write(order, "＝1+1", "photo");
        var zip = export(Language.ENGLISH, order);
        assertTrue(at(zip, "messages.csv").contains("\"'=HYPERLINK(\"\"http://x\"\")\""), at(zip, "messages.csv"));
        assertTrue(at(zip, "messages.csv").contains("\"'＝1+1\""));
        for (var name : zip.keySet()) {
            assertFalse(name.contains("..") || name.contains("\\") || name.startsWith("/"), name);
            assertFalse(name.contains("|"), name);
        }
        assertEquals(
                "flyer",
                at(
                        zip,
                        json(zip)
                                .get("orders")
                                .get(0)
                                .get("lines")
                                .get(0)
                                .get("file")
                                .asText()));
    }

    @Test
    void speaksTheReadersLanguageAndTakesSeveralOrders() throws Exception {
        var one = shop.collected("flyer", "volante.pdf");
        var two = shop.approved("póster", "póster.pdf");
        var zip = export(Language.SPANISH, one, two, one);
        assertTrue(at(zip, "read-me.txt").contains("Sus pedidos en"), at(zip, "read-me.txt"));
        assertEquals(2, json(zip).get("orders").size());
        assertTrue(at(zip, "events.csv").contains("Recogido"), at(zip, "events.csv"));
        assertEquals("póster", at(zip, two.code() + "/files/01-póster.pdf"));
    }

    @Test
    void namesWhatIsNotKeptAnyMore() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.keeping.deleteNow(order.id(), Actor.customer(""));
        var zip = export(Language.ENGLISH, order);
        var told = json(zip).get("orders").get(0);
        assertEquals("flyer.pdf", told.get("lines").get(0).get("file_name").asText());
        assertTrue(told.get("lines").get(0).get("file").isNull());
        assertFalse(told.get("files_deleted_at").isNull());
        assertTrue(zip.keySet().stream().noneMatch(name -> name.contains("/files/")));
    }

    private static String at(Map<String, String> zip, String name) {
        return zip.getOrDefault(name, "");
    }

    private static JsonNode json(Map<String, String> zip) {
        return Json.read(zip.getOrDefault("orders.json", ""), JsonNode.class);
    }

    private Map<String, String> export(Language language, Order... orders) throws IOException {
        var out = new ByteArrayOutputStream();
        shop.export.write(List.of(orders).stream().map(Order::id).toList(), language, out);
        var found = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()), UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var before = found.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
                assertEquals(null, before, entry.getName() + " is there once");
            }
        }
        return found;
    }
}
