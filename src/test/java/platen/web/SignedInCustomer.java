package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.with;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import platen.people.Role;

/// A customer with an approved order and an account, who is signed in; prices are published before.
final class SignedInCustomer {
    private static final Pattern LETTER = Pattern.compile("action=\"(/work/tell/letters/\\d+)\"");
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/[a-z/]+/[A-Za-z0-9_-]{22})");

    private final String place;
    private final String cookie;

    SignedInCustomer(Site site, String email) throws IOException, InterruptedException {
        var customer = new Customer(site);
        place = customer.draft("part", "part of " + email);
        assertEquals(303, site.post(place + "/choices", Customer.BRACKET).statusCode());
        site.post(place + "/approve", with(customer.approval(place), "email", email));
        assertEquals(303, site.post("/account/link", Map.of("email", email)).statusCode());
        var worker = site.cookieOf(Role.WORKER);
        var letter = LETTER.matcher(site.get("/work/tell", "Cookie", worker).body());
        assertTrue(letter.find());
        var told = site.post(letter.group(1), Map.of(), "Cookie", worker);
        var link = LINK.matcher(told.body());
        assertTrue(link.find(), told.body());
        site.post(letter.group(1) + "/told", Map.of(), "Cookie", worker);
        cookie = site.post(link.group(1), Map.of()).headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith(CustomerGate.COOKIE + "="))
                .map(one -> one.substring(0, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    /// Where their order is.
    String place() {
        return place;
    }

    String cookie() {
        return cookie;
    }
}
