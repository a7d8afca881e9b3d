package platen.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the kernel knows of a USB device behind a port.
///
/// @param maker  what the device calls its maker, may be empty
/// @param name   what it calls itself, may be empty
/// @param serial its own serial number, may be empty
record UsbDevice(String vendor, String product, String maker, String name, String serial) {
    private static final int HIGHEST = 6;
    /// Chips that left their factory with the same number say it of all of them.
    private static final Pattern NO_NUMBER = Pattern.compile("0*1?|0123456789.*|12345678?9?");

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("1a86:7523", "USB adapter CH340, as on many printers"),
            Map.entry("1a86:5523", "USB adapter CH341"),
            Map.entry("1a86:55d4", "USB adapter CH9102"),
            Map.entry("0403:6001", "USB adapter FT232R"),
            Map.entry("0403:6015", "USB adapter FT231X"),
            Map.entry("10c4:ea60", "USB adapter CP210x"),
            Map.entry("067b:2303", "USB adapter PL2303"),
            Map.entry("2341:0010", "Arduino Mega, as with RAMPS"),
            Map.entry("2341:0042", "Arduino Mega, as with RAMPS"),
            Map.entry("2a03:0042", "Arduino Mega, as with RAMPS"),
            Map.entry("27b1:0001", "RAMBo board"),
            Map.entry("0483:5740", "STM32 board, as with Marlin on 32 bits"),
            Map.entry("1eaf:0004", "STM32 board, as with Marlin on 32 bits"),
            Map.entry("1d50:6015", "Smoothieware"),
            Map.entry("1d50:60ec", "Duet with RepRapFirmware"),
            Map.entry("1d50:60ed", "Duet with RepRapFirmware"),
            Map.entry("1d50:60ee", "Duet with RepRapFirmware"),
            Map.entry("1d50:614e", "a board that belongs to Klipper: print through Klipper’s own port, /tmp/printer"));
    private static final String PRUSA = "2c99";

    /// What is behind the port of this name, such as `ttyUSB0`; `system` is where the kernel tells, `/sys`.
    static Optional<UsbDevice> behind(Path system, String port) {
        try {
            var folder = system.resolve("class/tty/" + port + "/device").toRealPath();
            for (int height = 0; height < HIGHEST && folder != null; height++, folder = folder.getParent()) {
                if (Files.exists(folder.resolve("idVendor"))) return Optional.of(read(folder));
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /// Whether its serial number tells it from others of its kind.
    boolean isUnique() {
        return !NO_NUMBER.matcher(serial).matches();
    }

    /// What it seems to be.
    String kind() {
        var known = KINDS.get(vendor + ":" + product);
        if (known != null) return known;
        return vendor.equals(PRUSA) ? ("Prusa " + name).strip() : "";
    }

    String description() {
        return (maker + " " + name).strip();
    }

    private static UsbDevice read(Path folder) throws IOException {
        return new UsbDevice(
                text(folder, "idVendor"),
                text(folder, "idProduct"),
                text(folder, "manufacturer"),
                text(folder, "product"),
                text(folder, "serial"));
    }

    private static String text(Path folder, String file) throws IOException {
        var path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path).strip() : "";
    }
}
