package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.host.Introduction;
import platen.host.ServerAddress;
import platen.machines.Hosts;
import platen.machines.Pairing;
import platen.people.Role;

/// A new printer computer comes in by a code that works once, and is shut out by one button.
class HostPagesTest {
    private static final String PAGE = "/work/machines/computers";
    private static final Pattern CODE = Pattern.compile("--pair ([0-9A-Z]{8})\"");

    private final Site site = new Site();
    private final String coordinator = site.cookieOf(Role.COORDINATOR);

    HostPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aCodeLetsOneComputerInAndItsKeyCanBeWithdrawn() throws Exception {
        var code = code();
        var typed = code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4);
        var address = Introduction.at(site.url("/"), typed, "Bench by the window");
        assertEquals(401, sync(new ServerAddress(address.url(), "another key")));
        assertFalse(sync(address) == 401, "the key opens");
        assertTrue(page().contains("Bench by the window"));
        refused(code);

        var host = site.database.reading(Hosts.class).all().getLast().id().value();
        var worker = site.cookieOf(Role.WORKER);
        assertEquals(
                403,
                site.post(PAGE + "/" + host + "/revoke", Map.of(), "Cookie", worker)
                        .statusCode());
        site.post(PAGE + "/" + host + "/revoke", Map.of(), "Cookie", coordinator);
        assertEquals(401, sync(address));
        assertFalse(page().contains("Bench by the window"));
    }

    @Test
    void aCodeIsForgottenAfterTenMinutesAndAfterManyWrongOnes() throws Exception {
        var late = code();
        site.clock.pass(Pairing.HOLDS);
        refused(late);
        var code = code();
        for (int i = 0; i < 100; i++)
            assertEquals(
                    403,
                    site.post("/hosts/pair", Map.of("code", "WRNGWRNG", "name", "x"))
                            .statusCode());
        refused(code);
        assertEquals(0, site.database.reading(Hosts.class).all().size());
    }

    @Test
    void saysWhatIsWrongWithTheAddress() {
        for (var wrong : new String[] {"http://127.0.0.1:1", "not an address", site.url("/order/part")})
            assertThrows(IOException.class, () -> Introduction.at(wrong, "34679CDF", "x"), wrong);
    }

    private void refused(String code) {
        var refusal = assertThrows(IOException.class, () -> Introduction.at(site.url(""), code, "again"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("works once"), refusal::getMessage);
    }

    private String code() throws Exception {
        var shown = site.post(PAGE + "/pair", Map.of(), "Cookie", coordinator).body();
        var found = CODE.matcher(shown);
        assertTrue(found.find(), shown);
        return found.group(1);
    }

    private String page() throws Exception {
        return site.get(PAGE, "Cookie", coordinator).body();
    }

    private int sync(ServerAddress address) throws Exception {
        var call = site.to("/hosts/sync").header("Authorization", "Bearer " + address.key());
        return site.send(call.POST(BodyPublishers.ofString("{}"))).statusCode();
    }
}
