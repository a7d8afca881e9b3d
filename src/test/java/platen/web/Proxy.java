package platen.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import platen.certificates.CertificateFiles;

/// nginx or Caddy as a process of its own, before a site on this machine, by the configuration that `proxy/` shows.
final class Proxy implements AutoCloseable {
    /// Where `./platen test` puts them: they are unpacked, and not installed, so that no service starts.
    private static final Path UNPACKED = Path.of("build/proxies");

    private static final String NAME = "shop.example";

    private final Process process;
    private final Path log;
    final int port;

    private Proxy(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    enum Kind {
        NGINX,
        CADDY
    }

    /// A port that nobody listens at.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Listens at `port` of 127.0.0.1 with this certificate for `localhost`, before the site at `sitePort`.
    static Proxy start(Kind kind, Path folder, int port, int sitePort, CertificateFiles certificate)
            throws IOException, InterruptedException {
        var command = switch (kind) {
            case NGINX -> nginx(folder, port, sitePort, certificate);
            case CADDY -> caddy(folder, port, sitePort, certificate);
        };
        var log = folder.resolve("proxy.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        var proxy = new Proxy(builder.start(), log, port);
        proxy.awaitOpen();
        return proxy;
    }

    private static List<String> nginx(Path folder, int port, int sitePort, CertificateFiles certificate)
            throws IOException {
        var shown = Files.readString(Path.of("proxy/nginx.conf"));
        var ours = replaced(shown, "listen 80;", "listen 127.0.0.1:" + freePort() + ";");
        ours = replaced(ours, "listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;");
        ours = replaced(
                ours,
                "/etc/letsencrypt/live/shop.example/fullchain.pem",
                certificate.chain().toString());
        ours = replaced(
                ours,
                "/etc/letsencrypt/live/shop.example/privkey.pem",
                certificate.key().toString());
        ours = replaced(ours, "127.0.0.1:8080", "127.0.0.1:" + sitePort).replace(NAME, "localhost");
        var whole = """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr warn;
                events {}
                http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
                }
                """.formatted(folder, ours);
        var file = Files.writeString(folder.resolve("nginx.conf"), whole);
        return List.of(program("nginx"), "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
    }

    private static List<String> caddy(Path folder, int port, int sitePort, CertificateFiles certificate)
            throws IOException {
        var shown = Files.readString(Path.of("proxy/Caddyfile"));
        var site = "https://localhost:" + port + " {\n\tbind 127.0.0.1\n\ttls " + certificate.chain() + " "
                + certificate.key() + "\n";
        var ours = replaced(shown, NAME + " {\n", site);
        ours = replaced(ours, "127.0.0.1:8080", "127.0.0.1:" + sitePort);
        var file = Files.writeString(
                folder.resolve("Caddyfile"), "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + ours);
        return List.of(program("caddy"), "run", "--adapter", "caddyfile", "--config", file.toString());
    }

    private static String replaced(String text, String what, String with) {
        if (!text.contains(what)) throw new IllegalStateException("the configuration has no " + what);
        return text.replace(what, with);
    }

    private static String program(String name) {
        var folders = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
        var usual = Stream.of(Path.of("/usr/sbin"), UNPACKED.resolve("usr/sbin"), UNPACKED.resolve("usr/bin"));
        return Stream.concat(folders, usual)
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is missing: ./platen test fetches it"))
                .toString();
    }

    private void awaitOpen() throws IOException, InterruptedException {
        while (!isOpen()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) throw new IllegalStateException(Files.readString(log));
        }
    }

    private boolean isOpen() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (ConnectException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
