package platen.documents.reading;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any bytes at all. A plain test run looks at what stands in `DocumentsFuzzTestInputs`, which Jazzer found or people
/// sent; with `JAZZER_FUZZ=1` Jazzer goes on from there, one method at a time:
///
///     JAZZER_FUZZ=1 mvn test -Dtest=DocumentsFuzzTest#picture
class DocumentsFuzzTest {
    private static final byte[] END = "\n%%EOF".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest(maxDuration = "10m")
    void picture(byte[] bytes) {
        Fuzzed.look(bytes);
    }

    /// The mark of its end is given, so that what is before it is read at all.
    @FuzzTest(maxDuration = "10m")
    void pdf(byte[] bytes) {
        var file = new byte[bytes.length + END.length];
        System.arraycopy(bytes, 0, file, 0, bytes.length);
        System.arraycopy(END, 0, file, bytes.length, END.length);
        Fuzzed.look(file);
    }
}
