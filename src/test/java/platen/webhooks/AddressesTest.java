package platen.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        // address, outside, with our own network
        "93.184.216.34, true, true",
        "2606:4700::1111, true, true",
        "127.0.0.1, false, true",
        "::1, false, true",
        "10.1.2.3, false, true",
        "172.16.0.1, false, true",
        "192.168.1.20, false, true",
        "100.64.0.1, false, true",
        "fd00::1, false, true",
        "::ffff:192.168.1.1, false, true",
        "169.254.169.254, false, false",
        "fe80::1, false, false",
        "0.0.0.0, false, false",
        "::, false, false",
        "224.0.0.1, false, false",
        "255.255.255.255, false, false",
        "64:ff9b::a9fe:a9fe, false, false",
        "2002:a9fe:a9fe::1, false, false",
        "::7f00:1, false, false",
    })
    void leadsOutsideOnlyUnlessOurNetworkIsMeant(String address, boolean outside, boolean inside) throws Exception {
        var one = InetAddress.getByName(address);
        assertEquals(outside, new Addresses(false).isAllowed(one));
        assertEquals(inside, new Addresses(true).isAllowed(one));
    }

    /// These are the addresses that are connected to: nobody looks the name up again.
    @Test
    void aNameThatLeadsInsideHasNoAddress() {
        assertThrows(Addresses.Forbidden.class, () -> new Addresses(false).resolve("localhost"));
    }
}
