package platen.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The short run: what `bench fuzz` found or people sent, in `src/test/resources/fuzz`, and sound files damaged at
/// random from a seed.
class ReadersFuzzTest {
    private static final int FEW = 100;
    private static final int MORE = 500;

    @ParameterizedTest
    @EnumSource
    void answersWhatWasFound(FuzzedReader reader) throws IOException, URISyntaxException {
        var corpus = corpus(reader);
        assertFalse(corpus.isEmpty());
        for (var file : corpus) look(reader, Files.readAllBytes(file), file.toString());
    }

    @ParameterizedTest
    @EnumSource
    void answersWhateverIsDamaged(FuzzedReader reader) {
        var seeds = reader.seeds();
        seeds.forEach(reader::look);
        int files = reader == FuzzedReader.PDF || reader == FuzzedReader.PICTURE ? FEW : MORE;
        for (int seed = 0; seed < files; seed++) {
            look(reader, Damage.of(seeds.get(seed % seeds.size()), new Random(seed)), "seed " + seed);
        }
    }

    private static void look(FuzzedReader reader, byte[] bytes, String what) {
        try {
            reader.look(bytes);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(reader + ", " + what, e);
        }
    }

    private static List<Path> corpus(FuzzedReader reader) throws IOException, URISyntaxException {
        var folder = Objects.requireNonNull(ReadersFuzzTest.class.getResource("/fuzz/" + reader.title()));
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        }
    }
}
