package platen.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Which addresses a server may be sent to by what a person wrote.
final class Addresses {
    private static final int FIRST_OF_SHARED = 64;
    private static final int END_OF_SHARED = 128;
    private static final int CARRIER = 100;
    private static final int RESERVED = 240;
    private static final int UNIQUE_LOCAL = 0xFC;
    private static final int UNIQUE_LOCAL_BITS = 0xFE;

    private Addresses() {}

    /// This computer, and the network it stands in.
    static boolean isNear(InetAddress address) {
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) return true;
        var bytes = address.getAddress();
        if (address instanceof Inet4Address)
            return at(bytes, 0) == CARRIER && at(bytes, 1) >= FIRST_OF_SHARED && at(bytes, 1) < END_OF_SHARED;
        return (at(bytes, 0) & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL;
    }

    /// What no network that people use has: a cloud's own data stand at a link-local address, for one. An address that
    /// wraps another is among them.
    static boolean isNever(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress()) return true;
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) return at(bytes, 0) == 0 || at(bytes, 0) >= RESERVED;
        return wrapsAnother(bytes);
    }

    /// NAT64, 6to4 and addresses that begin with zeros carry one of the old sort.
    private static boolean wrapsAnother(byte[] bytes) {
        var first = (at(bytes, 0) << 8) | at(bytes, 1);
        var second = (at(bytes, 2) << 8) | at(bytes, 3);
        return first == 0x2002 || (first == 0x0064 && second == 0xff9b) || (first == 0 && !isLoopback(bytes));
    }

    private static boolean isLoopback(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) if (bytes[i] != 0) return false;
        return bytes[bytes.length - 1] == 1;
    }

    private static int at(byte[] bytes, int place) {
        return bytes[place] & 0xFF;
    }
}
