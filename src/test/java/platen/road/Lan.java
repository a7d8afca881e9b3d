package platen.road;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// The network of a shop: a server, and places where printer computers stand, each with a cable that can be cut.
///
/// In network namespaces where this machine allows them; otherwise over loopback, each place through a line of ours.
interface Lan extends AutoCloseable {
    /// What begins the command line of the server.
    List<String> server();

    /// The address that the server listens on.
    String address();

    /// What begins the command line of a process at a place, counted from 0.
    List<String> at(int place);

    /// How a place calls the server that is at `server`.
    URI from(int place, URI server) throws IOException;

    /// Nothing comes or goes any more, and nobody is told.
    void cut(int place) throws IOException, InterruptedException;

    void join(int place) throws IOException, InterruptedException;

    @Override
    void close();

    /// With so many places.
    static Lan of(int places) throws IOException, InterruptedException {
        var namespaces = Namespaces.open(places);
        return namespaces.isPresent() ? namespaces.get() : new Loopback(places);
    }
}
