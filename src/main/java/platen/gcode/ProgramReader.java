package platen.gcode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import platen.gcode.binary.Damaged;
import platen.gcode.binary.ProgramFile;
import platen.printers.Profile;
import platen.values.Message;

/// Reads a program once, as bytes, to a [Plan] for a printer.
public final class ProgramReader {
    private static final Pattern COMMAND_LINE =
            Pattern.compile("(?m)^[ \\t]*(?:N\\d+ *)?[GMT]\\d{1,4}(?=[ \\t\\r\\n;*.XYZEFSP]|$)");
    private static final Pattern MACRO = Pattern.compile("[A-Z_][A-Z0-9_]{2,39}(?= |$)");
    private static final Set<Integer> CARRIES_TEXT = Set.of(0, 1, 23, 28, 30, 32, 33, 117, 118, 486, 928);
    private static final String PAUSE = "@pause";
    /// So many lines that are no commands, and more than a tenth of all: then it is something else.
    private static final long FEW_ODD_LINES = 10;

    private final Lines lines;
    private final Words words = new Words();
    private final ProgramDigest digest = new ProgramDigest();
    private final Remarks remarks = new Remarks();
    private final Walk walk;
    private final Scan scan = new Scan();
    private long commands;
    private long oddLines;

    private ProgramReader(Lines lines, Profile profile) {
        this.lines = lines;
        this.walk = new Walk(profile);
    }

    /// Whether the beginning of a file looks like a program's.
    public static boolean looksLikeOne(byte[] head) {
        for (byte one : head) {
            if (one == 0) return false;
        }
        return COMMAND_LINE
                .matcher(new String(head, StandardCharsets.ISO_8859_1))
                .find();
    }

    /// Reads plain text, binary G-code, or the program of a sliced 3MF.
    public static ProgramReading read(Path file, Profile profile) throws IOException {
        if (Files.size(file) == 0) return refused("gcode.empty-file");
        try (var in = ProgramFile.text(file)) {
            return read(in, profile);
        } catch (Damaged e) {
            return new ProgramReading.Refused(e.why());
        }
    }

    /// Reads plain text.
    public static ProgramReading read(InputStream text, Profile profile) throws IOException {
        return new ProgramReader(new Lines(text), profile).read(profile);
    }

    private ProgramReading read(Profile profile) throws IOException {
        while (lines.next()) {
            if (lines.continues()) {
                if (!scan.inComment) return refused("gcode.endless-line", lines.number());
                continue;
            }
            if (!scan.line(lines.buffer(), lines.from(), lines.to())) return refused("gcode.garbage", lines.number());
            if (scan.isRemark()) remark();
            else if (!scan.isEmpty()) command();
            if (oddLines > FEW_ODD_LINES && oddLines * 10 > commands)
                return refused("gcode.not-a-program", lines.number());
        }
        if (commands == oddLines) return refused("gcode.no-commands");
        return new ProgramReading.Read(plan(profile));
    }

    private void remark() {
        remarks.read(lines.buffer(), scan.from, lines.to());
        walk.remark(lines.buffer(), scan.from, lines.to(), lines.number());
    }

    private void command() {
        if (lines.buffer()[scan.from] == '@') {
            hint();
            return;
        }
        commands++;
        digest.line(lines.buffer(), scan.from, scan.to);
        walk.looks(scan, lines.number());
        if (words.read(lines.buffer(), scan.from, scan.to)) {
            if (scan.second && !CARRIES_TEXT.contains(words.number())) walk.twoCommands(lines.number());
            walk.command(words, lines.number());
        } else odd();
    }

    /// `@pause` and the like are for the host.
    private void hint() {
        var hint = new String(lines.buffer(), scan.from, scan.to - scan.from, StandardCharsets.ISO_8859_1);
        if (hint.toLowerCase(Locale.ROOT).startsWith(PAUSE)) walk.hint(PAUSE, lines.number());
    }

    private void odd() {
        if (walk.velocity(lines.buffer(), scan.from, scan.to)) return;
        var macro = macro(lines.buffer(), scan.from, scan.to);
        if (macro.isPresent()) {
            walk.macro(macro.get(), lines.number());
        } else {
            oddLines++;
            walk.notACommand(lines.number());
        }
    }

    /// The word that a command begins with, where it begins with no letter and number: Klipper's macros do.
    static Optional<String> macro(byte[] bytes, int from, int to) {
        var text = new String(bytes, from, Math.min(to - from, 60), StandardCharsets.ISO_8859_1);
        var macro = MACRO.matcher(text);
        return macro.lookingAt() ? Optional.of(macro.group()) : Optional.empty();
    }

    private Plan plan(Profile profile) {
        walk.end(lines.number(), remarks.breaksOff());
        var counted = digest.counted();
        return new Plan(
                profile.name(),
                remarks.slicer(),
                lines.bytes(),
                lines.number(),
                counted.commands(),
                counted.digest().hex(),
                walk.time().totalS(),
                walk.time().motionS(),
                walk.time().heatingS(),
                remarks.timeS(),
                walk.filamentMm(),
                walk.filamentMm() * profile.nozzle().filamentMm2(),
                remarks.filamentMm(),
                remarks.filamentG(),
                walk.layer(),
                walk.heightMm(),
                walk.extruding(),
                walk.moving(),
                walk.firstLines(),
                walk.sights(),
                remarks.says(),
                walk.times(),
                walk.filament());
    }

    private static ProgramReading refused(String key, Object... args) {
        return new ProgramReading.Refused(Message.of(key, args));
    }
}
