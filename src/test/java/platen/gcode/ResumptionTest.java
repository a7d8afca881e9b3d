package platen.gcode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.values.Digest;
import platen.values.Severity;

class ResumptionTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();
    private static final Digest SOME = Digest.of(new byte[] {1});

    @TempDir
    Path folder;

    /// Each program, cut off in the middle of each of its layers.
    static Stream<Arguments> cuts() {
        return CutOffPrograms.all().entrySet().stream()
                .flatMap(program -> IntStream.of(2, 3, 7, 11)
                        .mapToObj(layer -> Arguments.of(program.getKey(), program.getValue(), layer)));
    }

    private record Cut(String program, Survey survey, Layer layer, double zMm, Resumption resumption, String all) {
        /// The lines of the head, without remarks.
        List<String> commands() {
            return resumption
                    .head()
                    .lines()
                    .map(line -> line.replaceAll(";.*", "").strip())
                    .filter(Predicate.not(String::isEmpty))
                    .toList();
        }
    }

    private Cut cut(String program, int layer) throws IOException {
        var file = CutOffPrograms.file(folder, program);
        var layers = Survey.of(file, ENDER, Long.MAX_VALUE).layers();
        long end = layer < layers.size() ? layers.get(layer).line() - 1 : Long.MAX_VALUE;
        long line = Math.min(layers.get(layer - 1).line() + 9, end);
        var survey = Survey.of(file, ENDER, line);
        assertEquals(layer, survey.layers().size());
        var begun = survey.layer(layer).orElseThrow();
        double z = survey.last().zMm();
        var resumption = Resumption.of(survey, begun, SOME, ENDER, z);
        try (var in = resumption.open(file)) {
            return new Cut(program, survey, begun, z, resumption, new String(in.readAllBytes(), ISO_8859_1));
        }
    }

    @ParameterizedTest(name = "{0}, layer {2}")
    @MethodSource("cuts")
    void goesOnWithTheSameBytesInTheSameState(String name, String program, int layer) throws IOException {
        var cut = cut(program, layer);
        int seam = Math.toIntExact(cut.resumption().seam());
        assertEquals(cut.resumption().head() + program.substring(seam), cut.all());
        assertEquals('\n', program.charAt(seam - 1));

        var original = ModesSeen.after(program.substring(0, seam));
        var head = ModesSeen.after(cut.resumption().head());
        assertEquals(original.all(), head.all());
        double plastic = cut.layer().printsAtMm();
        assertTrue(
                Math.abs(head.height() - original.height()) < 1e-6 || Math.abs(head.height() - plastic) < 1e-6,
                head.height() + " is neither " + original.height() + " nor " + plastic);
    }

    @ParameterizedTest(name = "{0}, layer {2}")
    @MethodSource("cuts")
    void keepsTheNozzleAwayFromThePart(String name, String program, int layer) throws IOException {
        var cut = cut(program, layer);
        assertEquals(
                1,
                cut.commands().stream().filter(line -> line.startsWith("G28")).count());
        int homing = cut.commands().indexOf("G28 X Y");
        assertTrue(homing > 0);
        var before = String.join("\n", cut.commands().subList(0, homing));
        assertTrue(before.startsWith("M107\nM140 S"), "the plate is heated first: " + before);
        assertFalse(before.matches("(?s).*G1 [^\\n]*[XYE].*"), "only Z moves before X and Y are found: " + before);
        assertTrue(before.indexOf("G92 Z") < before.indexOf("G1 Z"), "Z is told before anything moves");
        double safe = ModesSeen.after(before).height();
        assertTrue(safe >= cut.zMm() + 1 && safe >= cut.survey().highestMm() + 1, before);

        // From there on, it is lower only where the nozzle primes, and where the layer begins.
        var seen = new StringBuilder(before);
        for (var line : cut.commands().subList(homing, cut.commands().size())) {
            seen.append('\n').append(line);
            var now = ModesSeen.after(seen.toString());
            if (!line.contains("X") || now.height() > safe - 1e-6) continue;
            if (line.startsWith("G92")) continue;
            double x = Double.parseDouble(now.all().get("X"));
            double y = Double.parseDouble(now.all().get("Y"));
            var relief = cut.survey().relief();
            for (int square = 0; square < relief.squares(); square++) {
                if (relief.heightMm(square) == 0) continue;
                double far = Math.hypot(relief.x(square) - x, relief.y(square) - y);
                assertTrue(far > 7, line + " is " + far + " mm from plastic");
            }
        }
    }

    @ParameterizedTest(name = "{0}, layer {2}")
    @MethodSource("cuts")
    void passesTheFileCheck(String name, String program, int layer) throws IOException {
        var cut = cut(program, layer);
        var read = ProgramReader.read(CutOffPrograms.file(folder, cut.all()), ENDER);
        var plan = assertInstanceOf(ProgramReading.Read.class, read).plan();
        var stops = Preflight.check(plan, ENDER, null).stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
        assertEquals(List.of(), stops);
    }

    @Test
    void comesDownToTheLayersOwnPlasticWhereTheProgramGoesThereByItself() throws IOException {
        var cut = cut(CutOffPrograms.named("prusa"), 7);
        assertEquals(6 * 0.28, cut.layer().before().zMm(), 1e-9, "the remark stands before the move up");
        assertEquals(7 * 0.28, cut.layer().comesDownToMm(), 1e-9);
        var relative = cut(CutOffPrograms.named("hops by relative moves"), 7);
        assertEquals(relative.layer().before().zMm(), relative.layer().comesDownToMm());
    }

    @Test
    void risesAboveAHigherPartThatStandsThereAlready() throws IOException {
        var cut = cut(CutOffPrograms.named("one part after the other"), 15);
        assertEquals(6, cut.zMm());
        assertTrue(
                cut.commands().contains("G1 Z23 F300"),
                "from 6 to 5 above 24: " + cut.resumption().head());
    }

    @Test
    void primesInTheAirBesideHighPartsAndWhereSomebodyMovedTheHead() throws IOException {
        var program = CutOffPrograms.named("cura");
        var near = cut(program, 7);
        assertTrue(near.resumption().primesOnPlate());
        var moved = Resumption.of(near.survey(), near.layer(), SOME, ENDER, near.zMm() + 20);
        assertFalse(moved.primesOnPlate());
        assertFalse(moved.head().contains("G1 Z0.4"), moved.head());

        var high = Pattern.compile("Z(\\d+\\.\\d+)")
                .matcher(program)
                .replaceAll(z -> "Z" + 50 * Double.parseDouble(z.group(1)));
        assertFalse(cut(high, 7).resumption().primesOnPlate(), "70 mm");

        var wide = program.replaceAll("X80", "X6").replaceAll("Y80", "Y6").replaceAll("120", "214");
        assertFalse(cut(wide, 7).resumption().primesOnPlate());
    }

    @Test
    void warmsThePlateThenSoftensThenHeatsAwayFromThePart() throws IOException {
        var commands = cut(CutOffPrograms.named("cura"), 7).commands();
        assertEquals(List.of("M107", "M140 S55", "M190 S55", "M109 S150"), commands.subList(0, 4));
        assertTrue(commands.indexOf("M109 S200") > commands.indexOf("G28 X Y"));
    }

    @Test
    void saysWhyNothingCanGoOn() throws IOException {
        var cura = CutOffPrograms.named("cura");
        assertEquals("gcode.resume.not-begun", obstacle(cura, 5));
        assertEquals("gcode.resume.first-layer", obstacle(cura, 20));
        assertEquals("gcode.resume.inches", obstacle("G20\n" + cura, 100));
        assertEquals("gcode.resume.tools", obstacle("T1\n" + cura, 100));
        assertEquals("gcode.resume.macros", obstacle("START_PRINT\n" + cura, 100));
        var endless = cura.replace("M107\n", "M104 S" + "9".repeat(400) + "\n");
        assertEquals("gcode.resume.too-much", obstacle(endless, 100));
        assertEquals("gcode.resume.too-much", obstacle(cura + ";LAYER:\n".repeat(Survey.MOST_LAYERS), 1 << 20));
        var klipper = Profiles.shipped().profile("voron-klipper").orElseThrow();
        var survey = Survey.of(CutOffPrograms.file(folder, cura), klipper, 100);
        assertEquals(
                "gcode.resume.homing", survey.obstacle(klipper).orElseThrow().key());
    }

    @Test
    void saysWhyALayerOrAHeightWillNotDo() throws IOException {
        var cut = cut(CutOffPrograms.named("cura"), 7);
        assertEquals("gcode.resume.first-layer", problem(cut, 1, 1.4));
        assertEquals("gcode.resume.height", problem(cut, 7, -1));
        assertEquals("gcode.resume.height", problem(cut, 7, Double.NaN));
        assertEquals("gcode.resume.no-room", problem(cut, 7, ENDER.volume().maxZ()));
        var cold = cut(CutOffPrograms.named("cura"), 7).program().replaceAll("M10[49] S200\n", "");
        var survey = Survey.of(CutOffPrograms.file(folder, cold), ENDER, 100);
        var layer = survey.layers().getLast();
        assertEquals(
                "gcode.resume.cold",
                Resumption.problem(survey, layer, ENDER, 1).orElseThrow().key());
    }

    private String obstacle(String program, long line) throws IOException {
        var survey = Survey.of(CutOffPrograms.file(folder, program), ENDER, line);
        return survey.obstacle(ENDER).orElseThrow().key();
    }

    private static String problem(Cut cut, int layer, double z) {
        var at = cut.survey().layer(layer).orElseThrow();
        return Resumption.problem(cut.survey(), at, ENDER, z).orElseThrow().key();
    }

    @Test
    void canGoOnFromAProgramThatGoesOnItself() throws IOException {
        var once = cut(CutOffPrograms.named("prusa"), 7);
        var twice = cut(once.all(), 4);
        int seam = Math.toIntExact(twice.resumption().seam());
        assertEquals(
                once.program().substring(once.program().length() - (once.all().length() - seam)),
                twice.all().substring(twice.resumption().head().length()));
        assertEquals(10 * 0.28, twice.layer().printsAtMm(), 1e-9);
    }

    @Test
    void tellsWhereTheNozzleMayStandInsteadAsWhatWasTakenMayNotBeExecuted() throws IOException {
        var prusa = CutOffPrograms.file(folder, CutOffPrograms.named("prusa"));
        long line = cut(CutOffPrograms.named("prusa"), 7).layer().line();
        var justBegun = Survey.of(prusa, ENDER, line + 12);
        assertEquals(6 * 0.28, justBegun.lowestLatelyMm(), 1e-9);
        assertEquals(7 * 0.28, justBegun.highestLatelyMm(), 1e-9);
        var later = Survey.of(prusa, ENDER, line + 50);
        assertEquals(later.highestLatelyMm(), later.lowestLatelyMm());
    }

    /// Whatever strangers write: there is an answer, and what is written is a program.
    @Test
    void makesSomethingSensibleOfAnything() throws IOException {
        var random = new Random(20261126);
        var words = List.of(
                "G1",
                "G0",
                "G2",
                "G92",
                "G28",
                "G91",
                "G90",
                "M83",
                "M82",
                "M106",
                "M204",
                "G10",
                "G11",
                "X5",
                "Y-7.5",
                "Z0.2",
                "Z900",
                "E1",
                "E-99999",
                "I3",
                "R1e9",
                "F0",
                "S200",
                "P",
                "T0",
                "M109 S200",
                ";LAYER:1",
                ";LAYER_CHANGE",
                "; layer 3",
                "\n",
                "\n",
                "\n",
                "*",
                "N7",
                "(",
                "é",
                "\r",
                "\t",
                "9".repeat(400));
        int written = 0;
        for (int round = 0; round < 2_000; round++) {
            var program = new StringBuilder("M109 S200\n");
            for (int word = 0; word < 80; word++) {
                program.append(words.get(random.nextInt(words.size()))).append(random.nextInt(3) == 0 ? "" : " ");
            }
            var file = Files.writeString(folder.resolve("any.gcode"), program);
            var survey = Survey.of(file, ENDER, 1 + random.nextInt(40));
            for (var layer : survey.layers()) {
                if (Resumption.problem(survey, layer, ENDER, 1).isPresent()) continue;
                var head = Resumption.of(survey, layer, SOME, ENDER, 1).head();
                assertFalse(head.contains("NaN") || head.contains("Infinity"), head);
                assertEquals(
                        1, head.lines().filter(line -> line.startsWith("G28")).count());
                written++;
            }
        }
        assertTrue(written > 50, written + " were written");
    }

    @Test
    void countsLayersAlikeLineByLine() throws IOException {
        for (var program : CutOffPrograms.all().values()) {
            var layers = Survey.of(CutOffPrograms.file(folder, program), ENDER, Long.MAX_VALUE)
                    .layers();
            var count = new LayerCount();
            var begins = new TreeMap<Integer, Long>();
            long number = 0;
            for (var line : program.split("\n", -1)) {
                number++;
                var bytes = line.getBytes(ISO_8859_1);
                if (count.line(bytes, 0, bytes.length)) begins.put(count.layer(), number);
            }
            assertEquals(layers.stream().map(Layer::line).toList(), List.copyOf(begins.values()));
            assertEquals(layers.size(), count.layer());
        }
    }
}
