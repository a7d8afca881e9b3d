package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.queue.JobState;

/// The launcher builds a new version from a copy of these sources while an older one has a print in hand.
class RebuildIT {
    private static final int SPEED = 20;

    @TempDir
    private Path folder;

    @Test
    void aRebuildLeavesARunningPrintAlone() throws IOException, InterruptedException {
        var sources = folder.resolve("sources");
        for (var part : List.of("platen", "pom.xml", "src/main", "src/package", "printers", "templates"))
            copy(Path.of(part), sources.resolve(part));
        var launcher = List.of(sources.resolve("platen").toString());
        assertEquals(
                0, PlatenProcess.start(folder, launcher, List.of("--version")).exit());
        var older = builds(sources).getFirst();
        try (var shop = new LiveShop(folder, launcher, SPEED)) {
            shop.release();
            shop.awaitLine(100);
            shop.pause();
            var host = shop.host();
            var before = state(older);

            var unused = Files.createDirectory(sources.resolve("build/0123456789abcdef"));
            var profile = sources.resolve("printers/virtual.toml");
            Files.writeString(profile, Files.readString(profile).replace("\"Virtual printer\"", "\"A better one\""));
            var newer = PlatenProcess.start(folder, launcher, List.of("--version"));
            assertEquals(0, newer.exit(), newer::output);
            assertFalse(Files.exists(unused), "what nothing uses goes");
            assertEquals(2, builds(sources).size());
            assertEquals(before, state(older), "no file of the running version was touched");

            shop.server().end();
            assertTrue(shop.server().output().contains("This goes on printing: cube"), shop.server()::output);
            shop.startServer();
            assertEquals(host.pid(), shop.host().pid(), "the newer server adopts the older host");
            shop.resume();
            PlatenProcess.until("the print ends", () -> shop.job().endedAt() != null);
            assertEquals(JobState.TO_CHECK, shop.job().state(), () -> shop.job().toString());
            assertEquals(1, shop.attempts().size());
            assertEquals(shop.expected().commands(), shop.attempts().getFirst().commands());
        }
    }

    private static List<Path> builds(Path sources) throws IOException {
        try (var found = Files.list(sources.resolve("build"))) {
            return found.filter(Files::isDirectory).toList();
        }
    }

    /// Every file below a folder with its size and time.
    private static String state(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .collect(Collectors.joining("\n"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var place = path.equals(from) ? to : to.resolve(from.relativize(path));
                Files.createDirectories(place.getParent());
                Files.copy(path, place, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
