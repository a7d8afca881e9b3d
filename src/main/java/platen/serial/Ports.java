package platen.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The serial ports of this computer.
///
/// The native library is unpacked into a folder of our own: by itself it would go to one in /tmp that
/// everybody may write to, where another user could swap it.
public final class Ports {
    private static final Path DEVICES = Path.of("/dev");
    private static final Pattern SERIAL = Pattern.compile("tty(USB|ACM|AMA|GS|XRUSB)\\d+|rfcomm\\d+");
    private static final Path BY_ID = Path.of("/dev/serial/by-id");
    private static final Path BY_PATH = Path.of("/dev/serial/by-path");
    private static final String LIBRARY = "libjSerialComm.so";
    private static final String LIBRARY_FOLDER_PROPERTY = "jSerialComm.library.path";
    private static final int PATIENCE_MS = 100;
    private static final int DATA_BITS = 8;
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "amd64", "x86_64",
            "x86_64", "x86_64",
            "aarch64", "armv8_64",
            "arm", "armv6hf",
            "x86", "x86",
            "i386", "x86",
            "ppc64le", "ppc64le");

    private Ports() {}

    /// The ports; `folder` is where the native library may lie, and belongs to us alone.
    public static Ports with(Path folder) throws IOException {
        if (System.getProperty(LIBRARY_FOLDER_PROPERTY) == null) {
            System.setProperty(LIBRARY_FOLDER_PROPERTY, unpack(folder).toString());
        }
        return new Ports();
    }

    /// All ports, those that can be told apart for good first.
    ///
    /// The devices are read from `/dev`: jSerialComm's own search forgets open ports that it does not
    /// find, pseudo-terminals among them, and a print in progress loses its port.
    public List<FoundPort> list() {
        try (var devices = Files.list(DEVICES)) {
            return devices.filter(device ->
                            SERIAL.matcher(device.getFileName().toString()).matches())
                    .map(Ports::found)
                    .sorted(Comparator.comparing(
                                    (FoundPort port) -> !port.identity().startsWith(BY_ID.toString()))
                            .thenComparing(FoundPort::path))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// Opens a port for us alone. The path may be a link, as those of [FoundPort#identity] are.
    ///
    /// The control lines are left as they are, as far as that can be: most boards restart when DTR rises.
    public Port open(String path, int baud) throws IOException {
        if (!Files.exists(Path.of(path))) throw new IOException("there is no " + path);
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(path + " is not a serial port", e);
        }
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setDTRandRTS(true, false);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, PATIENCE_MS, 0);
        if (!port.openPort(0)) throw new IOException(path + " " + why(path, port.getLastErrorCode()));
        return new OpenPort(path, port);
    }

    /// Runs `task` when the program is told to end, before the ports are closed.
    public void beforeTheEnd(Runnable task) {
        SerialPort.addShutdownHook(new Thread(task, "last words"));
    }

    private static String why(String path, int error) {
        if (!Files.isReadable(Path.of(path)) || !Files.isWritable(Path.of(path))) {
            return "may not be used by this user: put the user into the group dialout";
        }
        return error == 11 || error == 16 || error == 0
                ? "is in use by another program"
                : "cannot be opened (error " + error + ")";
    }

    private static FoundPort found(Path device) {
        var path = device.toString();
        var byId = linkTo(path, BY_ID);
        var title = byId.map(link -> Path.of(link).getFileName().toString())
                .map(name -> name.replaceFirst("^usb-", "")
                        .replaceFirst("-if\\d+(-port\\d+)?$", "")
                        .replace('_', ' '))
                .orElse(device.getFileName().toString());
        return new FoundPort(path, byId.or(() -> linkTo(path, BY_PATH)).orElse(path), title);
    }

    private static Optional<String> linkTo(String path, Path folder) {
        if (!Files.isDirectory(folder)) return Optional.empty();
        try (var links = Files.list(folder)) {
            var device = Path.of(path).toRealPath();
            for (var link : links.sorted().toList()) {
                if (Files.exists(link) && link.toRealPath().equals(device)) return Optional.of(link.toString());
            }
        } catch (IOException _) {
            return Optional.empty(); // unplugged in this moment
        }
        return Optional.empty();
    }

    private static Path unpack(Path folder) throws IOException {
        var architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        if (architecture == null) throw new IOException("no serial library for " + System.getProperty("os.arch"));
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        var whole = folder.resolve(LIBRARY);
        var part = Files.createTempFile(folder, LIBRARY, ".part");
        try (var in = SerialPort.class.getResourceAsStream("/Linux/" + architecture + "/" + LIBRARY)) {
            if (in == null) throw new IOException("the serial library for " + architecture + " is missing");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return folder;
    }
}
