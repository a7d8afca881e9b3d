package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import platen.database.Scratch;

/// Who may look into the folder of all data.
class DataFolderTest {
    private static String rights(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        var fresh = Scratch.folder().resolve("shop/data");
        assertEquals("rwx------", rights(DataFolder.open(fresh)));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertEquals("rwx------", rights(DataFolder.open(fresh)));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r-x------"));
        assertEquals("r-x------", rights(DataFolder.open(fresh)), "nothing is added");
    }
}
