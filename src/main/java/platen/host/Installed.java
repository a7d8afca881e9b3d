package platen.host;

import java.io.IOException;
import java.nio.file.Path;

/// The version of Platen that is installed on this computer, against the one that runs.
///
/// Each version lies in a folder of its own; `link` leads to the installed one.
public record Installed(Path link, Path running) {

    /// Whether the link leads to another folder than the one that runs. A link that leads nowhere is being changed.
    boolean isAnother() {
        try {
            return !link.toRealPath().equals(running.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }
}
