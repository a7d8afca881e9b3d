package platen.gcode;

import java.util.BitSet;
import java.util.regex.Pattern;
import platen.printers.Dialect;

/// The commands that some firmware of the family of Marlin understands. Whatever a slicer writes for such printers is
/// among them; what is not is a slip of the pen, or meant for a printer of another kind.
final class KnownCommands {
    private static final Pattern COMMAND = Pattern.compile("([GMT])(\\d{1,4})(?:\\.\\d)?");

    private static final BitSet G =
            numbers("0-6 8 10-12 17-19 20-22 26-35 38 42 53-61 73-84 90-95 98 99 130-132" + " 161 162 425");
    /// Prusa, Repetier and RepRapFirmware have some of their own among them.
    private static final BitSet M = numbers("0-5 7-12 16-18 20-34 36 37 39 42-44 48-50 70-99 101-149 150-159 160-170"
            + " 173 184 190-193 200-218 220-232 240 243 245 246 250 251 255 256 260 261 280-282 290 291-309 312 320-323"
            + " 330-333 340 341 350-363 373 374 375 376 380-382 400-428 430 450-453 460-471 480-489 493 500-505 510-514"
            + " 524 526 540 550-607 609 610 614 665-675 700-712 715-722 750-756 808 810-819 820 851-870 871 876 886 900"
            + " 905-922 928 929 930 950 951 970 971 975 976 995-999");

    private KnownCommands() {}

    /// Macros have names of their own, which nobody can list; Klipper has numbered ones, too.
    static boolean contains(String command, Dialect dialect) {
        var match = COMMAND.matcher(command);
        if (dialect == Dialect.KLIPPER || !match.matches()) return !isNumbered(command) || dialect == Dialect.KLIPPER;
        int number = Integer.parseInt(match.group(2));
        return switch (match.group(1)) {
            case "G" -> G.get(number);
            case "M" -> M.get(number);
            default -> true;
        };
    }

    /// `K20` looks like a command and is none; words are a matter of [Plan#usesMacros].
    private static boolean isNumbered(String command) {
        return command.length() > 1 && Character.isDigit(command.charAt(1));
    }

    private static BitSet numbers(String ranges) {
        var numbers = new BitSet();
        for (var range : ranges.split(" ", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            numbers.set(first, last + 1);
        }
        return numbers;
    }
}
