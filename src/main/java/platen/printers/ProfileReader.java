package platen.printers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import platen.values.Message;

/// Makes a [Profile] of a TOML text, or tells everything that is wrong with it.
final class ProfileReader {
    private static final TomlMapper TOML = new TomlMapper();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern COMMAND = Pattern.compile("[A-Z]\\d{1,4}(\\.\\d)?|[A-Z][A-Z_]{2,40}");
    /// Longer than any bed that a desk carries: what is beyond is a slip of the pen.
    private static final double FAR_MM = 2_000;

    private static final double HOT_C = 500;

    /// Where a profile does not say how warm a material must be: so much less than it is printed with.
    private static final double BELOW_USUAL_C = 20;

    sealed interface Outcome {
        record Read(Profile profile) implements Outcome {}

        record Wrong(List<Message> complaints) implements Outcome {}
    }

    private ProfileReader() {}

    /// Reads the profile `name` from the text of the file `name.toml`.
    static Outcome read(String name, String text) {
        var complaints = new ArrayList<Message>();
        try {
            var fields = new Fields(name + ".toml", "", TOML.readTree(text), complaints);
            var profile = profile(name, fields);
            if (complaints.isEmpty()) return new Outcome.Read(profile);
        } catch (JsonProcessingException e) {
            complaints.add(Message.of("printers.not-toml", name + ".toml", line(e), e.getOriginalMessage()));
        }
        return new Outcome.Wrong(complaints);
    }

    private static long line(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? 0 : location.getLineNr();
    }

    private static Profile profile(String name, Fields file) {
        var title = file.text("title");
        if (!file.text("name").equals(name) || !NAME.matcher(name).matches()) {
            file.complain("printers.not-the-name", "name", name);
        }
        var bed = bed(file.table("bed"));
        var nozzle = nozzle(file.table("nozzle"));
        var profile = new Profile(
                name,
                title,
                forbidden(file),
                connection(file.table("connection")),
                volume(file.table("volume")),
                bed,
                nozzle,
                motion(file.table("motion")),
                thermal(file.table("thermal"), nozzle, bed),
                scripts(file.table("scripts")),
                handling(file.part("handling")),
                file.tables("materials").stream()
                        .map(fields -> material(fields, nozzle, bed))
                        .toList(),
                file.tables("qualities").stream()
                        .map(fields -> quality(fields, nozzle))
                        .toList(),
                file.settings("slicer", true));
        noTwins(
                file,
                "materials",
                profile.materials().stream().map(Material::name).toList());
        noTwins(
                file,
                "qualities",
                profile.qualities().stream().map(Quality::name).toList());
        file.end();
        return profile;
    }

    private static Set<String> forbidden(Fields file) {
        var commands = file.texts("forbidden");
        commands.stream()
                .filter(command -> !COMMAND.matcher(command).matches())
                .forEach(command -> file.complain("printers.not-a-command", "forbidden", command));
        return Set.copyOf(commands);
    }

    private static Connection connection(Fields fields) {
        var connection = new Connection(
                fields.choice("dialect", Dialect.values()),
                fields.whole("baud", 1_200, 4_000_000),
                fields.flag("native_usb"),
                fields.whole("window", 1, 64),
                fields.whole("receive_buffer_bytes", 32, 65_536),
                fields.whole("max_line_bytes", 32, 4_096),
                fields.flag("resets_on_dtr", false));
        fields.end();
        return connection;
    }

    private static Volume volume(Fields fields) {
        var low = fields.numbers("min_mm", 3, -FAR_MM, FAR_MM);
        var high = fields.numbers("max_mm", 3, -FAR_MM, FAR_MM);
        fields.end();
        if (low[0] < high[0] && low[1] < high[1] && low[2] < high[2]) {
            return new Volume(low[0], low[1], low[2], high[0], high[1], high[2]);
        }
        fields.complain("printers.empty-range", "max_mm", "min_mm");
        return new Volume(0, 0, 0, 1, 1, 1);
    }

    private static Bed bed(Fields fields) {
        var low = fields.numbers("min_mm", 2, -FAR_MM, FAR_MM);
        var high = fields.numbers("max_mm", 2, -FAR_MM, FAR_MM);
        var hot = fields.number("max_c", 0, 200);
        fields.end();
        if (low[0] < high[0] && low[1] < high[1]) return new Bed(low[0], low[1], high[0], high[1], hot);
        fields.complain("printers.empty-range", "max_mm", "min_mm");
        return new Bed(0, 0, 1, 1, hot);
    }

    private static Nozzle nozzle(Fields fields) {
        var nozzle = new Nozzle(
                fields.number("diameter_mm", 0.1, 2),
                fields.number("filament_mm", 1, 3.2),
                fields.number("max_c", 150, HOT_C),
                fields.number("min_extrude_c", 0, 300));
        fields.end();
        return nozzle;
    }

