package platen.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host knows by a link whether another version than its own is installed.
class InstalledTest {
    @TempDir
    private Path folder;

    @Test
    void anotherVersionIsInstalledWhenTheLinkLeadsElsewhere() throws IOException {
        var older = Files.createDirectory(folder.resolve("1.0"));
        var newer = Files.createDirectory(folder.resolve("1.1"));
        var link = folder.resolve("current");
        var installed = new Installed(link, older);
        assertFalse(installed.isAnother(), "in the middle of an installation there may be none");
        Files.createSymbolicLink(link, older.getFileName());
        assertFalse(installed.isAnother());
        Files.delete(link);
        Files.createSymbolicLink(link, newer.getFileName());
        assertTrue(installed.isAnother());
    }

    @Test
    void whatIsRemovedAltogetherIsNoNewerVersion() throws IOException {
        var older = Files.createDirectory(folder.resolve("1.0"));
        var link = Files.createSymbolicLink(folder.resolve("current"), older.getFileName());
        Files.delete(older);
        assertFalse(new Installed(link, older).isAnother());
    }
}
