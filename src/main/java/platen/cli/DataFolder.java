package platen.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.logging.Logger;

/// The folder of all data: nobody else on the computer looks into it, whatever rights the files in it have.
final class DataFolder {
    private static final Logger LOG = Logger.getLogger(DataFolder.class.getName());
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

    private DataFolder() {}

    /// Makes it where it is missing, and takes from others what rights they have on it.
    static Path open(Path folder) throws IOException {
        var path = Files.createDirectories(folder.toAbsolutePath());
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) return path;
        var found = Files.getPosixFilePermissions(path);
        if (OURS.containsAll(found)) return path;
        try {
            Files.setPosixFilePermissions(path, OURS);
        } catch (IOException e) {
            LOG.warning("others on this computer can look into " + path + ", and we may not change that: " + e);
        }
        return path;
    }
}
