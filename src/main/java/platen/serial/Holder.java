package platen.serial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another program that has a port open.
public record Holder(long process, String name) {
    private static final Path PROCESSES = Path.of("/proc");

    /// Those programs that have this device open, as far as this user may see.
    public static List<Holder> of(Path device) {
        var holders = new ArrayList<Holder>();
        long own = ProcessHandle.current().pid();
        for (var process : processes()) {
            if (process.process() != own && holds(process.process(), device)) holders.add(process);
        }
        return holders;
    }

    /// Whether a program of this name runs.
    public static boolean isRunning(String name) {
        return processes().stream().anyMatch(process -> process.name().equals(name));
    }

    private static List<Holder> processes() {
        var found = new ArrayList<Holder>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (var folder : folders) {
                var name = name(folder);
                if (name != null)
                    found.add(new Holder(Long.parseLong(folder.getFileName().toString()), name));
            }
        } catch (IOException _) {
            return found; // a system without /proc tells nothing
        }
        return found;
    }

    private static @Nullable String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException _) {
            return null; // ended in this moment
        }
    }

    private static boolean holds(long process, Path device) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(PROCESSES.resolve(process + "/fd"))) {
            for (var file : open) if (leadsTo(file, device)) return true;
        } catch (IOException _) {
            return false; // another user's, or ended in this moment
        }
        return false;
    }

    private static boolean leadsTo(Path file, Path device) {
        try {
            return Files.readSymbolicLink(file).equals(device);
        } catch (IOException _) {
            return false;
        }
    }
}
