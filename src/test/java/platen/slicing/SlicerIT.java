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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.files.OnDisk;
import platen.gcode.Preflight;
import platen.gcode.ProgramReader;
import platen.gcode.ProgramReading;
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
                        Sliced.class,
                        slicer.slice(sample("cube.stl", profile), PlateWish.one(profile, material, quality), out));
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
        var sliced = assertInstanceOf(Sliced.class, slice("gear.stl", "ender3"));
        var plan = assertInstanceOf(ProgramReading.Read.class, ProgramReader.read(sliced.file(), profile("ender3")))
                .plan();
        assertEquals(plan.timeS(), sliced.plan().timeS(), "as it was read while it was written");
        assertEquals(OnDisk.of(sliced.file()), sliced.onDisk());
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

    /// For each size, as many as were promised without the slicer: they are there, and share one start.
    @Test
    void putsAsManyOnAPlateAsWerePromised() throws IOException, InterruptedException {
        for (var side : List.of(20, 31, 47, 66, 101)) {
            for (var printer : List.of("ender3", "mk3s")) {
                var stl = box(side, side * 0.8f, 6);
                var measures = assertInstanceOf(Reading.Read.class, MeshFile.read(stl, true));
                var one = wish(printer);
                var room = PlateRoom.of(one.profile(), Measures.of(measures.mesh()), Extras.NONE);
                var single = assertInstanceOf(Sliced.class, slicer.slice(stl, one, folder.resolve("1.gcode")));
                var out = folder.resolve("plate.gcode");
                var plate = assertInstanceOf(Sliced.class, slicer.slice(stl, one.of(room), out), room + " of " + side);
                if (room > 1) assertEquals(room, PlateCount.of(out));
                var grams = room * single.filamentG();
                assertTrue(plate.filamentG() <= grams && plate.filamentG() > 0.9 * grams, "they share a prime line");
                var least = (room - 1) * Estimate.startS(one) * 0.8;
                assertTrue(plate.plan().timeS() <= room * single.plan().timeS() * 1.06 - least, room + " of " + side);
            }
        }
    }

    @Test
    void noticesAPlateThatIsTooFull() throws IOException, InterruptedException {
        var stl = box(66, 66, 4);
        var outcome = slicer.slice(stl, wish("ender3").of(10), folder.resolve("full.gcode"));
        assertEquals(new SliceOutcome.PlateFull(10), outcome);
        assertFalse(Files.exists(folder.resolve("full.gcode")));
    }

    /// It says nothing of the copy that it left out; we count.
    @Test
    void noticesACopyThatIsMissing() throws IOException, InterruptedException {
        var sly = script("""
                for last; do :; done
                while [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done
                printf '; printing object a id:0 copy 0\\n; printing object a id:0 copy 1\\nG1 X1\\n' > "$out"
                """, Duration.ofMinutes(1));
        var out = folder.resolve("out.gcode");
        assertEquals(
                new SliceOutcome.PlateFull(3),
                sly.slice(sample("cube.stl", profile("ender3")), wish("ender3").of(3), out));
    }

    @Test
    void tellsACrashAHangAndWantOfMemoryApart() throws IOException, InterruptedException {
        assertEquals("slicing.crashed", refusal("kill -SEGV $$"));
        assertEquals(
                "slicing.too-detailed", refusal("echo terminate called after throwing std::bad_alloc; kill -ABRT $$"));
        assertEquals("slicing.too-long", refusal("sleep 1000 & wait", Duration.ofSeconds(1)));
        assertEquals("slicing.too-long", refusal("exec dd if=/dev/zero of=out bs=1M count=3"));
        assertEquals("slicing.failed", refusal("exit 3"));
    }

    private String refusal(String script) throws IOException, InterruptedException {
        return refusal(script, Duration.ofMinutes(1));
    }

    private String refusal(String script, Duration longest) throws IOException, InterruptedException {
        var outcome = script(script, longest)
                .slice(sample("cube.stl", profile("ender3")), wish("ender3"), folder.resolve("o"));
        return assertInstanceOf(Refused.class, outcome).why().key();
    }

    /// The server ends, or nobody wants it any more.
    @Test
    void endsWithAllThatItStartedWhenItIsInterrupted() throws IOException, InterruptedException {
        var pid = folder.resolve("pid");
        var sly = script("sleep 1000 & echo $! > " + pid + "; wait", Duration.ofMinutes(1));
        var stl = sample("cube.stl", profile("ender3"));
        var ended = new AtomicBoolean();
        var thread = Thread.ofPlatform().start(() -> {
            try {
                sly.slice(stl, wish("ender3"), folder.resolve("o"));
            } catch (InterruptedException e) {
                ended.set(true);
            }
        });
        while (!Files.exists(pid) || Files.size(pid) == 0) Thread.onSpinWait();
        thread.interrupt();
        thread.join();
        assertTrue(ended.get());
        var sleeper = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        sleeper.ifPresent(
                process -> process.onExit().orTimeout(2, TimeUnit.MINUTES).join());
    }

    /// A slicer that does what `body` says, in a second and 2 MB.
    private Slicer script(String body) throws IOException, InterruptedException {
        return script(body, Duration.ofSeconds(1));
    }

    private Slicer script(String body, Duration longest) throws IOException, InterruptedException {
        var script = Files.writeString(
                folder.resolve("prusa-slicer"),
                "#!/bin/sh\n[ \"$1\" = --help ] && echo PrusaSlicer-2.5.0 && exit\n" + body + "\n");
        assertTrue(script.toFile().setExecutable(true));
        var limits = new Limits(longest, 0, 2 << 20, 1 << 16, 0);
        return Slicer.at(script, folder.resolve("work"), limits).orElseThrow();
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
                        PlateWish.one(
                                profile,
                                profile.materials().getFirst(),
                                profile.qualities().getFirst()),
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
        slicer = script("sleep 1000");
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
                PlateWish.one(
                        profile,
                        profile.materials().getFirst(),
                        profile.quality("normal").orElseThrow()),
                out);
        assertEquals(key, assertInstanceOf(Refused.class, outcome).why().key());
        assertFalse(Files.exists(out));
    }

    private SliceOutcome slice(String sample, String printer) throws IOException, InterruptedException {
        return slicer.slice(sample(sample, profile(printer)), wish(printer), folder.resolve("out.gcode"));
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

    private static PlateWish wish(String printer) {
        var profile = profile(printer);
        return PlateWish.one(
                profile,
                profile.material("PLA").orElseThrow(),
                profile.quality("normal").orElseThrow());
    }

    private static Profile profile(String name) {
        return Profiles.shipped().profile(name).orElseThrow();
    }
}
