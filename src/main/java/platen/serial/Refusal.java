package platen.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.stream.Collectors;

/// Why a port could not be opened and what to do about it, in words for a person: the rest of a sentence.
final class Refusal {
    /// What jSerialComm tells of a port that another program has locked: EAGAIN, EBUSY, or nothing.
    private static final List<Integer> TAKEN = List.of(0, 11, 16);
    /// Of one that is gone, and of one that it has open itself.
    private static final int GONE_OR_OURS = 2;

    private static final String NOBODYS_GROUP = "root";

    private Refusal() {}

    static String of(Path device, int error) {
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return notAllowed(device, System.getProperty("user.name"), group(device));
        }
        if (TAKEN.contains(error)) return taken(device, Holder.of(device));
        return device
                + (error == GONE_OR_OURS
                        ? " has just gone, or is open here already, perhaps for another machine"
                        : " cannot be opened (error " + error + ")")
                + "; unplug it and plug it in again";
    }

    static String notAllowed(Path device, String user, String group) {
        var remedy = group.equals(NOBODYS_GROUP)
                ? "only the administrator can let the user in"
                : "let the user in: sudo usermod -aG " + group + " " + user + ", then sign out and in again";
        return device + " may not be used by the user " + user + "; " + remedy;
    }

    static String taken(Path device, List<Holder> holders) {
        if (holders.isEmpty()) {
            return device + " is in use by a program of another user; this tells which: sudo fuser -v " + device;
        }
        var programs = holders.stream()
                .map(holder -> holder.name() + " (process " + holder.process() + ")")
                .collect(Collectors.joining(" and "));
        return device + " is in use by " + programs + "; "
                + remedy(holders.getFirst().name());
    }

    private static String remedy(String program) {
        return switch (program) {
            case "ModemManager" ->
                "it looks for modems at each new port and lets go after some seconds; where there is no modem:"
                        + " sudo systemctl disable --now ModemManager";
            case "brltty" -> "it takes the printer for a braille display; where there is none: sudo apt remove brltty";
            default -> "end it, or disconnect the printer there";
        };
    }

    private static String group(Path device) {
        try {
            return Files.readAttributes(device, PosixFileAttributes.class)
                    .group()
                    .getName();
        } catch (IOException | UnsupportedOperationException _) {
            return "dialout";
        }
    }
}
