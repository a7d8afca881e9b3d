package platen.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What stood behind a path at a moment. After the next plugging in it is another, even under the same name.
///
/// @param path the device itself, links followed
public record Device(Path path, Map<String, Object> marks) {
    private static final String MARKS = "unix:dev,ino,rdev";

    public Device {
        marks = Map.copyOf(marks);
    }

    /// What stands behind this path now, if something does.
    static Optional<Device> at(Path path) {
        try {
            var device = path.toRealPath();
            return Optional.of(new Device(device, Files.readAttributes(device, MARKS)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    boolean isStillThere() {
        return at(path).equals(Optional.of(this));
    }
}
