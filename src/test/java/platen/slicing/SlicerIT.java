package platen.slicing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.gcode.Preflight;
import platen.meshes.Measures;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;
import platen.meshes.formats.StlWriter;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.processes.Child;
import platen.processes.Limits;
import platen.slicing.SliceOutcome.Refused;
import platen.slicing.SliceOutcome.Sliced;

/// With PrusaSlicer as it is installed here.
class SlicerIT {
    @TempDir
    Path folder;

    private Slicer slicer;

    @BeforeEach
    void findTheSlicer() throws InterruptedException {
        slicer = Slicer.find(folder.resolve("work"))
                .orElseThrow(() -> new AssertionError("these tests need prusa-slicer: apt-get install prusa-slicer"));
        assertTrue(slicer.version().matches("PrusaSlicer \\d+\\.\\d+\\.\\d+"), slicer.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic-marlin", "ender3", "mk3s", "voron-klipper", "reprapfirmware", "virtual"})
    void slicesForEveryPrinterWhatThenPassesThePreflight(String name) throws IOException, InterruptedException {
        var profile = profile(name);
        for (var material : profile.materials()) {
            for (var quality : profile.qualities()) {
                var out = folder.resolve(material.name() + quality.name() + ".gcode");
                var sliced = assertInstanceOf(
                        Sliced.class, slicer.slice(sample("cube.stl", profile), profile, material, quality, out));
                assertEquals(List.of(), Preflight.check(sliced.plan(), profile, material));
                assertEquals(out, sliced.file());
                assertEquals(20, sliced.plan().heightMm(), quality.layerMm());
                assertEquals(3.1, sliced.plan().filamentMm3() / 1_000, 0.5);
            }
        }
        try (var left = Files.list(folder.resolve("work"))) {
            assertEquals(List.of(), left.toList(), "nothing is left behind");
        }
    }

    @Test
    void agreesWithTheSlicersOwnFigures() throws IOException, InterruptedException {
        var plan = assertInstanceOf(Sliced.class, slice("gear.stl", "ender3")).plan();
        var slicersMm = Objects.requireNonNull(plan.slicerFilamentMm());
        assertEquals(slicersMm + 20, plan.filamentMm(), slicersMm * 0.001, "20 mm are the prime line");
        assertEquals(Objects.requireNonNull(plan.slicerTimeS()), plan.motionTimeS(), plan.motionTimeS() * 0.06);
    }

    @Test
    void estimatesWhatTheSlicerThenFinds() throws IOException, InterruptedException {
        for (var name : List.of("cube.stl", "gear.stl")) {
            for (var printer : List.of("ender3", "mk3s", "voron-klipper")) {
                var profile = profile(printer);
                var pla = profile.material("PLA").orElseThrow();
                var normal = profile.quality("normal").orElseThrow();
                var sliced = assertInstanceOf(Sliced.class, slice(name, printer));
                var estimate = Estimate.of(measures(name), profile, pla, normal);
                assertWithin(estimate.filamentG(), sliced.filamentG(), name + " on " + printer + ", g");
                assertWithin(estimate.timeS(), sliced.plan().timeS(), name + " on " + printer + ", s");
            }
        }
    }

    @Test
    void neverRunsWhatACustomersFileNames() throws IOException, InterruptedException {
        var flag = folder.resolve("flag");
        var hostile = hostile3mf("post_process = /usr/bin/touch " + flag);
        var profile = profile("ender3");
        var ours = folder.resolve("ours.stl");
        var mesh = assertInstanceOf(Reading.Read.class, MeshFile.read(hostile, false))
                .mesh();
        StlWriter.write(mesh, profile.bed().centreX(), profile.bed().centreY(), 0, ours);
        var out = folder.resolve("out.gcode");
        assertInstanceOf(
                Sliced.class,
                slicer.slice(
                        ours,
                        profile,
                        profile.materials().getFirst(),
                        profile.qualities().getFirst(),
                        out));
        assertFalse(Files.exists(flag), "the program of the customer's file ran");
        assertTrue(Files.readString(out).lines().anyMatch(line -> line.matches("; post_process = (\"\")?")));
    }

    /// The trap of the test above is one: this version obeys it. A later one may not, and is none the worse.
    @Test
    void theHostileFileWouldHaveRunIt() throws IOException, InterruptedException {
        if (!slicer.version().startsWith("PrusaSlicer 2.5.")) return;
        var flag = folder.resolve("flag");
        var hostile = hostile3mf("post_process = /usr/bin/touch " + flag);
        var command = List.of(
                "prusa-slicer",
                "--export-gcode",
                "-o",
                folder.resolve("o.gcode").toString(),
                hostile.toString());
        Child.run(command, folder, new Limits(Duration.ofMinutes(1), 0, 1 << 30, 1 << 16, 0));
        assertTrue(Files.exists(flag), "the trap is no trap any more");
    }

    @Test
    void tellsInPlainWordsWhyItCannotSlice() throws IOException, InterruptedException {
        assertRefused("slicing.does-not-fit", box(300, 20, 20));
        assertRefused("slicing.does-not-fit", box(20, 20, 300));
        assertRefused("slicing.too-thin", box(20, 0.05f, 20));
        assertRefused("slicing.too-thin", box(20, 20, 0.05f));
        assertRefused("slicing.failed", Files.writeString(folder.resolve("no.stl"), "solid"));
    }

    @Test
    void endsASlicerThatTakesTooLong() throws IOException, InterruptedException {
        var slow = Files.writeString(folder.resolve("prusa-slicer"), """
                #!/bin/sh
                [ "$1" = --help ] && echo PrusaSlicer-2.5.0 && exit
                sleep 1000
                """);
        assertTrue(slow.toFile().setExecutable(true));
        var limits = new Limits(Duration.ofMillis(500), 0, 1 << 20, 1 << 16, 0);
        slicer = Slicer.at(slow, folder.resolve("work"), limits).orElseThrow();
        assertEquals(
                "slicing.too-long",
                assertInstanceOf(Refused.class, slice("cube.stl", "ender3"))
                        .why()
                        .key());
    }

    private void assertRefused(String key, Path stl) throws InterruptedException {
        var profile = profile("ender3");
        var out = folder.resolve("refused.gcode");
        var outcome = slicer.slice(
                stl,
                profile,
                profile.materials().getFirst(),
                profile.quality("normal").orElseThrow(),
                out);
        assertEquals(key, assertInstanceOf(Refused.class, outcome).why().key());
        assertFalse(Files.exists(out));
    }

    private SliceOutcome slice(String sample, String printer) throws IOException, InterruptedException {
        var profile = profile(printer);
        return slicer.slice(
                sample(sample, profile),
                profile,
                profile.material("PLA").orElseThrow(),
                profile.quality("normal").orElseThrow(),
                folder.resolve("out.gcode"));
    }

    private static void assertWithin(Range range, double figure, String what) {
        assertTrue(range.low() <= figure && figure <= range.high(), what + ": " + figure + " is not in " + range);
    }

    private Measures measures(String sample) throws IOException {
        return Measures.of(mesh(sample).mesh());
    }

    private Reading.Read mesh(String sample) throws IOException {
        var file = folder.resolve(sample);
        try (var in = Objects.requireNonNull(Slicer.class.getResourceAsStream("/samples/" + sample))) {
            Files.write(file, in.readAllBytes());
        }
        return assertInstanceOf(Reading.Read.class, MeshFile.read(file, true));
    }

    private Path sample(String name, Profile profile) throws IOException {
        var ours = folder.resolve("ours.stl");
        StlWriter.write(
                mesh(name).mesh(), profile.bed().centreX(), profile.bed().centreY(), 0, ours);
        return ours;
    }

    /// A box in the middle of the Ender-3's plate, made of the sample cube.
    private Path box(float x, float y, float z) throws IOException {
        var stl = Files.readAllBytes(sample("cube.stl", profile("ender3")));
        var numbers = ByteBuffer.wrap(stl).order(ByteOrder.LITTLE_ENDIAN);
        float[] stretch = {x / 20, y / 20, z / 20};
        for (int triangle = 0; triangle < 12; triangle++) {
            for (int number = 0; number < 9; number++) {
                int at = 84 + triangle * 50 + 12 + number * 4;
                int axis = number % 3;
                float middle = axis == 2 ? 0 : 110;
                numbers.putFloat(at, middle + (numbers.getFloat(at) - middle) * stretch[axis]);
            }
        }
        return Files.write(folder.resolve("box.stl"), stl);
    }

    private Path hostile3mf(String setting) throws IOException {
        var model = new StringBuilder("<?xml version='1.0'?><model unit='millimeter' "
                + "xmlns='http://schemas.microsoft.com/3dmanufacturing/core/2015/02'><resources>"
                + "<object id='1' type='model'><mesh><vertices>");
        for (int corner = 0; corner < 8; corner++) {
            model.append("<vertex x='%d' y='%d' z='%d'/>"
                    .formatted((corner & 1) * 20, (corner >> 1 & 1) * 20, (corner >> 2) * 20));
        }
        model.append("</vertices><triangles>");
        for (var face : "021 123 456 576 014 154 263 367 042 246 135 375".split(" ", -1)) {
            model.append(
                    "<triangle v1='%c' v2='%c' v3='%c'/>".formatted(face.charAt(0), face.charAt(1), face.charAt(2)));
        }
        model.append("</triangles></mesh></object></resources><build><item objectid='1'/></build></model>");
        var file = folder.resolve("hostile.3mf");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                            + "<Default Extension='model' ContentType='application/vnd.ms-package.3dmanufacturing-3dmodel+xml'/></Types>");
            put(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                            + "<Relationship Target='/3D/3dmodel.model' Id='r' "
                            + "Type='http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel'/></Relationships>");
            put(zip, "3D/3dmodel.model", model.toString());
            put(zip, "Metadata/Slic3r_PE.config", "; generated by PrusaSlicer 2.5.0\n\n; " + setting + "\n");
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String path, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static Profile profile(String name) {
        return Profiles.shipped().profile(name).orElseThrow();
    }
}
