package platen.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;

/// Which addresses the server calls by what a person wrote: those of the world always; those of the shop's own network,
/// and this computer itself, where that is wanted; and never what stands on no network that people use.
public record Reach(boolean network, boolean thisComputer) {
    public static final Reach OUTSIDE = new Reach(false, false);
    public static final Reach EVERYWHERE = new Reach(true, true);

    /// Where clouds tell their computers secrets, besides the link-local address of most.
    private static final Set<String> CLOUDS =
            Set.of("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2:0:0:0:0:0:254");

    private static final int RESERVED = 240;

    /// An address that is not called; `isNear` where the network's being allowed would help.
    public static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;
        private final boolean isNear;

        Forbidden(String host, boolean isNear) {
            super(host);
            this.isNear = isNear;
        }

        public boolean isNear() {
            return isNear;
        }
    }

    /// The addresses of a name, all of which must be allowed: of some only, nobody knows which is called.
    InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        for (var address : addresses) if (!allows(address)) throw new Forbidden(host, !isNever(address));
        return addresses;
    }

    public boolean allows(InetAddress address) {
        if (isNever(address)) return false;
        if (address.isLoopbackAddress() || isOurs(address)) return thisComputer;
        return network || !isPrivate(address);
    }

    private static boolean isNever(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) return true;
        if (CLOUDS.contains(address.getHostAddress())) return true;
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) return at(bytes, 0) == 0 || at(bytes, 0) >= RESERVED;
        return !address.isLoopbackAddress() && wrapsAnother(bytes);
    }

    /// An address of the old kind within one of the new, which a router would unpack: NAT64 (64:ff9b::/96), 6to4
    /// (2002::/16), Teredo (2001::/32), and ::/16.
    private static boolean wrapsAnother(byte[] bytes) {
        var first = (at(bytes, 0) << 8) | at(bytes, 1);
        var second = (at(bytes, 2) << 8) | at(bytes, 3);
        return first == 0
                || first == 0x2002
                || (first == 0x0064 && second == 0xff9b)
                || (first == 0x2001 && second == 0);
    }

    /// The networks of RFC 1918, 6598, 2544 and 6890, and the unique local ones of RFC 4193.
    private static boolean isPrivate(InetAddress address) {
        if (address.isSiteLocalAddress()) return true;
        var bytes = address.getAddress();
        var first = at(bytes, 0);
        var second = at(bytes, 1);
        if (!(address instanceof Inet4Address)) return (first & 0xfe) == 0xfc;
        return (first == 100 && second >= 64 && second < 128)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 192 && second == 0 && at(bytes, 2) == 0);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    private static int at(byte[] bytes, int place) {
        return bytes[place] & 0xff;
    }
}
