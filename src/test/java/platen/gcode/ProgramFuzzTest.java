package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes at all. A plain test run looks at what stands in `ProgramFuzzTestInputs`, which Jazzer found or people
/// sent; with `JAZZER_FUZZ=1` Jazzer goes on from there, one method at a time:
///
///     JAZZER_FUZZ=1 mvn test -Dtest=ProgramFuzzTest#text
class ProgramFuzzTest {
    /// The head of a file, without checksums: no fuzzer guesses one.
    private static final byte[] BINARY_HEAD = "GCDE\1\0\0\0\0\0".getBytes(US_ASCII);

    @FuzzTest(maxDuration = "10m")
    void text(byte[] bytes) {
        FuzzedProgram.look(bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void binary(byte[] bytes) {
        var file = new byte[BINARY_HEAD.length + bytes.length];
        System.arraycopy(BINARY_HEAD, 0, file, 0, BINARY_HEAD.length);
        System.arraycopy(bytes, 0, file, BINARY_HEAD.length, bytes.length);
        FuzzedProgram.look(file);
    }
}