    private static Motion motion(Fields fields) {
        var motion = new Motion(
                fields.choice("planner", Cornering.values()),
                fields.axes("max_feedrate_mm_s", 0.1, 2_000),
                fields.axes("max_acceleration_mm_s2", 1, 100_000),
                fields.number("acceleration_print_mm_s2", 1, 100_000),
                fields.number("acceleration_retract_mm_s2", 1, 100_000),
                fields.number("acceleration_travel_mm_s2", 1, 100_000),
                fields.axes("jerk_mm_s", 0, 200),
                fields.number("junction_deviation_mm", 0, 1),
                fields.whole("min_segment_time_us", 0, 1_000_000),
                fields.whole("planner_blocks", 1, 4_096),
                fields.axes("steps_per_mm", 1, 100_000),
                fields.number("homing_xy_mm_s", 1, 500),
                fields.number("homing_z_mm_s", 0.5, 100),
                fields.flag("arcs"),
                fields.flag("homes_xy_alone", true),
                fields.number("square_corner_velocity_mm_s", 5, 0, 200),
                fields.number("minimum_cruise_ratio", 0.5, 0, 0.99),
                fields.number("tool_change_s", 0, 0, 600));
        fields.end();
        return motion;
    }

    /// A heater that cannot reach the temperature it may be set to would be waited for without end.
    private static Thermal thermal(Fields fields, Nozzle nozzle, Bed bed) {
        var ambient = fields.number("ambient_c", -20, 60);
        var thermal = new Thermal(ambient, heater(fields.table("nozzle")), heater(fields.table("bed")));
        if (thermal.nozzle().limitC(ambient) <= nozzle.maxC()) {
            fields.complain("printers.too-weak", "nozzle.heat_c_s", nozzle.maxC());
        }
        if (thermal.bed().limitC(ambient) <= bed.maxC()) {
            fields.complain("printers.too-weak", "bed.heat_c_s", bed.maxC());
        }
        fields.end();
        return thermal;
    }

    private static Heater heater(Fields fields) {
        var heater = new Heater(
                fields.number("heat_c_s", 0.01, 1_000),
                fields.number("cool_s", 1, 10_000),
                fields.number("hold_s", 0, 600));
        fields.end();
        return heater;
    }

    private static Scripts scripts(Fields fields) {
        var scripts = new Scripts(fields.texts("pause"), fields.texts("resume"), fields.texts("cancel"));
        if (scripts.cancel().isEmpty()) fields.complain("printers.no-entries", "cancel");
        fields.end();
        return scripts;
    }

    private static Handling handling(Fields fields) {
        var usual = Handling.USUAL;
        var handling = new Handling(
                fields.number("jog_xy_mm_s", usual.jogXyMmS(), 1, 300),
                fields.number("jog_z_mm_s", usual.jogZMmS(), 0.5, 50),
                fields.number("extrude_mm_s", usual.extrudeMmS(), 0.2, 30),
                fields.number("feed_mm_s", usual.feedMmS(), 0.5, 100),
                fields.number("load_mm", usual.loadMm(), 0, 2_000),
                fields.number("purge_mm", usual.purgeMm(), 0, 500),
                fields.number("unload_mm", usual.unloadMm(), 1, 2_000),
                fields.whole("warm_minutes", usual.warmMinutes(), 1, 240));
        fields.end();
        return handling;
    }

    private static Material material(Fields fields, Nozzle nozzle, Bed bed) {
        var hottest = fields.number("max_nozzle_c", 150, nozzle.maxC());
        var usual = fields.number("nozzle_c", nozzle.minExtrudeC(), hottest);
        var material = new Material(
                fields.text("name"),
                fields.number("density_g_cm3", 0.1, 10),
                usual,
                fields.number("first_layer_nozzle_c", nozzle.minExtrudeC(), hottest),
                fields.number("bed_c", 0, bed.maxC()),
                fields.number("first_layer_bed_c", 0, bed.maxC()),
                fields.number(
                        "min_nozzle_c",
                        Math.max(nozzle.minExtrudeC(), usual - BELOW_USUAL_C),
                        nozzle.minExtrudeC(),
                        hottest),
                hottest,
                fields.number("max_flow_mm3_s", 0.1, 200),
                fields.settings("slicer", false));
        fields.end();
        return material;
    }

    private static Quality quality(Fields fields, Nozzle nozzle) {
        var quality = new Quality(
                fields.text("name"),
                fields.number("layer_mm", 0.02, nozzle.diameterMm()),
                fields.number("first_layer_mm", 0.02, nozzle.diameterMm()),
                fields.settings("slicer", false));
        fields.end();
        return quality;
    }

    private static void noTwins(Fields file, String field, List<String> names) {
        var seen = new HashSet<String>();
        names.stream().filter(name -> !seen.add(name)).forEach(name -> file.complain("printers.twice", field, name));
    }
}
