package platen.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import platen.documents.reading.Drafts;
import platen.inspection.Look;
import platen.meshes.Format;
import platen.meshes.Solids;
import platen.pricing.PriceBookReader;

/// Each reader of strangers' files, with what it may take for one of them, however it is made: `heapMb` of Java's
/// memory and `longest` of its time. A file that Jazzer makes has at most [#LONGEST_BYTES].
public enum FuzzedReader {
    PDF(512, 30),
    PICTURE(512, 30),
    STL_BINARY(256, 10),
    STL_TEXT(256, 10),
    OBJ(256, 10),
    THREE_MF(256, 10),
    GCODE(256, 10),
    PRICE_BOOK(256, 10);

    static final int LONGEST_BYTES = 100_000;
    private static final byte[] PDF_END = "\n%%EOF".getBytes(US_ASCII);

    private final int heapMb;
    private final Duration longest;

    FuzzedReader(int heapMb, int longestS) {
        this.heapMb = heapMb;
        this.longest = Duration.ofSeconds(longestS);
    }

    int heapMb() {
        return heapMb;
    }

    Duration longest() {
        return longest;
    }

    /// As it is written on a command line, and as the folder of its corpus is called.
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads the bytes; that ends in time, in a result or in a refusal in words. Time is the processor's: a busy
    /// machine is no hang.
    void look(byte[] bytes) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        read(bytes);
        var taken = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        if (taken.compareTo(longest) > 0) throw new AssertionError(this + " hangs: " + taken);
    }

    void read(byte[] bytes) {
        try {
            switch (this) {
                // The mark of its end is given, so that what is before it is read at all.
                case PDF -> file(joined(bytes, PDF_END), Answers::ofDocument);
                case PICTURE -> file(bytes, Answers::ofDocument);
                case STL_BINARY -> file(bytes, file -> Answers.ofMesh(file, Format.STL_BINARY));
                case STL_TEXT -> file(bytes, file -> Answers.ofMesh(file, Format.STL_TEXT));
                case OBJ -> file(bytes, file -> Answers.ofMesh(file, Format.OBJ));
                case THREE_MF -> file(archive(bytes), file -> Answers.ofMesh(file, Format.THREE_MF));
                case GCODE -> file(bytes, Answers::ofProgram);
                case PRICE_BOOK -> Answers.ofPriceBook(new String(bytes, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sound files to begin with.
    List<byte[]> seeds() {
        var box = Solids.box(10, 20, 30);
        try {
            return switch (this) {
                case PDF -> List.of(Drafts.withBleed(), Drafts.plain(3), pictured());
                case PICTURE -> List.of(image("png"), image("jpeg"));
                case STL_BINARY -> List.of(Solids.binaryStl(box, ""));
                case STL_TEXT -> List.of(Solids.textStl(box).getBytes(US_ASCII));
                case OBJ -> List.of(Solids.obj(10, 20, 30).getBytes(US_ASCII));
                case THREE_MF -> List.of(model(), archive(model()));
                case GCODE -> List.of(program(), program("G2 X10 Y10 I5 J0 E1\nM220 S50\n", 40));
                case PRICE_BOOK -> List.of(PriceBookReader.shippedText(false).getBytes(UTF_8));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void on(Path file) throws IOException;
    }

    private static void file(byte[] bytes, Work work) throws IOException {
        var file = Files.createTempFile("fuzzed", "");
        try {
            work.on(Files.write(file, bytes));
        } finally {
            Files.delete(file);
        }
    }

    /// A model is put into an archive; what is an archive stays as it is.
    private static byte[] archive(byte[] bytes) throws IOException {
        return bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K' ? bytes : Solids.zip("3D/3dmodel.model", bytes);
    }

    private static byte[] model() {
        return Solids.model("millimeter", "<item objectid='2'/>").getBytes(UTF_8);
    }

    private static byte[] pictured() throws IOException {
        return Drafts.pdf(1, Drafts.A4, (document, _, pen) -> Drafts.photo(document, pen, 60, 200, true));
    }

    private static byte[] image(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(Drafts.photo(50, 40, true), format, bytes);
        return bytes.toByteArray();
    }

    /// The beginning of a sliced program.
    private static byte[] program() throws IOException {
        try (var in = Objects.requireNonNull(Look.class.getResourceAsStream("/samples/cube.gcode"))) {
            return in.readNBytes(8_000);
        }
    }

    private static byte[] program(String lines, int times) {
        return ("G28\nG90\nM82\nM104 S200\n" + lines.repeat(times)).getBytes(US_ASCII);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
