package platen.people;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import platen.values.Message;

/// From where somebody comes, and with what: the address of the request, and the browser in words (none where it is
/// none that we know). Nobody else is asked about it.
public record Place(String address, String browser) {
    /// For what the program itself does.
    public static final Place UNKNOWN = new Place("", "");

    private static final int LONGEST_ADDRESS = 60;

    /// The first that is found counts: many call themselves Safari, too.
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("Windows", "Windows"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Mac OS X", "Mac"),
            Map.entry("Linux", "Linux"));

    /// `agent` is what the browser says of itself.
    public static Place of(String address, String agent) {
        var browser = named(agent, BROWSERS);
        var system = named(agent, SYSTEMS);
        var words = browser.isEmpty() || system.isEmpty() ? browser + system : browser + " on " + system;
        return new Place(address.substring(0, Math.min(address.length(), LONGEST_ADDRESS)), words);
    }

    /// Where that is, as far as the address alone tells.
    public static Message where(String address) {
        if (address.isEmpty()) return Message.of("people.from-unknown");
        try {
            var literal = InetAddress.ofLiteral(address);
            if (literal.isLoopbackAddress()) return Message.of("people.from-here");
            if (literal.isSiteLocalAddress() || literal.isLinkLocalAddress() || isUniqueLocal(literal))
                return Message.of("people.from-network");
        } catch (IllegalArgumentException _) {
            // A proxy wrote something else than an address.
        }
        return Message.of("people.from-outside", address);
    }

    /// The same house and the same browser are the same place.
    String key() {
        return browser + " " + Sessions.network(address);
    }

    /// fc00::/7, which the library does not know.
    private static boolean isUniqueLocal(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    }

    private static String named(String agent, List<Map.Entry<String, String>> names) {
        return names.stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
