package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.machines.Pairing;
import platen.queue.JobState;
import platen.values.Actor;
import platen.values.Json;

/// The Debian packages of this very build are installed, print, are upgraded in mid-print, and removed.
///
/// systemd does not run in a test: what its units start is started here, as the same users.
class PackageIT {
    private static final int SPEED = 30;
    private static final int START_AGAIN = 75;
    private static final String HOST_PROGRAM = "/usr/lib/platen-host/";

    @TempDir
    private Path folder;

    @Test
    void packagesAreInstalledPrintAreUpgradedInMidPrintAndLeaveNothingButTheirData()
            throws IOException, InterruptedException {
        assumeTrue(OtherRoot.isPossible(folder), "needs dpkg and root's rights over mounts, to install packages aside");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "needs dpkg-deb");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        make("1.0", "platen platen-host");
        make("1.1", "platen-host");
        var shared = Map.of(
                Files.createDirectory(folder.resolve("data")), "/var/lib/platen",
                Files.createDirectory(folder.resolve("host")), "/var/lib/platen-host");
        try (var root = OtherRoot.make(folder, shared)) {
            var before = names(root);
            root.run("dpkg -i " + deb("platen", "1.0") + " " + deb("platen-host", "1.0"));
            checkContents(root);
            print(root);
            root.run("dpkg -r platen platen-host");
            root.run("dpkg -P platen platen-host");
            assertEquals(before, names(root), "no trace but its data, and who owns them");
            assertTrue(Files.exists(folder.resolve("data/platen.db")), "the data stays");
            assertTrue(root.run("getent passwd platen platen-host").contains("/var/lib/platen-host"));
        }
    }

    private void make(String version, String only) throws IOException, InterruptedException {
        var build =
                Path.of(System.getProperty("platen.jar", "target/platen.jar")).getParent();
        var made = PlatenProcess.start(
                folder,
                List.of("./platen"),
                List.of(
                        "package",
                        "--from",
                        build.toString(),
                        "--out",
                        folder.toString(),
                        "--only",
                        only,
                        "--set-version",
                        version));
        assertEquals(0, made.exit(), made::output);
    }

    private Path deb(String name, String version) throws IOException {
        try (var files = Files.newDirectoryStream(folder, name + "_" + version + "_*.deb")) {
            return files.iterator().next();
        }
    }

    /// What a package would leave behind, wherever programs and settings are.
    private static String names(OtherRoot root) throws IOException, InterruptedException {
        return root.run("find /usr /etc /lib /var /opt /root -xdev -name '*platen*' -not -path '/var/lib/platen*'"
                + " -not -path '/root/.cache/*' | sort");
    }

    private static void checkContents(OtherRoot root) throws IOException, InterruptedException {
        var bill = Json.MAPPER.readTree(root.run("cat /usr/share/doc/platen-host/sbom.cdx.json"));
        var parts = bill.path("components").findValuesAsText("name");
        assertTrue(parts.containsAll(List.of("jSerialComm", "picocli", "openjdk")), parts::toString);
        assertFalse(parts.contains("javalin"), "the host has nothing of the server");
        assertEquals(
                "600 platen",
                root.run("stat -c '%a %U' /var/lib/platen/platen.toml").strip());
        assertTrue(root.run("platen config --check").contains("Nothing is wrong"));
        if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            var complaints = root.run(
                    "systemd-analyze verify platen.service platen-host.service 2>&1" + " | grep -F platen || true");
            assertEquals("", complaints);
        }
    }

    private void print(OtherRoot root) throws IOException, InterruptedException {
        var installed = new Installed(root, folder);
        try (var shop = LiveShop.of(folder, installed, SPEED)) {
            root.run("chown -R platen:platen /var/lib/platen"); // what we put there ourselves
            shop.release();
            shop.awaitLine(100);
            var host = shop.host();
            var older = folder(host);

            root.run("dpkg -i " + deb("platen-host", "1.1"));
            assertEquals(List.of("1.0", "1.1"), versions(root), "what prints keeps its files");
            assertTrue(host.isAlive(), "the upgrade ended no host");
            assertEquals(JobState.RUNNING, shop.job().state(), "there is still something to hurt");
            PlatenProcess.until("the print ends", () -> shop.job().endedAt() != null);
            assertEquals(JobState.TO_CHECK, shop.job().state(), () -> shop.job().toString());
            assertEquals(1, shop.attempts().size());
            assertEquals(shop.expected().commands(), shop.attempts().getFirst().commands());

            assertEquals(START_AGAIN, installed.host.exit(), installed.host::output);
            installed.startHost(); // as systemd would
            PlatenProcess.until("the newer host works", () -> runs(shop, host));
            assertFalse(folder(shop.host()).equals(older), "it runs from the newer version's files");
            assertTrue(shop.report().contains(shop.expected().digest().hex()), "each command once and in order");
            // With the printer in software ended the last process that used the older version.
            root.run("/usr/lib/platen-host/current/tidy");
            assertEquals(List.of("1.1"), versions(root), "what nobody uses goes");
        }
    }

    private static boolean runs(LiveShop shop, ProcessHandle before) {
        try {
            return shop.host().isAlive() && shop.host().pid() != before.pid();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /// The folder of the version that a host runs from.
    private static String folder(ProcessHandle host) {
        return host.info().command().orElseThrow().replaceFirst(".*(" + HOST_PROGRAM + "versions/[^/]+)/.*", "$1");
    }

    private static List<String> versions(OtherRoot root) throws IOException, InterruptedException {
        return root.run("ls " + HOST_PROGRAM + "versions")
                .lines()
                .map(name -> name.replaceFirst("\\.[^.]+$", ""))
                .sorted()
                .collect(Collectors.toList());
    }

    /// The processes of a shop that is installed, as its units start them.
    private static final class Installed implements LiveShop.Processes {
        private static final String AS_HOST = "--reuid=platen-host --regid=platen-host --init-groups";

        private final OtherRoot root;
        private final Path folder;
        private PlatenProcess host;

        private Installed(OtherRoot root, Path folder) throws IOException {
            this.root = root;
            this.folder = folder;
            this.host = startHost();
        }

        private PlatenProcess startHost() throws IOException {
            host = asHost("/usr/lib/platen-host/current/launch", "service");
            return host;
        }

        private PlatenProcess asHost(String... command) throws IOException {
            var whole = new ArrayList<>(List.of("setpriv"));
            whole.addAll(List.of(AS_HOST.split(" ")));
            whole.add("--");
            whole.addAll(List.of(command));
            return root.start(whole.toArray(String[]::new));
        }

        /// As the user of the host, who may open this terminal then.
        @Override
        public PlatenProcess printer(Path link, int speed, Path report) throws IOException {
            return asHost(
                    "platen-host", "virtual", "--link", link + "", "--speed", speed + "", "--report", report + "");
        }

        @Override
        public PlatenProcess server() throws IOException {
            return root.start("platen", "serve", "--no-host", "--port", "0");
        }

        @Override
        public void host(Database database, URI server) throws IOException {
            var code = new Pairing(database, InstantSource.system()).begin(Actor.worker("Wole"));
            var address = server.resolve("/").toString().replaceFirst("/$", "");
            root.start("platen-host", "--server", address, "--pair", code).says("(takes it from now on)");
        }

        @Override
        public Path data() {
            return folder.resolve("data");
        }

        @Override
        public Path hostData() {
            return folder.resolve("host");
        }
    }
}
