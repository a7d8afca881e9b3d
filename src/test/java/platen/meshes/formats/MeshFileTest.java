package platen.meshes.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.meshes.Box;
import platen.meshes.Fit;
import platen.meshes.Format;
import platen.meshes.Measures;
import platen.meshes.Solids;
import platen.printers.Profiles;

class MeshFileTest {
    private static final float[][] BOX = Solids.box(10, 20, 30);
    private static final Measures TEN_BY_TWENTY_BY_THIRTY =
            new Measures(List.of(10.0, 20.0, 30.0), 6000, 2200, 12, 0, 0, 0, false);

    @TempDir
    Path folder;

    @Test
    void readsBinaryStlEvenIfItBeginsWithSolid() throws IOException {
        assertEquals(
                Format.STL_BINARY,
                read(Solids.binaryStl(BOX, "solid facet normal")).format());
        assertEquals(TEN_BY_TWENTY_BY_THIRTY, measured(Solids.binaryStl(BOX, "")));
    }

    @Test
    void readsTextStl() throws IOException {
        assertEquals(TEN_BY_TWENTY_BY_THIRTY, measured(Solids.textStl(BOX)));
        assertEquals(TEN_BY_TWENTY_BY_THIRTY, measured(Solids.textStl(BOX).replace("\n", "\r\n")));
    }

    @Test
    void readsObj() throws IOException {
        assertEquals(TEN_BY_TWENTY_BY_THIRTY, measured(Solids.obj(10, 20, 30)));
    }

    @Test
    void reads3mfInItsUnitWithItsTransforms() throws IOException {
        var item = "<item objectid='1' transform='1 0 0 0 2 0 0 0 3 7 7 7'/>";
        assertEquals(TEN_BY_TWENTY_BY_THIRTY, threeMf(Solids.model("centimeter", item)));
    }

    @Test
    void reads3mfMadeOfComponentsAndTurnsMirroredOnes() throws IOException {
        var measures = threeMf(Solids.model("millimeter", "<item objectid='2'/>"));
        assertEquals(List.of(5.0, 1.0, 1.0), measures.sizeMm());
        assertEquals(2, measures.volumeMm3(), 1e-6);
        assertEquals(0, measures.openEdges() + measures.flippedEdges());
    }

    @Test
    void tellsWhichMaterialsAndColoursA3mfAsksFor() throws IOException {
        var groups =
                "<basematerials id='7'><base name='PETG' displaycolor='#102030FF'/><base name='ABS'/></basematerials>"
                        + "<m:colorgroup xmlns:m='http://schemas.microsoft.com/3dmanufacturing/material/2015/02' id='8'>"
                        + "<m:color color='#FF0000'/></m:colorgroup>";
        var model = Solids.model("millimeter", "<item objectid='1'/>")
                .replace("<resources>", "<resources>" + groups)
                .replace("<object id='1'", "<object pid='7' pindex='0' id='1'")
                .replaceFirst("<triangle ", "<triangle pid='8' p1='0' ");
        assertEquals(
                List.of("PETG #102030FF", "#FF0000"), readFile(zipped(model)).materials());
    }

    @ParameterizedTest
    @CsvSource({
        "0, meshes.empty-file",
        "60, meshes.truncated",
        "84, meshes.fewer-triangles",
        "683, meshes.fewer-triangles",
        "685, meshes.more-triangles",
    })
    void tellsABinaryStlOfAnotherLength(int bytes, String key) throws IOException {
        assertRefused(key, write(Arrays.copyOf(Solids.binaryStl(BOX, ""), bytes)));
    }

    @Test
    void refusesAnStlThatClaimsBillionsOfTriangles() throws IOException {
        var stl = Solids.binaryStl(BOX, "");
        Arrays.fill(stl, 80, 84, (byte) 0xff);
        assertRefused("meshes.fewer-triangles", write(stl));
    }

