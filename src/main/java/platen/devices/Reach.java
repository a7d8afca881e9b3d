package platen.devices;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which addresses the server calls for a device: the shop's network and beyond, but not itself, unless the settings
/// say so, and never what stands on no network of people's.
public record Reach(boolean thisComputer) {
    /// Where clouds tell their computers secrets, besides the link-local address of most.
    private static final String[] CLOUDS = {"100.100.100.200", "192.0.0.192", "168.63.129.16"};

    private static final int UNIQUE_LOCAL = 0xfd;

    /// The addresses of a name, all of which must be allowed: of some only, nobody knows which is called.
    InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        for (var address : addresses) {
            if (!allows(address)) throw new Forbidden(host);
        }
        return addresses;
    }

    /// An address that is not called.
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden(String host) {
            super(host);
        }
    }

    boolean allows(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) return false;
        if (isCloud(address) || isDisguised(address)) return false;
        return thisComputer || !(address.isLoopbackAddress() || isOurs(address));
    }

    private static boolean isCloud(InetAddress address) {
        if (Arrays.asList(CLOUDS).contains(address.getHostAddress())) return true;
        var bytes = address.getAddress();
        // fd00:ec2::254
        return address instanceof Inet6Address
                && (bytes[0] & 0xff) == UNIQUE_LOCAL
                && bytes[2] == 0x0e
                && bytes[3] == (byte) 0xc2;
    }

    /// An address of the old kind within one of the new, which a router would unpack: ::/96, 64:ff9b::/96, 2002::/16.
    private static boolean isDisguised(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) return false;
        var bytes = address.getAddress();
        var first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        if (first == 0x2002) return true;
        if (first == 0x0064 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) return true;
        for (int at = 0; at < 12; at++) if (bytes[at] != 0) return false;
        return true;
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
