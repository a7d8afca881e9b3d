package platen.virtual;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import platen.gcode.CutOffPrograms;
import platen.gcode.Resumption;
import platen.gcode.Survey;
import platen.printers.Profiles;
import platen.values.Digest;

/// A firmware that was restarted executes the rest of a print, and stands where the whole print would have led.
class ResumedPrintTest {
    private static final double SPEED = 1_000;
    private static final int LAYER = 7;

    @TempDir
    Path folder;

    static Stream<String> programs() {
        return CutOffPrograms.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void endsWhereTheWholePrintEnds(String name) throws IOException {
        var ender = Profiles.shipped().profile("ender3").orElseThrow();
        var program = CutOffPrograms.named(name);
        var file = CutOffPrograms.file(folder, program);
        var layer = Survey.of(file, ender, Long.MAX_VALUE).layer(LAYER).orElseThrow();
        var survey = Survey.of(file, ender, layer.line() + 2);
        var z = survey.last().zMm();
        var resumption = Resumption.of(survey, layer, Digest.of(new byte[] {1}), ender, z);

        var seam = Math.toIntExact(resumption.seam());
        var whole = new Dialogue(Habits.marlin(), SPEED);
        run(whole, program.substring(0, seam));
        var atSeam = position(whole);
        run(whole, program.substring(seam));

        var rest = new Dialogue(Habits.marlin(), SPEED);
        run(rest, resumption.head());
        var begins = position(rest);
        assertEquals(atSeam.get(0), begins.get(0), 0.011, "X");
        assertEquals(atSeam.get(1), begins.get(1), 0.011, "Y");
        assertEquals(atSeam.get(3), begins.get(3), 0.011, "E");
        assertEquals(200, rest.report().nozzleTargetC(), 15, "it is hot there");
        try (var in = resumption.open(file)) {
            run(
                    rest,
                    new String(in.readAllBytes(), ISO_8859_1)
                            .substring(resumption.head().length()));
        }
        var end = position(whole);
        for (int axis = 0; axis < 4; axis++)
            assertEquals(end.get(axis), position(rest).get(axis), 0.011, "XYZE".charAt(axis) + "");
        assertEquals(0, rest.report().nozzleTargetC());
    }

    private static void run(Dialogue printer, String program) {
        program.lines()
                .map(line -> line.replaceAll(";.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(printer::ask);
    }

    /// X Y Z E as M114 says, when all moves are done.
    private static List<Double> position(Dialogue printer) {
        printer.ask("M400");
        return Stream.of(printer.answers("M114").getFirst().split(" "))
                .limit(4)
                .map(word -> Double.valueOf(word.substring(2)))
                .toList();
    }
}
