package platen.inspection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import platen.documents.reading.DocumentFile;
import platen.documents.reading.DocumentReading;
import platen.documents.reading.Drafts;
import platen.meshes.Solids;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;
import platen.templating.Words;
import platen.values.Message;

/// Each refusal of a model or a document, by a file that brings it about: it names the place in the file and what to
/// do.
class RefusalsTest {
    private static final float[][] BOX = Solids.box(10, 20, 30);
    private static final String MODEL = "3D/3dmodel.model";
    private static final String ITEM = "<item objectid='1'/>";
    private static final String SOUND = Solids.model("millimeter", ITEM);
    private static final int MANY_POINTS = 5_000_001;

    /// Said of what was read, not instead of reading it.
    private static final Set<String> FINDINGS =
            Set.of("flat tiny in-metres huge thin holes flipped turned closed dropped crowded inside-out loose bodies"
                    .split(" "));

    private static final Set<String> MORE_FINDINGS = Set.of(
            "many-bodies cavities overhangs thin-walls does-not-fit fits-on-side fits-on-front fits-on-left fits-diagonally materials"
                    .split(" "));

    @TempDir
    Path folder;

    static Stream<Arguments> models() throws IOException {
        var stl = Solids.binaryStl(BOX, "");
        var text = Solids.textStl(BOX);
        var obj = Solids.obj(1, 1, 1);
        int lines = (int) obj.lines().count();
        return Stream.of(
                arguments(new byte[0], "empty-file", "0 bytes"),
                arguments(bytes("solid a\nfacet\nendsolid".replace("facet\n", "x facet\n")), "not-stl", "Line 2"),
                arguments(bytes("v 1 2 3\n# no face\n"), "empty", "up to 3"),
                arguments(new byte[84], "empty-stl", "byte 80"),
                arguments(zipped(Solids.model("millimeter", "")), "empty-3mf", MODEL),
                arguments(bytes("Dear shop,\nplease print this.\n"), "not-a-mesh", "first byte"),
                arguments(header(6_000_000), "fewer-triangles", "byte 84"),
                arguments(Arrays.copyOf(stl, 60), "truncated", "byte 60"),
                arguments(Arrays.copyOf(stl, 684 + 9), "more-triangles", "from byte 684"),
                arguments(bytes(text.substring(0, text.indexOf("endsolid"))), "cut-off", "line 86"),
                arguments(bytes("solid a\nfacet normal\nouter " + "x".repeat(999)), "not-text", "Line 3"),
                arguments(bytes(text.replaceFirst("vertex 0\\S*", "vertex one")), "not-a-number", "line 4"),
                arguments(Solids.binaryStl(faraway(), ""), "no-place", "Triangle 3"),
                arguments(bytes(Solids.textStl(faraway())), "no-place-at-line", "line 19"),
                arguments(bytes(obj + "\nf 1 2\n"), "no-face", "line " + (lines + 1)),
                arguments(bytes(obj + "\nf 1 2 99\n"), "no-such-point", "line " + (lines + 1)),
                arguments(bytes("v 1 2 3\n".repeat(MANY_POINTS)), "too-many-points", "line 5000001"),
                arguments(changed("y='1'", "y='one'"), "3mf-not-a-number", "line 2 of " + MODEL),
                arguments(changed("y='1'", "y='NaN'"), "3mf-not-a-number", "line 2 of " + MODEL),
                arguments(changed("y='1'", "y='1e9'"), "3mf-no-place", "of object 1 in " + MODEL),
                arguments(changed("v2='3'", "v2='33'"), "3mf-no-such-point", "line 2 of " + MODEL),
                arguments(changed("objectid='1'/></build>", "objectid='9'/></build>"), "no-such-object", "object 9"),
                arguments(changed(ITEM, "<item objectid='1' transform='1 2'/>"), "bad-transform", "Line 2 of " + MODEL),
                arguments(zipped(endless()), "parts-too-deep", "Object 2 in " + MODEL),
                arguments(zipped(laughing()), "too-many-parts", "At object"),
                arguments(changed(ITEM, ITEM.repeat(100_001)), "too-many-things", "line 2 " + MODEL),
                arguments(zipped(Solids.model("furlong", ITEM)), "unknown-unit", "Line 2 of " + MODEL),
                arguments(Solids.zip("notes.txt", new byte[9]), "not-3mf", MODEL),
                arguments(Arrays.copyOf(zipped(SOUND), 200), "broken-zip", "byte 200"),
                arguments(bomb(), "zip-bomb", MODEL),
                arguments(crowd(), "zip-entries", "10050 files"),
                arguments(changed("<model", "<!DOCTYPE model [<!ENTITY e 'x'>]><model"), "entities", "Line 2 of"),
                arguments(changed("</object>", "</objet>"), "not-xml", "line 2 of " + MODEL));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("models")
    void ofAModel(byte[] file, String key, String place) throws IOException {
        var stored = Files.write(folder.resolve("part"), file);
        var refused = assertInstanceOf(Reading.Refused.class, MeshFile.read(stored, !key.equals("not-a-mesh")));
        assertPlaceAndRemedy("meshes." + key, place, refused.why());
    }

    static Stream<Arguments> documents() throws IOException {
        var pdf = Drafts.plain(3);
        var broken = pdf.clone();
        Arrays.fill(broken, 20, broken.length - 60, (byte) '#');
        var png = new ByteArrayOutputStream();
        ImageIO.write(Drafts.photo(30, 30, true), "png", png);
        var wrong = png.toByteArray();
        wrong[11] = (byte) 0xff;
        wrong[8] = (byte) 0xff;
        return Stream.of(
                arguments(locked("secret", true), "encrypted", "All of"),
                arguments(locked("", false), "must-not-print", "All of"),
                arguments(broken, "broken", "byte"),
                arguments(wrong, "broken", "byte 16"),
                arguments(Arrays.copyOf(png.toByteArray(), 99), "truncated", "number 99"),
                arguments(Arrays.copyOf(pdf, 1_000), "truncated", "number 1,000"),
                arguments(sizeless(), "broken-page", "Page 2"),
                arguments(HostileDocuments.ofPages(5_001), "too-many-pages", "5,000"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("documents")
    void ofADocument(byte[] file, String key, String place) throws IOException {
        var stored = Files.write(folder.resolve("document"), file);
        var kind = DocumentFile.kind(stored).orElseThrow();
        var refused =
                assertInstanceOf(DocumentReading.Refused.class, DocumentFile.examine(stored, kind, null, _ -> {}));
        assertPlaceAndRemedy("documents." + key, place, refused.why());
    }

    /// A refusal that comes new has to have its file above, but for two that take gigabytes.
    @Test
    void areAllHere() throws IOException {
        var shown = models().map(one -> (String) one.get()[1]).collect(Collectors.toCollection(TreeSet::new));
        var said = ResourceBundle.getBundle("messages.meshes", Locale.ENGLISH).keySet().stream()
                .map(key -> key.substring("meshes.".length()))
                .filter(key -> !FINDINGS.contains(key) && !MORE_FINDINGS.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
        said.removeAll(List.of("too-many-bytes", "too-large"));
        assertEquals(said, shown);
    }

    private static void assertPlaceAndRemedy(String key, String place, Message why) {
        var words = Words.say(why, Locale.ENGLISH);
        assertEquals(key, why.key(), words);
        assertTrue(words.contains(place), words);
        assertTrue(words.contains("Please"), words);
        assertTrue(!words.contains("{"), words);
    }

    private static float[][] faraway() {
        var corners = Solids.box(1, 1, 1);
        corners[7][1] = 1e9f;
        return corners;
    }

    private static byte[] header(int triangles) {
        var bytes = Arrays.copyOf(new byte[80], 84);
        for (int i = 0; i < 4; i++) bytes[80 + i] = (byte) (triangles >> (8 * i));
        return bytes;
    }

    private static byte[] changed(String from, String to) throws IOException {
        assertTrue(SOUND.contains(from), from);
        return zipped(SOUND.replace(from, to));
    }

    private static String endless() {
        return Solids.model("millimeter", "<item objectid='2'/>")
                .replace("<component objectid='1'/>", "<component objectid='2'/>");
    }

    private static String laughing() {
        var objects = new StringBuilder();
        for (int id = 3; id < 20; id++) {
            var parts = "<component objectid='%d'/>".formatted(id - 1).repeat(10);
            objects.append("<object id='%d'><components>%s</components></object>".formatted(id, parts));
        }
        return Solids.model("millimeter", "<item objectid='19'/>").replace("</resources>", objects + "</resources>");
    }

    private static byte[] zipped(String model) throws IOException {
        return Solids.zip(MODEL, model.getBytes(UTF_8));
    }

    private static byte[] bomb() throws IOException {
        return Solids.zip(MODEL, bytes("<model>" + " ".repeat(50_000_000)));
    }

    private static byte[] crowd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 10_050; i++) zip.putNextEntry(new ZipEntry(i + ".model"));
        }
        return bytes.toByteArray();
    }

    private static byte[] locked(String password, boolean mayPrint) throws IOException {
        var permission = new AccessPermission();
        permission.setCanPrint(mayPrint);
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", password, permission));
            return Drafts.saved(document);
        }
    }

    private static byte[] sizeless() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.addPage(new PDPage(new PDRectangle(0, 0)));
            return Drafts.saved(document);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
