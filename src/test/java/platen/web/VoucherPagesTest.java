package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;
import platen.values.Secrets;

/// Vouchers at the counter: who may do what, the slip, and paying with its code.
class VoucherPagesTest {
    private static final Pattern CODE = Pattern.compile("voucher-code code\">([^<]+)<");

    private final Site site = new Site();
    private String worker = "";
    private String coordinator = "";

    VoucherPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
        worker = site.cookieOfBooks();
        coordinator = site.cookieOf(Role.COORDINATOR);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String cookie) throws Exception {
        var sent = new HashMap<>(form);
        sent.putIfAbsent("once", Secrets.token());
        return site.post(path, sent, "Cookie", cookie);
    }

    private String page(String path) throws Exception {
        return site.get(path, "Cookie", worker).body();
    }

    @Test
    void isSoldPrintedAndPaidWith() throws Exception {
        var sold = post("/work/vouchers", Map.of("amount", "5,00", "paid", "CASH", "reason", "Bea"), worker);
        assertEquals(
                "/work/vouchers/V-000001", sold.headers().firstValue("Location").orElse(""));
        var slip = page("/work/vouchers/V-000001/slip?in=es");
        assertTrue(slip.contains("Vale") && slip.contains("$5.00") && slip.contains("lang=\"es\""), slip);
        var code = CODE.matcher(slip);
        assertTrue(code.find(), slip);
        var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), "flyer.pdf");
        var pay = "/work/orders/" + order.id().value() + "/pay";
        var paid = post(pay, Map.of("amount", "3", "method", "VOUCHER", "note", code.group(1)), worker);
        assertEquals(303, paid.statusCode(), paid.body());
        assertTrue(page("/work/vouchers").contains("$2.00 left of $5.00"), page("/work/vouchers"));
        assertFalse(page("/work/vouchers").contains(code.group(1)), "the list pays for nobody");
        assertTrue(page("/work/vouchers/V-000001").contains(order.code()));
        var more = post(pay, Map.of("amount", "2.01", "method", "VOUCHER", "note", code.group(1)), worker);
        assertEquals(422, more.statusCode());
        assertTrue(more.body().contains("Of voucher V-000001 only $2.00 is left."), more.body());
    }

    @Test
    void giftsAreACoordinators() throws Exception {
        var gift = Map.of("amount", "5", "paid", "GIFT", "reason", "a late order");
        assertEquals(422, post("/work/vouchers", gift, worker).statusCode());
        assertEquals(303, post("/work/vouchers", gift, coordinator).statusCode());
        assertEquals(
                422,
                post("/work/vouchers", Map.of("amount", "5", "paid", "GIFT"), coordinator)
                        .statusCode());
        var back = "/work/vouchers/V-000001/take-back";
        assertEquals(422, post(back, Map.of("why", "lost"), worker).statusCode());
        assertEquals(303, post(back, Map.of("why", "lost"), coordinator).statusCode());
        assertTrue(page("/work/vouchers/V-000001/slip").contains("Nobody can pay with it"));
    }

    @Test
    void areWorkersAlone() throws Exception {
        assertEquals(404, site.get("/work/vouchers/V-000009", "Cookie", worker).statusCode());
        for (var path : new String[] {"/work/vouchers", "/work/vouchers/V-000001/slip"})
            assertNotEquals(200, site.get(path).statusCode(), path);
    }
}
