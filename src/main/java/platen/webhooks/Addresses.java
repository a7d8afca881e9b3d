package platen.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/// Where a webhook may lead. It is looked at when a connection is made, by the very addresses that are connected to, so
/// that a name can't be one thing when it is looked at and another when it is used.
final class Addresses implements DnsResolver {
    private static final int BYTE = 0xff;

    private final boolean allowsLan;

    Addresses(boolean allowsLan) {
        this.allowsLan = allowsLan;
    }

    /// A name that leads where it must not.
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var allowed = Arrays.stream(InetAddress.getAllByName(host))
                .filter(this::isAllowed)
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) throw new Forbidden(host);
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    boolean isAllowed(InetAddress address) {
        // Link-local is where clouds keep what a machine may know of itself: never, and nothing that is no one host.
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) return false;
        if (isNowhere(address)) return false;
        return allowsLan || !(address.isLoopbackAddress() || isPrivate(address) || isOurs(address));
    }

    private static boolean isNowhere(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            var first = bytes[0] & BYTE;
            return first == 0 || first >= 240;
        }
        // IPv4 in the clothes of IPv6: NAT64, 6to4, Teredo, and addresses that only embed one.
        var head = (bytes[0] & BYTE) << 8 | (bytes[1] & BYTE);
        var embeds = head == 0 && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10) && !address.isLoopbackAddress();
        return head == 0x0064 || head == 0x2002 || (head == 0x2001 && bytes[2] == 0 && bytes[3] == 0) || embeds;
    }

    private static boolean isPrivate(InetAddress address) {
        if (address.isSiteLocalAddress()) return true;
        var bytes = address.getAddress();
        var first = bytes[0] & BYTE;
        var second = bytes[1] & BYTE;
        if (!(address instanceof Inet4Address)) return (first & 0xfe) == 0xfc;
        return (first == 100 && second >= 64 && second < 128)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 192 && second == 0 && bytes[2] == 0);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
