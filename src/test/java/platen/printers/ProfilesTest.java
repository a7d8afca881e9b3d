package platen.printers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import platen.values.Message;

class ProfilesTest {
    @TempDir
    Path folder;

    @Test
    void shipsTheseModels() {
        var names = Profiles.shipped().all().stream().map(Profile::name).collect(Collectors.toSet());
        assertTrue(names.containsAll(
                Set.of("generic-marlin", "ender3", "mk3s", "voron-klipper", "reprapfirmware", "virtual")));
    }

    @Test
    void everyShippedModelKnowsPlaAndThreeQualities() {
        for (var profile : Profiles.shipped().all()) {
            assertTrue(profile.material("pla").isPresent(), profile.name());
            for (var quality : List.of("draft", "normal", "fine")) {
                assertTrue(profile.quality(quality).isPresent(), profile.name());
            }
            assertTrue(profile.slicer().containsKey("start_gcode"), profile.name());
            assertTrue(profile.slicer().getOrDefault("end_gcode", "").contains("M104 S0"), profile.name());
        }
    }

    @Test
    void readsEachFieldWithItsUnit() {
        var ender = Profiles.shipped().profile("ender3").orElseThrow();
        assertEquals(new Connection(Dialect.MARLIN, 115200, false, 1, 128, 96, false), ender.connection());
        assertEquals(new Volume(0, 0, 0, 220, 220, 250), ender.volume());
        assertEquals(new Axes(500, 500, 10, 60), ender.motion().maxFeedrateMmS());
        assertEquals(Cornering.JERK, ender.motion().planner());
    }

    @Test
    void anOwnProfileReplacesTheShippedOneOfItsName() throws IOException {
        write("ender3.toml", ender().replace("Creality Ender-3 (V2)", "Our Ender"));
        var profiles = Profiles.load(folder);
        assertEquals(List.of(), profiles.complaints());
        assertEquals("Our Ender", profiles.profile("ender3").orElseThrow().title());
    }

    @Test
    void aMissingFolderMeansTheShippedOnesOnly() {
        assertEquals(
                Profiles.shipped().all(), Profiles.load(folder.resolve("none")).all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "baud = 115200          |                        | printers.missing      | connection.baud",
                "baud = 115200          | baud = 'fast'          | printers.not-whole    | connection.baud",
                "baud = 115200          | baud = 1               | printers.out-of-range | connection.baud",
                "baud = 115200          | baud = 115200^buad = 1 | printers.unknown      | connection.buad",
                "native_usb = false     | native_usb = 'no'      | printers.not-a-flag   | connection.native_usb",
                "dialect = \"marlin\"   | dialect = 'merlin'     | printers.not-one-of   | connection.dialect",
                "[220, 220, 250]        | [220, 250]             | printers.not-so-many  | volume.max_mm",
                "[220, 220, 250]        | [220, 0, 250]          | printers.empty-range  | volume.max_mm",
                "\"M28\",               | \"m28\",               | printers.not-a-command| forbidden",
                "name = \"PETG\"        | name = 'PLA'           | printers.twice        | materials",
                "density_g_cm3 = 1.27   | density_g_cm3 = -1     | printers.out-of-range | materials[1].density_g_cm3",
                "heat_c_s = 3.3         | heat_c_s = 1           | printers.too-weak     | thermal.nozzle.heat_c_s",
                "perimeters = \"2\"     | post_process = 'rm'    | printers.runs-programs| slicer.post_process",
                "name = \"ender3\"      | name = 'other'         | printers.not-the-name | name",
            })
    void namesFileAndFieldOfWhatIsWrong(String found, String replacement, String key, String field) throws IOException {
        write("ender3.toml", ender().replace(found, replacement == null ? "" : replacement.replace('^', '\n')));
        var profiles = Profiles.load(folder);
        var complaint = profiles.complaints().getFirst();
        assertEquals(key, complaint.key());
        assertEquals(List.of("ender3.toml", field), complaint.args().subList(0, 2));
        assertEquals(
                "Creality Ender-3 (V2)",
                profiles.profile("ender3").orElseThrow().title());
    }

    @Test
    void tellsTheLineThatIsNotToml() throws IOException {
        write("mine.toml", "name = \"mine\"\ntitle = Mine\n");
        var complaint = Profiles.load(folder).complaints().getFirst();
        assertEquals("printers.not-toml", complaint.key());
        assertEquals(List.of("mine.toml", "2"), complaint.args().subList(0, 2));
    }

    @Test
    void tellsAllComplaintsAtOnce() throws IOException {
        write("mine.toml", "name = \"mine\"\n");
        assertTrue(Profiles.load(folder).complaints().size() > 20);
    }

    @Test
    void leavesOutWhatIsNoText() throws IOException {
        Files.write(folder.resolve("mine.toml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals(
                List.of(Message.of("printers.not-text", "mine.toml")),
                Profiles.load(folder).complaints());
    }

    @Test
    void aHeaterWarmsAsItsModelSays() {
        var heater = new Heater(3.3, 130, 0);
        var seconds = heater.secondsTo(210, 22, 22);
        assertEquals(75.0, seconds, 0.1);
        assertEquals(210, heater.after(22, 1, seconds, 22), 1e-9);
        assertEquals(Double.POSITIVE_INFINITY, heater.secondsTo(500, 22, 22));
        assertTrue(heater.secondsTo(60, 210, 22) > 100, "it cools slowly");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static String ender() throws IOException {
        try (var in = Profiles.class.getResourceAsStream("/printers/ender3.toml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
