package platen.serial;

import java.io.IOException;
import java.util.Optional;

/// A place where a printer is plugged in, or will be.
public interface Socket {

    /// Opens the port for us alone; why that cannot be is said in words for a person.
    Port open(int baud) throws IOException;

    /// What is plugged in there now.
    Optional<Device> device();
}
