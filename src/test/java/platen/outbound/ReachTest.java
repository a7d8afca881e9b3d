package platen.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.20",
                "100.64.0.1",
                "::1",
                "fd12::1",
                "fc00::1",
                "::ffff:10.0.0.1"
            })
    void standsNear(String address) throws UnknownHostException {
        assertFalse(Reach.OUTSIDE.allows(InetAddress.getByName(address)), address);
        assertTrue(Reach.EVERYWHERE.allows(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100.100.100.200",
                "fd00:ec2::254",
                "0.0.0.0",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::",
                "fe80::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::127.0.0.2",
                "0.1.2.3"
            })
    void isNeverPostedTo(String address) throws UnknownHostException {
        assertFalse(Reach.EVERYWHERE.allows(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "193.0.0.1"})
    void isOfTheWorld(String address) throws UnknownHostException {
        assertTrue(Reach.OUTSIDE.allows(InetAddress.getByName(address)), address);
    }

    @Test
    void theNetworkIsNotThisComputer() throws UnknownHostException {
        var network = new Reach(true, false);
        assertTrue(network.allows(InetAddress.getAllByName("192.168.1.20")[0]));
        assertFalse(network.allows(InetAddress.getAllByName("127.0.0.1")[0]));
    }

    /// These are the addresses that are connected to: nobody looks the name up again.
    @Test
    void aNameThatLeadsInsideHasNoAddress() {
        assertThrows(Reach.Forbidden.class, () -> Reach.OUTSIDE.resolve("localhost"));
    }

    @Test
    void headersCarryAnyLetters() {
        assertEquals("Failed: cube", Poster.header("Failed: cube"));
        assertEquals("=?UTF-8?B?w6k=?=", Poster.header("é"));
        assertFalse(Poster.header("a\r\nX: b").contains("\n"), "no second header");
    }
}
