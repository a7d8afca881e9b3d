package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.templating.Words;
import platen.values.Finding;

/// Programs with one planted defect each, made of a sound one by one change, which is found; and sound ones of
/// different slicers, in which nothing is.
class DefectsTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();
    private static final Material PLA = ENDER.material("PLA").orElseThrow();

    @TempDir
    Path folder;

    static Stream<Arguments> defects() {
        return Stream.of(
                defect("sliced for a larger plate", replace("X1", "X22"), "gcode.prints-outside"),
                defect("travels into the frame", replace("G1 X0 Y200", "G1 X0 Y260"), "gcode.moves-outside"),
                defect("a Z offset into the plate", replace("G1 Z0.20 ", "G1 Z-0.30 "), "gcode.below-plate"),
                defect("too hot for the printer", replace("S210", "S310"), "gcode.too-hot"),
                defect("too hot for PLA", replace("S210", "S255"), "gcode.too-hot-for"),
                defect("PLA at 160 °C", replace("S210", "S160"), "gcode.cold"),
                defect("PLA at 172 °C", replace("S210", "S172"), "gcode.too-cold-for"),
                defect("plate too hot", replace("S60", "S160"), "gcode.bed-too-hot"),
                defect("plate never heated", removed("(M140|M190) S60\n"), "gcode.cold-plate"),
                defect("nobody waits for the plate", removed("M190 S60\n", "S60", "S100"), "gcode.plate-not-waited"),
                defect("nozzle never heated", removed("(M104|M109) S210\n"), "gcode.never-heats"),
                defect("nobody waits for the nozzle", removed("(M109 S210|M190 S60)\n"), "gcode.not-waited"),
                defect("no homing", removed("G28 ; home all\n"), "gcode.not-homed"),
                defect("homes X and Y only", replace("G28 ;", "G28 X Y ;"), "gcode.height-unknown"),
                defect("inches", replace("G21\n", "G20\n"), "gcode.inches"),
                defect("M83 before absolute figures", replace("M82\n", "M83\n"), "gcode.too-thick"),
                defect("G91 forgotten", after(";Z:1.0\n", "M83\n"), "gcode.too-thick"),
                defect("M112 in the middle", after(";Z:1.0\n", "M112\n"), "gcode.forbidden"),
                defect("saves settings", after("G21\n", "M500\n"), "gcode.forbidden"),
                defect("changes motor steps", after("G21\n", "M92 E415\n"), "gcode.changes-printer"),
                defect("a command of another make", after("G21\n", "M1002 gcode_claim_action : 2\n"), "gcode.unknown"),
                defect("a slip of the pen", after("G21\n", "M1049 S210\n"), "gcode.unknown"),
                defect("a macro of Klipper", after("G21\n", "BED_MESH_CALIBRATE\n"), "gcode.macros"),
                defect("a second nozzle", after("G21\n", "T1\n"), "gcode.other-tool"),
                defect(
                        "a line that is too long",
                        after("G21\n", "M117 " + "long ".repeat(20) + "\n"),
                        "gcode.long-line"),
                defect("not ASCII", after("G21\n", "M117 Größe\n"), "gcode.not-ascii"),
                defect("no heat-off", removed("M1[04][40] S0\n"), "gcode.ends-hot"),
                defect("cut off", cut(0.6), "gcode.breaks-off"),
                defect("cut off in its settings", cut(0.97), "gcode.breaks-off"),
                defect("motors off between layers", after(";Z:1.0\n", "M84\n"), "gcode.motors-off"),
                defect("homes onto the part", high(after(";Z:1.0\n", "G28\n")), "gcode.homes-on-part"),
                defect("more than the nozzle melts", DefectsTest::fastAndThick, "gcode.too-fast"),
                defect("layers as high as the nozzle is wide", high(UnaryOperator.identity()), "gcode.coarse-layers"),
                defect("starts in the air", lifted(2), "gcode.first-in-air"),
                defect("starts too high", lifted(0.4), "gcode.first-high"),
                defect("for another printer", replace("= ENDER3", "= MK4"), "gcode.other-printer"),
                defect("for a plate of 350 mm", replace("220x0,220x220", "350x0,350x350"), "gcode.other-plate"),
                defect(
                        "for a nozzle of 0.6 mm",
                        replace("nozzle_diameter = 0.4", "nozzle_diameter = 0.6"),
                        "gcode.other-nozzle"),
                defect("for filament of 2.85 mm", replace("= 1.75", "= 2.85"), "gcode.other-filament"),
                defect("for PETG", after("ENDER3\n", "; filament_type = PETG\n"), "gcode.other-material"),
                defect("twelve times the plastic", plastic(12), "gcode.too-thick"),
                defect("hardly any plastic", plastic(0.1), "gcode.too-thin"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void findsThePlantedDefect(String what, UnaryOperator<String> edit, String expected) throws IOException {
        var sound = SoundPrograms.prusa().program();
        var planted = edit.apply(sound);
        assertNotEquals(sound, planted, "nothing was planted");
        var findings = findings(planted);
        assertTrue(keys(findings).contains(expected), what + ": " + findings);
        for (var finding : findings) {
            var words = Words.say(finding.message(), Locale.ENGLISH);
            assertTrue(words.endsWith(".") || words.endsWith("?"), words);
            assertTrue(!words.contains("{") && words.length() < 400, words);
        }
    }

    @Test
    void findsRelativeFiguresInAbsoluteMode() throws IOException {
        var planted = SoundPrograms.prusaRelative().program().replace("M83\n", "M82\n");
        assertEquals("gcode.takes-back", keys(findings(planted)).getFirst());
    }

    @Test
    void tellsWhereTheModeIsMixedUp() throws IOException {
        var sound = SoundPrograms.prusa().program();
        var planted = sound.replace(";Z:1.0\n", ";Z:1.0\nM83\n");
        long line = planted.substring(0, planted.indexOf("M83\n")).lines().count();
        var finding = findings(planted).getFirst();
        assertEquals("gcode.too-thick", finding.message().key());
        assertTrue(finding.line() != null && Math.abs(finding.line() - line) < 20, finding::toString);
    }

    /// Cut off before the settings, without percents: only the slicer's number of layers tells.
    @Test
    void missesLayersThatTheSlicerPromised() throws IOException {
        var cura = SoundPrograms.all().stream()
                .filter(style -> style.name().equals("Cura"))
                .findFirst()
                .orElseThrow();
        var program = cura.program();
        var planted = program.substring(0, program.indexOf(";LAYER:9")) + "M107\nM106 S1\nM107\nG1 X1 F9000\n";
        assertEquals("gcode.breaks-off", keys(findings(planted)).getFirst());
    }

    /// A lift between two layers: Marlin reads what follows as places, a Prusa and Klipper go on as before.
    @Test
    void knowsWhoseExtruderKeepsItsMode() throws IOException {
        var lifted = SoundPrograms.prusaRelative().program().replace(";Z:1.0\n", ";Z:1.0\nG91\nG1 Z2\nG90\n");
        assertEquals("gcode.takes-back", keys(findings(lifted)).getFirst());
        var mk3s = Profiles.shipped().profile("mk3s").orElseThrow();
        var file = Files.writeString(folder.resolve("part.gcode"), lifted.replace("ENDER3", "MK3S"));
        var reading = assertInstanceOf(ProgramReading.Read.class, ProgramReader.read(file, mk3s));
        assertEquals(List.of(), keys(Preflight.check(reading.plan(), mk3s, null)));
    }

    static List<SoundPrograms.Style> sound() {
        return SoundPrograms.all();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void findsNothingInASoundProgram(SoundPrograms.Style style) throws IOException {
        assertEquals(List.of(), findings(style.program()));
    }

    private static Arguments defect(String what, UnaryOperator<String> edit, String expected) {
        return arguments(what, edit, expected);
    }

    private static UnaryOperator<String> replace(String text, String other) {
        return sound -> sound.replace(text, other);
    }

    private static UnaryOperator<String> removed(String regex) {
        return sound -> sound.replaceAll(regex, "");
    }

    private static UnaryOperator<String> removed(String regex, String text, String other) {
        return sound -> sound.replaceAll(regex, "").replace(text, other);
    }

    private static String fastAndThick(String sound) {
        return plastic(2.5).apply(sound).replace(" F2400\n", " F6000\n");
    }

    private static UnaryOperator<String> after(String place, String added) {
        return sound -> sound.replace(place, place + added);
    }

    /// The end script and the settings are gone, or the last of the settings only.
    private static UnaryOperator<String> cut(double part) {
        return sound -> sound.substring(0, (int) (sound.length() * part));
    }

    /// Heights times three: layers of 0.6 mm.
    private static UnaryOperator<String> high(UnaryOperator<String> edit) {
        return sound -> heights(edit.apply(sound), z -> z < 0.25 ? z : z * 3);
    }

    private static UnaryOperator<String> lifted(double mm) {
        return sound -> heights(sound, z -> z + mm);
    }

    private static UnaryOperator<String> plastic(double factor) {
        return sound -> numbers(sound, " E(\\d+\\.\\d{5})", e -> " E%.5f".formatted(e * factor));
    }

    private static String heights(String program, DoubleUnaryOperator change) {
        return numbers(program, "(?m)^G1 Z(\\d\\.\\d\\d)", z -> "G1 Z%.2f".formatted(change.applyAsDouble(z)));
    }

    private static String numbers(String program, String regex, DoubleFunction<String> change) {
        return Pattern.compile(regex)
                .matcher(program)
                .replaceAll(match -> change.apply(Double.parseDouble(match.group(1))));
    }

    private List<Finding> findings(String program) throws IOException {
        var file = Files.writeString(folder.resolve("part.gcode"), program, StandardCharsets.UTF_8);
        var reading = assertInstanceOf(ProgramReading.Read.class, ProgramReader.read(file, ENDER));
        return Preflight.check(reading.plan(), ENDER, PLA);
    }

    private static List<String> keys(List<Finding> findings) {
        return findings.stream().map(finding -> finding.message().key()).toList();
    }
}
