package platen.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import platen.certificates.Certificate;
import platen.values.Digest;

/// The addresses at which the server listens: one over plain HTTP and, where there is a certificate, one over TLS for
/// all of the site; and one for the public, if the shop keeps its floor apart.
public final class Doors {
    /// What the door for the public is called.
    static final String FRONT = "front";

    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final Listening listening;
    private final InstantSource clock;
    private final Served served = new Served();
    private final SslContextFactory.Server keys = new SslContextFactory.Server();
    private volatile @Nullable Certificate certificate;
    private volatile @Nullable Digest refused;
    private @Nullable ServerConnector floor;
    private @Nullable ServerConnector secure;
    private @Nullable ServerConnector front;

    /// Reads the certificate, if there is one; without it nothing would be served as it was meant.
    Doors(Listening listening, InstantSource clock) {
        this.listening = listening;
        this.clock = clock;
        var tls = listening.tls();
        if (tls == null) return;
        try {
            var read = tls.files().read();
            use(keys, read);
            keys.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            certificate = read;
            tell(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(JavalinConfig config) {
        config.requestLogger.http(served);
        var jetty = config.jetty;
        jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        jetty.modifyServer(server -> server.setHandler(new FrontDoor(new Pace())));
        jetty.addConnector((server, http) -> {
            var made = at(plain(server, http), "floor", listening.bind(), listening.port());
            floor = made;
            return made;
        });
        var tls = listening.tls();
        if (tls != null)
            jetty.addConnector((server, http) -> {
                var made = at(secure(server, http), "secure", tls.bind(), tls.port());
                secure = made;
                return made;
            });
        var place = listening.front();
        if (place != null)
            jetty.addConnector((server, http) -> {
                var made = tls == null ? plain(server, http) : secure(server, http);
                front = at(made, FRONT, place.bind(), place.port());
                return made;
            });
    }

    /// Listens from now on.
    static void start(Javalin javalin, Listening listening) {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            var why = "cannot listen at " + listening.places() + ": " + e.getMessage();
            throw new UncheckedIOException(new IOException(why, e));
        }
    }

    /// Ends listening. Jetty waits for its selectors without a limit, and was seen to wait for ever: what is served by
    /// then
    /// is over anyway.
    static void stop(Javalin javalin) {
        var stopping = Thread.ofPlatform().daemon().name("end of listening").start(javalin::stop);
        try {
            if (!stopping.join(LONGEST_END)) LOG.warn("the web server did not end in time, and is left to itself");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerConnector plain(Server server, HttpConfiguration http) {
        return new ServerConnector(server, new HttpConnectionFactory(http));
    }

    private ServerConnector secure(Server server, HttpConfiguration http) {
        var secured = new HttpConfiguration(http);
        // On a LAN people also type the number of the computer, for which no certificate is made: their browser tells.
        secured.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(secured));
    }

    private static ServerConnector at(ServerConnector connector, String name, String bind, int port) {
        connector.setName(name);
        connector.setHost(bind);
        connector.setPort(port);
        return connector;
    }

    /// Takes a certificate that was renewed; one that cannot be used is told once, and the last goes on.
    public void renew() {
        var tls = listening.tls();
        var known = certificate;
        if (tls == null || known == null) return;
        try {
            var there = tls.files().digest();
            if (there.equals(known.digest()) || there.equals(refused)) return;
            refused = there;
            var read = tls.files().read();
            keys.reload(factory -> use(factory, read));
            certificate = read;
            LOG.info("the certificate was renewed");
            tell(read);
        } catch (Exception e) { // what Jetty's reload throws
            LOG.warn("the renewed certificate cannot be used, and the last one goes on: {}", e.getMessage());
        }
    }

    private static void use(SslContextFactory factory, Certificate read) {
        factory.setKeyStore(read.store());
        factory.setKeyStorePassword(Certificate.PASSWORD);
    }

    private void tell(Certificate read) {
        var now = clock.instant();
        if (!read.isValid(now)) LOG.warn("the certificate is not valid now: from {} to {}", read.from(), read.until());
        else if (read.isLate(now)) LOG.warn("the certificate ends on {}, and nobody has renewed it", read.until());
    }

    /// Whether other computers can come without TLS, so that others can read along.
    public boolean isOpenWithoutTls() {
        return listening.isOpenWithoutTls();
    }

    Served served() {
        return served;
    }

    Instant now() {
        return clock.instant();
    }

    /// The certificate that is served with.
    Optional<Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /// The site's address for customers who read of it elsewhere.
    String origin() {
        return listening.origin(port());
    }

    /// The same for workers.
    String floorOrigin() {
        return listening.floorOrigin(port());
    }

    /// Of the door of which plain HTTP is spoken.
    private int port() {
        return floor == null ? listening.port() : floor.getLocalPort();
    }

    /// Of the door over TLS; 0 where there is none.
    public int securePort() {
        return secure == null ? 0 : secure.getLocalPort();
    }

    /// Of the door for the public; 0 where there is none.
    public int frontPort() {
        return front == null ? 0 : front.getLocalPort();
    }

    static boolean isFront(@Nullable Connector connector) {
        return connector != null && FRONT.equals(connector.getName());
    }
}
