package platen.discovery;

import java.util.Map;

/// A service on the LAN as others find it: its type, such as `_platen._tcp`, what people call it, its port, and what
/// its TXT record says.
public record Announced(String type, String name, int port, Map<String, String> text) {
    /// Where hosts of ours find their server.
    public static final String SERVER = "_platen._tcp";
    /// Where slicers look for a printer that takes files.
    public static final String DOOR = "_octoprint._tcp";

    public Announced {
        text = Map.copyOf(text);
    }
}
