package platen.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the server keeps its data and where it listens.
final class ServerOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of all data: database, files, settings (${DEFAULT-VALUE}).",
            defaultValue = "data")
    Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port for browsers; 0 takes a free one (${DEFAULT-VALUE}).",
            defaultValue = "8080")
    int port = 8080;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = {
                "The address to listen on (${DEFAULT-VALUE}): this machine alone.",
                "0.0.0.0 opens it to your network, on purpose."
            },
            defaultValue = "127.0.0.1")
    String bind = "127.0.0.1";

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Option(
            names = "--announce",
            paramLabel = "ADDRESS",
            description = {
                "Tells the LAN of this address of ours, by multicast DNS, where the server and the printers' doors for",
                "slicers are; off: nobody. Without it the address of --bind, where that is one of a LAN."
            })
    @Nullable
    String announce;

    @Option(
            names = "--public-port",
            paramLabel = "N",
            description = {
                "A port of its own for the public: customers' pages are there, and nothing of the floor, of printer",
                "computers, slicers and programs. HTTPS where there is a certificate. Without it all is at one address."
            })
    @Nullable
    Integer publicPort;

    @Option(
            names = "--public-bind",
            paramLabel = "ADDRESS",
            description = "The address that --public-port listens on (${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    String publicBind = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "What people type, where it is not the address listened on; https makes cookies secure.")
    @Nullable
    URI publicUrl;

    @Option(
            names = "--floor-url",
            paramLabel = "URL",
            description = "What workers type, where --public-port keeps the floor apart: http://192.168.1.20:8080 say.")
    @Nullable
    URI floorUrl;

    @Option(
            names = "--behind-proxy",
            description = {
                "A proxy of yours stands before the public address (or before the only one), and what it says of",
                "visitors (X-Forwarded-For, X-Forwarded-Proto) is true."
            })
    boolean behindProxy;

    @Option(
            names = "--proxy-from",
            paramLabel = "ADDRESS",
            split = ",",
            description = "The numeric address of a proxy on another computer. One on this computer needs none.")
    @Nullable
    List<String> proxyFrom;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "A PostgreSQL database (jdbc:postgresql:…) in place of the SQLite file in the data folder.")
    @Nullable
    String database;

    @Option(
            names = "--smtp-url",
            paramLabel = "URL",
            description = {
                "The mail server that takes our mail: smtp://user:password@mail.example.org:587, or smtps://…",
                "for TLS from the first byte, or smtp://localhost?tls=none. Name it in the environment or in",
                "platen.toml, where nobody else reads the password. Without one workers tell customers everything."
            })
    @Nullable
    String smtpUrl;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            description = "The address that mail comes from; the shop's own e-mail where none is named.")
    @Nullable
    String mailFrom;

    @Option(
            names = "--local-devices",
            description = "Cameras and power plugs may stand at this computer itself, and not only on the network.")
    boolean localDevices;

    @Option(
            names = "--upgrade-without-backup",
            description = {
                "Brings the tables of an older Platen up to date without a backup of the shop before it,",
                "for who has one of their own."
            })
    boolean upgradeWithoutBackup;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Option(names = "--templates", paramLabel = "DIR", hidden = true, description = "Pages in development.")
    @Nullable
    Path templates;

    /// The addresses of proxies on other computers.
    Set<String> proxies() {
        return proxyFrom == null ? Set.of() : Set.copyOf(proxyFrom);
    }
}
