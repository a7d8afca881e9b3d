package platen.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import platen.database.Database;
import platen.host.HostProcess;
import platen.host.ServerAddress;
import platen.machines.Host;
import platen.machines.Hosts;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.Secrets;
import platen.web.Website;

/// The printer host on the server's own machine: registered once, its key kept in its folder.
record LocalHost(HostId id, HostProcess process, Path folder) {
    private static final String FOLDER = "host";
    private static final String NAME = "this computer";

    /// Starts the host of `data`, or adopts the one that runs, and tells it that the server is at `url`.
    static LocalHost start(Path data, Website.Parts parts, String url) throws IOException {
        var folder = data.toAbsolutePath().resolve(FOLDER);
        var known = ServerAddress.read(folder)
                .flatMap(address -> find(parts.database(), address.key())
                        .map(id -> new Registered(id, new ServerAddress(url, address.key()))));
        var registered = known.orElseGet(() -> register(parts, url));
        var process = HostProcess.start(folder, registered.address(), HostProcess.ownProgram());
        return new LocalHost(registered.id(), process, folder);
    }

    private record Registered(HostId id, ServerAddress address) {}

    private static Optional<HostId> find(Database database, String key) {
        return database.reading(Hosts.class).byKey(hash(key)).map(Host::id);
    }

    private static Registered register(Website.Parts parts, String url) {
        var key = Secrets.token();
        HostId id = parts.database()
                .change(change -> change.attach(Hosts.class)
                        .add(NAME, hash(key), parts.clock().instant()));
        return new Registered(id, new ServerAddress(url, key));
    }

    private static String hash(String key) {
        return Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
