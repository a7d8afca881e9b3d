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
    private static final Pattern SERIAL = Pattern.compile("tty(USB|ACM|AMA|GS|XRUSB)\\d+|rfcomm\\d+");
    private static final String LIBRARY = "libjSerialComm.so";
    private static final String LIBRARY_FOLDER_PROPERTY = "jSerialComm.library.path";
    private static final Path PSEUDO_TERMINALS = Path.of("/dev/pts");
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

    private final Path devices;
    private final Path system;

    /// `root` is where `dev` and `sys` are.
    Ports(Path root) {
        devices = root.resolve("dev");
        system = root.resolve("sys");
    }

    /// The ports; `folder` is where the native library may lie, and belongs to us alone.
    public static Ports with(Path folder) throws IOException {
        if (System.getProperty(LIBRARY_FOLDER_PROPERTY) == null) {
            System.setProperty(LIBRARY_FOLDER_PROPERTY, unpack(folder).toString());
        }
        return new Ports(Path.of("/"));
    }

    /// All ports, those that can be told apart for good first.
    ///
    /// The devices are read from `/dev`: jSerialComm's own search forgets open ports that it does not
    /// find, pseudo-terminals among them, and a print in progress loses its port.
    public List<FoundPort> list() {
        try (var found = Files.list(devices)) {
            return found.filter(device ->
                            SERIAL.matcher(device.getFileName().toString()).matches())
                    .map(this::found)
                    .sorted(Comparator.comparing(
                                    (FoundPort port) -> !port.identity().startsWith(byId().toString()))
                            .thenComparing(FoundPort::path))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// The path by which the device behind `path` is found again after the next plugging in, as [FoundPort#identity]
    /// tells; the path itself where it leads to none of these ports.
    public String identity(String path) {
        var device = Device.at(Path.of(path));
        return list().stream()
                .filter(port ->
                        device.isPresent() && Device.at(Path.of(port.path())).equals(device))
                .map(FoundPort::identity)
                .findFirst()
                .orElse(path);
    }

    /// The place behind a path. It may be a link, as those of [FoundPort#identity] are, and is followed anew at
    /// each opening.
    public Socket socket(String path) {
        return new Socket() {
            @Override
            public Port open(int baud) throws IOException {
                return Ports.this.open(path, baud);
            }

            @Override
            public Optional<Device> device() {
                return Device.at(Path.of(path));
            }
        };
    }

    /// Opens a port for us alone.
    ///
    /// The control lines are left as they are, as far as that can be: most boards restart when DTR rises. The
    /// kernel raises it at the first opening after plugging in; as RTS is turned off, jSerialComm also clears
    /// HUPCL, by which DTR would fall at each closing and rise at the next opening. It asks adapters for low
    /// latency by itself (ASYNC_LOW_LATENCY), which a user without rights may do too.
    public Port open(String path, int baud) throws IOException {
        var device = Device.at(Path.of(path)).orElseThrow(() -> new IOException("there is no " + path));
        refuseIfHeld(device.path());
        SerialPort port;
        try {
            port = SerialPort.getCommPort(device.path().toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(path + " is not a serial port", e);
        }
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setDTRandRTS(true, false);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, PATIENCE_MS, 0);
        if (!port.openPort(0)) throw new IOException(Refusal.of(device.path(), port.getLastErrorCode()));
        return new OpenPort(device.path().toString(), new SerialHandle(port), device::isStillThere);
    }

    /// Runs `task` when the program is told to end, before the ports are closed.
    public void beforeTheEnd(Runnable task) {
        SerialPort.addShutdownHook(new Thread(task, "last words"));
    }

    /// Two programs that read one port take each other's bytes, and not all of them look whether it is locked.
    /// The other end of a pseudo-terminal may keep ours open for good reason.
    private static void refuseIfHeld(Path device) throws IOException {
        if (device.startsWith(PSEUDO_TERMINALS)) return;
        var holders = Holder.of(device);
        if (!holders.isEmpty()) throw new IOException(Refusal.taken(device, holders));
    }

    private FoundPort found(Path device) {
        var path = device.toString();
        var name = device.getFileName().toString();
        var usb = UsbDevice.behind(system, name);
        var byId = linkTo(device, byId());
        var byPath = linkTo(device, devices.resolve("serial/by-path"));
        // Two devices without a number of their own share one link by id, and it leads to either.
        var identity = usb.map(UsbDevice::isUnique).orElse(true) ? byId.or(() -> byPath) : byPath.or(() -> byId);
        var title = byId.map(Ports::title)
                .or(() -> usb.map(UsbDevice::description).filter(text -> !text.isEmpty()))
                .orElse(name);
        return new FoundPort(
                path, identity.orElse(path), title, usb.map(UsbDevice::kind).orElse(""), delayMs(name));
    }

    private Path byId() {
        return devices.resolve("serial/by-id");
    }

    private static String title(String link) {
        return Path.of(link)
                .getFileName()
                .toString()
                .replaceFirst("^usb-", "")
                .replaceFirst("-if\\d+(-port\\d+)?$", "")
                .replace('_', ' ');
    }

    private int delayMs(String name) {
        try {
            return Integer.parseInt(
                    Files.readString(system.resolve("bus/usb-serial/devices/" + name + "/latency_timer"))
                            .strip());
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }

    private static Optional<String> linkTo(Path path, Path folder) {
        if (!Files.isDirectory(folder)) return Optional.empty();
        try (var links = Files.list(folder)) {
            var device = path.toRealPath();
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
