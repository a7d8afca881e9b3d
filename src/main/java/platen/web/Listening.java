package platen.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.certificates.CertificateFiles;

/// Where and how the site listens.
///
/// @param bind and `port` are where all of it is spoken over plain HTTP
/// @param publicUrl is what people type, where it is not the address listened on
/// @param behindProxy says that a proxy of ours stands before the public address, or before the only one
/// @param proxies are the addresses of such proxies; those of this machine count always
/// @param tls where there is a certificate
/// @param front an address at which only what is for the public is answered
/// @param floorUrl is what workers type, where it is not the address listened on
/// @param spool holds uploads while they arrive
/// @param templates is their folder in development; otherwise they come from the jar
/// @param localDevices lets cameras and plugs stand at this computer itself
public record Listening(
        String bind,
        int port,
        @Nullable URI publicUrl,
        boolean behindProxy,
        Set<String> proxies,
        @Nullable Tls tls,
        @Nullable Front front,
        @Nullable URI floorUrl,
        Path spool,
        @Nullable Path templates,
        boolean localDevices) {

    /// All of the site over TLS, beside plain HTTP; [Front] is spoken with the same certificate.
    public record Tls(CertificateFiles files, String bind, int port) {}

    /// For the public alone.
    public record Front(String bind, int port) {}

    public Listening(
            String bind, int port, @Nullable URI publicUrl, boolean behindProxy, Path spool, @Nullable Path templates) {
        this(bind, port, publicUrl, behindProxy, Set.of(), null, null, null, spool, templates, false);
    }

    /// The site's address for customers who read of it elsewhere, in a mail say; `boundPort` is the one that it
    /// listens on.
    String origin(int boundPort) {
        return publicUrl == null ? floorOrigin(boundPort) : text(publicUrl);
    }

    /// The same for workers.
    String floorOrigin(int boundPort) {
        if (floorUrl != null) return text(floorUrl);
        if (publicUrl != null && front == null) return text(publicUrl);
        return "http://" + (bind.equals("0.0.0.0") ? "localhost" : bind) + ":" + boundPort;
    }

    /// All addresses that are listened on, for who reads why that failed.
    String places() {
        return bind + ":" + port
                + (tls == null ? "" : ", " + tls.bind() + ":" + tls.port())
                + (front == null ? "" : ", " + front.bind() + ":" + front.port());
    }

    private static String text(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /// Whether other computers can speak plain HTTP with us.
    boolean isOpenWithoutTls() {
        return !isThisMachine(bind);
    }

    /// Whether what such a neighbour says of visitors is believed.
    boolean isProxy(String address) {
        return proxies.contains(address) || isThisMachine(address);
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /// For tests: this machine only, on a free port.
    public static Listening locally(Path spool) {
        return new Listening("127.0.0.1", 0, null, false, Set.of(), null, null, null, spool, null, true);
    }
}
