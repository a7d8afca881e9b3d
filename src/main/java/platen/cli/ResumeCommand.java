package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.gcode.Layer;
import platen.gcode.Resumption;
import platen.gcode.Survey;
import platen.printers.Profile;
import platen.templating.Words;
import platen.values.Digest;
import platen.values.Message;

/// `platen resume`: the program that goes on from a layer of one that was cut off.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Writes the program that goes on from a layer of one that was cut off: it heats, finds X and Y"
                + " but never Z, primes away from the part, and goes on byte for byte. Look at it, and at the part,"
                + " before you print it.",
        exitCodeListHeading = "%nEnds with:%n",
        exitCodeList = {
            "0:The program is written.",
            "1:This program cannot go on from there.",
            "2:There is no such file or layer, or the command is wrong."
        },
        footer = {
            "%nExamples:",
            "  ./platen resume cube.gcode --line 1012 --profile ender3 -o rest.gcode",
            "  ./platen resume cube.gcode --layer 11 --z 3.08 --profile ender3 -o rest.gcode"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ResumeCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int CANNOT = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The program that was cut off.")
    private Path file;

    @Option(
            names = "--layer",
            paramLabel = "N",
            description = "The layer to go on from, counted from 1 (default: that of the line).")
    private @Nullable Integer number;

    @Option(
            names = "--line",
            paramLabel = "N",
            description = "The last line that the printer accepted (default: the last one of the layer).")
    private @Nullable Long line;

    @Option(
            names = "--z",
            paramLabel = "MM",
            description =
                    "Where the nozzle stands (default: where the program had left it after that line, or at the layer).")
    private @Nullable Double height;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "generic-marlin",
            description = "The printer, a name from the folder printers (default: ${DEFAULT-VALUE}).")
    private String profileName;

    @Option(names = "--printers", paramLabel = "DIR", description = "A folder with printer profiles of your own.")
    private @Nullable Path ownProfiles;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT",
            required = true,
            description = "Where to write it. A file that is there already is left alone.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) throw wrong("There is no file " + file + ".");
        if (Files.exists(out)) throw wrong("There is a file " + out + " already.");
        if (number == null && line == null) throw wrong("Say from which --layer, or what the last --line was.");
        var profile = profile();
        var survey = survey(profile);
        var obstacle = survey.obstacle(profile);
        if (obstacle.isPresent()) return cannot(obstacle.get());
        var layer = layer(survey);
        var z = height == null ? left(survey, layer) : height;
        var problem = Resumption.problem(survey, layer, profile, z);
        if (problem.isPresent()) return cannot(problem.get());
        write(Resumption.of(survey, layer, digest(), profile, z));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ENGLISH,
                        "%s goes on from layer %d of %s, with the nozzle standing at %.2f mm.%n",
                        out,
                        layer.number(),
                        file,
                        z);
        return DONE;
    }

    /// Where nobody says how far it came, it had just done the layer, and not what follows the last one.
    private double left(Survey survey, Layer layer) {
        return line == null ? layer.printsAtMm() : survey.last().zMm();
    }

    private Survey survey(Profile profile) throws IOException {
        if (line != null) return Survey.of(file, profile, line);
        var whole = Survey.of(file, profile, Long.MAX_VALUE);
        var next = whole.layer(number == null ? 0 : number + 1);
        return next.isEmpty() ? whole : Survey.of(file, profile, next.get().line() - 1);
    }

    private Layer layer(Survey survey) {
        var last = survey.layers().getLast();
        if (number == null) return last;
        return survey.layer(number)
                .orElseThrow(() -> wrong("There is no layer " + number + ": it came to layer " + last.number() + "."));
    }

    private void write(Resumption resumption) throws IOException {
        try (var in = resumption.open(file)) {
            Files.copy(in, out);
        }
    }

    private Digest digest() throws IOException {
        var sha = Digest.sha256();
        try (var in = Files.newInputStream(file)) {
            var block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) sha.update(block, 0, read);
        }
        return Digest.from(sha);
    }

    private int cannot(Message why) {
        spec.commandLine().getErr().println(Words.say(why, Locale.ENGLISH));
        return CANNOT;
    }

    private Profile profile() {
        return ProfileChoice.named(profileName, ownProfiles, spec);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
