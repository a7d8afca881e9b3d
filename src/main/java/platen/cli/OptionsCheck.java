package platen.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import platen.notices.smtp.SmtpSettings;

/// All that is wrong with how a server is to be run, before anything is opened. Each complaint says where the option
/// was taken from.
final class OptionsCheck {
    private static final int LAST_PORT = 65_535;

    private final List<String> complaints = new ArrayList<>();
    private final @Nullable ConfigValues values;

    private OptionsCheck(@Nullable IDefaultValueProvider values) {
        this.values = values instanceof ConfigValues known ? known : null;
    }

    /// `values` is where options come from that no flag names, if it is known.
    static List<String> of(ServerOptions options, @Nullable IDefaultValueProvider values) {
        var check = new OptionsCheck(values);
        check.addresses(options);
        check.tls(options);
        check.mail(options);
        var database = options.database;
        if (database != null && !database.startsWith("jdbc:postgresql:"))
            check.wrong("database", "it begins with jdbc:postgresql:");
        try {
            options.passphrase.find();
        } catch (IOException e) {
            check.wrong("backup-passphrase-file", String.valueOf(e.getMessage()));
        }
        return check.complaints;
    }

    private void addresses(ServerOptions options) {
        port("port", options.port);
        port("https-port", options.tls.port);
        url("public-url", options.publicUrl);
        url("floor-url", options.floorUrl);
        for (var proxy : options.proxies()) {
            if (!isNumeric(proxy)) wrong("proxy-from", "a numeric address like 192.168.1.2 is meant");
        }
        if (!options.proxies().isEmpty() && !options.behindProxy) wrong("proxy-from", "it needs behind-proxy, too");
        if (options.publicPort == null) {
            if (options.floorUrl != null) wrong("floor-url", "it needs public-port: else public-url is for all");
            return;
        }
        port("public-port", options.publicPort);
        if (options.publicUrl == null)
            wrong("public-port", "it needs public-url, too: what customers type, for links in their mail");
        if (options.floorUrl == null)
            wrong("public-port", "it needs floor-url, too: what workers type, for links in theirs");
        if (options.publicPort != 0 && isTakenByFloor(options, options.publicPort))
            wrong("public-port", "the floor listens there");
    }

    private static boolean isTakenByFloor(ServerOptions options, int port) {
        var isTls = options.tls.files().isPresent() && port == options.tls.port;
        return options.bind.equals(options.publicBind) && (port == options.port || isTls);
    }

    private void tls(ServerOptions options) {
        var tls = options.tls;
        if (tls.certificate != null && tls.key == null) wrong("tls-certificate", "it needs tls-key, too");
        if (tls.certificate == null && tls.key != null) wrong("tls-key", "it needs tls-certificate, too");
        var files = tls.files();
        if (files.isEmpty()) return;
        if (tls.port != 0 && tls.port == options.port) wrong("https-port", "plain HTTP is spoken there");
        try {
            files.get().read();
        } catch (IOException e) {
            wrong("tls-certificate", String.valueOf(e.getMessage()));
        }
    }

    private void mail(ServerOptions options) {
        try {
            if (options.smtpUrl != null) SmtpSettings.of(options.smtpUrl);
        } catch (IllegalArgumentException e) {
            wrong("smtp-url", String.valueOf(e.getMessage()));
        }
        if (options.mailFrom != null && !options.mailFrom.contains("@")) wrong("mail-from", "an address is meant");
    }

    private void port(String name, int port) {
        if (port < 0 || port > LAST_PORT) wrong(name, "a port is a number from 0 to " + LAST_PORT);
    }

    private void url(String name, @Nullable URI url) {
        if (url == null) return;
        var isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        var path = url.getRawPath();
        if (!isWeb || url.getHost() == null || url.getRawQuery() != null || !(path.isEmpty() || path.equals("/")))
            wrong(name, "an address like https://shop.example is meant, with nothing behind the name");
    }

    private static boolean isNumeric(String address) {
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void wrong(String name, String why) {
        var place =
                values == null ? "" : values.place(name).map(one -> one + ": ").orElse("");
        complaints.add(place + (place.isEmpty() ? "--" : "") + name + ": " + why);
    }
}