    @Test
    void refusesAnStlWithoutTriangles() throws IOException {
        assertRefused("meshes.empty-stl", write(new byte[84]));
        assertRefused("meshes.empty", text("solid facet normal\nendsolid\n".replace(" facet normal", " of nothing")));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e9f})
    void refusesPlacesThatAreNone(float nonsense) throws IOException {
        var corners = Solids.box(1, 1, 1);
        corners[7][1] = nonsense;
        assertRefused("meshes.no-place", write(Solids.binaryStl(corners, "")));
        assertRefused("meshes.no-place-at-line", text(Solids.textStl(corners)));
    }

    @Test
    void refusesATextStlThatBreaksOff() throws IOException {
        var stl = Solids.textStl(BOX);
        assertRefused("meshes.cut-off", text(stl.substring(0, stl.length() / 2)));
        assertRefused("meshes.cut-off", text(stl.substring(0, stl.indexOf("endsolid"))));
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        assertRefused("meshes.not-text", text("solid a\nfacet normal 0 0 1\nouter " + "x".repeat(1_000_000)));
    }

    @ParameterizedTest
    @CsvSource({"f 1 2, meshes.no-face", "f 1 2 9, meshes.no-such-point", "f 1 2 -9, meshes.no-such-point"})
    void refusesAnObjWhoseFacesAreNone(String line, String key) throws IOException {
        assertRefused(key, text(Solids.obj(1, 1, 1) + "\n" + line + "\n"));
    }

    @Test
    void refusesAZipBomb() throws IOException {
        var bomb = folder.resolve("bomb.3mf");
        Solids.bomb(bomb, 100_000_000);
        assertTrue(Files.size(bomb) < 200_000);
        assertRefused("meshes.zip-bomb", bomb);
    }

    @Test
    void refusesEntities() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "10");
        var type = "<!DOCTYPE model [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>";
        var model = Solids.model("millimeter", "<item objectid='1'/>")
                .replace("<model", type + "<model")
                .replace("<vertex x='1'", "<vertex x='&e;'");
        assertRefused("meshes.entities", zipped(model));
    }

    @Test
    void quotesOfAnUnknownUnitOnlyItsBeginning() throws IOException {
        var file = zipped(Solids.model("x".repeat(2_000_000), "<item objectid='1'/>"));
        var refused = assertInstanceOf(Reading.Refused.class, MeshFile.read(file, true));
        assertEquals("meshes.unknown-unit", refused.why().key());
        assertEquals("x".repeat(40) + "…", refused.why().args().get(2));
    }

    @Test
    void refusesObjectsThatContainThemselves() throws IOException {
        var model = Solids.model("millimeter", "<item objectid='2'/>")
                .replace("<component objectid='1'/>", "<component objectid='2'/>");
        assertRefused("meshes.parts-too-deep", zipped(model));
    }

    @Test
    void refusesABillionPartsOfParts() throws IOException {
        var laughs = new StringBuilder();
        for (int id = 3; id < 20; id++) {
            laughs.append("<object id='").append(id).append("'><components>");
            laughs.append("<component objectid='%d'/>".formatted(id - 1).repeat(10))
                    .append("</components></object>");
        }
        var model =
                Solids.model("millimeter", "<item objectid='19'/>").replace("</resources>", laughs + "</resources>");
        assertRefused("meshes.too-many-parts", zipped(model));
    }

    @Test
    void refusesAnArchiveOfSomethingElse() throws IOException {
        assertRefused("meshes.not-3mf", Solids.zip(folder.resolve("a.zip"), Map.of("a.txt", new byte[10])));
        var zip = Files.readAllBytes(zipped(Solids.model("inch", "")));
        assertRefused("meshes.broken-zip", write(Arrays.copyOf(zip, zip.length / 2)));
    }

    @Test
    void refusesWhatIsNoMesh() throws IOException {
        var file = text("Dear shop, please print this.\n");
        assertEquals(
                "meshes.not-a-mesh",
                ((Reading.Refused) MeshFile.read(file, false)).why().key());
    }

    @Test
    void countsTheEdgesOfHolesAndFlippedFaces() throws IOException {
        var open = Arrays.copyOf(BOX, BOX.length - 3);
        assertEquals(3, measured(Solids.binaryStl(open, "")).openEdges());
        var flipped = BOX.clone();
        flipped[0] = BOX[1];
        flipped[1] = BOX[0];
        assertEquals(3, measured(Solids.binaryStl(flipped, "")).flippedEdges());
    }

    @Test
    void writesAnStlThatStandsInTheMiddleOfThePlate() throws IOException {
        var mesh = read(Solids.binaryStl(Solids.box(10, 20, 30), "")).mesh();
        var out = folder.resolve("ours.stl");
        StlWriter.write(mesh, 110, 110, 0, out);
        assertEquals(new Box(105, 100, 0, 115, 120, 30), readFile(out).mesh().box());
        StlWriter.write(mesh, 110, 110, 90, out);
        assertEquals(new Box(100, 105, 0, 120, 115, 30), readFile(out).mesh().box());
        assertEquals(6000, Measures.of(readFile(out).mesh()).volumeMm3(), 1e-6);
        assertEquals(false, Measures.of(readFile(out).mesh()).insideOut());
    }

    @Test
    void knowsWhatHasRoomOnAPlate() {
        var prusa = Profiles.shipped().profile("mk3s").orElseThrow();
        assertEquals(Fit.STRAIGHT, Fit.on(prusa, sized(240, 200, 210)));
        assertEquals(Fit.TURNED, Fit.on(prusa, sized(200, 240, 210)));
        assertEquals(Fit.NOT, Fit.on(prusa, sized(230, 230, 10)));
        assertEquals(Fit.ON_SIDE, Fit.on(prusa, sized(10, 10, 211)));
        assertEquals(Fit.DIAGONAL, Fit.on(prusa, sized(280, 10, 10)));
        assertEquals(Fit.NOT, Fit.on(prusa, sized(10, 300, 300)));
    }

    @Test
    void knowsOnWhichSideAPartHasRoom() {
        var prusa = Profiles.shipped().profile("mk3s").orElseThrow();
        assertEquals(Fit.ON_SIDE, Fit.on(prusa, sized(200, 10, 230)));
        assertTrue(Fit.isOnFront(prusa, sized(200, 10, 230)));
        assertEquals(Fit.ON_SIDE, Fit.on(prusa, sized(10, 200, 230)));
        assertFalse(Fit.isOnFront(prusa, sized(100, 215, 230)), "215 mm are too deep to stand");
    }

    /// Each part that is judged to have room has it, in the way that is told, with the margin on all sides.
    @Test
    void hasRoomForWhatFits() {
        var prusa = Profiles.shipped().profile("mk3s").orElseThrow();
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            var part = sized(random.nextInt(300) + 1, random.nextInt(300) + 1, random.nextInt(210) + 1);
            if (!Fit.on(prusa, part).isAsDrawn()) continue;
            double angle = Math.toRadians(Fit.degrees(prusa, part));
            double across = part.widthMm() * Math.cos(angle) + part.depthMm() * Math.sin(angle);
            double along = part.widthMm() * Math.sin(angle) + part.depthMm() * Math.cos(angle);
            assertTrue(across <= prusa.bed().widthMm() - 10 + 1e-6, part.toString());
            assertTrue(along <= prusa.bed().depthMm() - 10 + 1e-6, part.toString());
        }
    }

    private static Measures sized(double x, double y, double z) {
        return new Measures(List.of(x, y, z), 1, 1, 1, 0, 0, 0, false);
    }

    private Measures threeMf(String model) throws IOException {
        return Measures.of(readFile(zipped(model)).mesh());
    }

    private Path zipped(String model) throws IOException {
        return Solids.zip(
                folder.resolve("part.3mf"), Map.of("3D/3dmodel.model", model.getBytes(StandardCharsets.UTF_8)));
    }

    private Measures measured(byte[] content) throws IOException {
        return Measures.of(read(content).mesh());
    }

    private Measures measured(String content) throws IOException {
        return measured(content.getBytes(StandardCharsets.US_ASCII));
    }

    private Reading.Read read(byte[] content) throws IOException {
        return readFile(write(content));
    }

    private static Reading.Read readFile(Path file) throws IOException {
        return assertInstanceOf(Reading.Read.class, MeshFile.read(file, true));
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("part"), content);
    }

    private Path text(String content) throws IOException {
        return Files.writeString(folder.resolve("part"), content);
    }

    private static void assertRefused(String key, Path file) throws IOException {
        assertEquals(
                key,
                assertInstanceOf(Reading.Refused.class, MeshFile.read(file, true))
                        .why()
                        .key());
    }
}
