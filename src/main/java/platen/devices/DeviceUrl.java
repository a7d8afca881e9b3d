package platen.devices;

import java.net.URI;
import java.net.URISyntaxException;
import platen.values.Message;

/// The address of something on the shop's network, as a coordinator wrote it.
public sealed interface DeviceUrl {
    int LONGEST = 500;

    record Good(String url) implements DeviceUrl {}

    record Wrong(Message why) implements DeviceUrl {}

    static DeviceUrl of(String written) {
        var url = written.strip();
        if (url.length() > LONGEST) return new Wrong(Message.of("devices.too-long"));
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme();
            if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme))
                return new Wrong(Message.of("devices.only-http"));
            if (uri.getHost() == null || uri.getPort() > 65_535) return new Wrong(Message.of("devices.no-host"));
            if (uri.getRawUserInfo() != null) return new Wrong(Message.of("devices.password-apart"));
            return new Good(uri.getRawFragment() == null ? url : url.substring(0, url.indexOf('#')));
        } catch (URISyntaxException e) {
            return new Wrong(Message.of("devices.no-url"));
        }
    }

    /// What of an address may be said to everybody.
    static String host(String url) {
        var host = URI.create(url).getHost();
        return host == null ? "" : host;
    }
}
