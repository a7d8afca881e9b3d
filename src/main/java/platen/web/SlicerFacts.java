package platen.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;
import platen.slicerdoor.SlicerKey;
import platen.templating.Words;

/// What clients ask once: who this is, who they are, and what printer it is. Some compare these answers to the letter.
final class SlicerFacts {
    /// Digits and dots only: some clients reckon with them.
    static final String VERSION = "1.11.0";
    static final String PROFILE = "_default";
    static final int BAUD = 115_200;
    private static final String WHO = "OctoPrint " + VERSION + " (Platen)";
    private static final double MM_MIN = 60;
    private static final List<String> SENDING = List.of("STATUS", "FILES_LIST", "FILES_UPLOAD", "FILES_SELECT");
    private static final List<String> STEERING = List.of("PRINT", "CONTROL");

    private final Website.Parts parts;
    private final SlicerParts slicers;
    private final SlicerSeal seal;

    SlicerFacts(Website.Parts parts, SlicerParts slicers, SlicerSeal seal) {
        this.parts = parts;
        this.slicers = slicers;
        this.seal = seal;
    }

    void addTo(SlicerWays ways) {
        ways.get("api/version", SlicerFacts::version);
        ways.get("api/server", SlicerFacts::server);
        ways.get("api/settings", this::settings);
        ways.get("api/currentuser", SlicerFacts::user);
        ways.post("api/login", this::login);
        ways.post("api/logout", SlicerCall::done);
        ways.get("api/printerprofiles", this::profiles);
        ways.get("api/printerprofiles/_default", call -> call.answer(profile(call)));
        ways.get("api/system/commands", SlicerFacts::commands);
        ways.get("api/timelapse", SlicerFacts::timelapse);
        ways.get("api/slicing", call -> call.answer(Map.of()));
    }

    static String title(SlicerCall call) {
        return Words.say(call.opening().title(), Locale.ENGLISH);
    }

    private static void version(SlicerCall call) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("api", "0.1");
        answer.put("server", VERSION);
        answer.put("text", WHO);
        answer.put("capabilities", Map.of("upload-by-put", true));
        call.answer(answer);
    }

    private static void server(SlicerCall call) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("version", VERSION);
        answer.put("safemode", null);
        call.answer(answer);
    }

    private void settings(SlicerCall call) {
        var uuid = slicers.keyring().uuid(call.opening().door()).orElse("");
        var answer = new LinkedHashMap<String, Object>();
        answer.put("appearance", Map.of("name", title(call), "color", "default"));
        answer.put("api", Map.of("allowCrossOrigin", false));
        answer.put("feature", Map.of("sdSupport", false, "temperatureGraph", true, "modelSizeDetection", false));
        answer.put("plugins", Map.of("discovery", Map.of("upnpUuid", uuid)));
        answer.put("webcam", webcam());
        answer.put("temperature", Map.of("profiles", temperatures(call), "cutoff", 30));
        answer.put("gcodeAnalysis", Map.of("runAt", "idle"));
        answer.put("folder", Map.of());
        answer.put("scripts", Map.of());
        answer.put("serial", Map.of("port", call.opening().place(), "baudrate", BAUD, "autoconnect", true));
        answer.put("system", Map.of("actions", List.of()));
        call.answer(answer);
    }

    /// Home Assistant fails without the first; there is no camera here.
    private static Map<String, Object> webcam() {
        var webcam = new LinkedHashMap<String, Object>();
        webcam.put("webcamEnabled", false);
        webcam.put("streamUrl", "");
        webcam.put("snapshotUrl", "");
        webcam.put("flipH", false);
        webcam.put("flipV", false);
        webcam.put("rotate90", false);
        return webcam;
    }

    private List<Map<String, Object>> temperatures(SlicerCall call) {
        return model(call).stream()
                .flatMap(profile -> profile.materials().stream())
                .map(material -> Map.<String, Object>of(
                        "name", material.name(), "extruder", material.nozzleC(), "bed", material.bedC()))
                .toList();
    }

    private static void user(SlicerCall call) {
        call.answer(Map.of(
                "name", call.key().ownerName(), "groups", List.of("users"), "permissions", permissions(call.key())));
    }

    private static List<String> permissions(SlicerKey key) {
        return key.maySteer()
                ? Stream.concat(SENDING.stream(), STEERING.stream()).toList()
                : SENDING;
    }

    /// The session is for the push socket alone; each call brings the key.
    private void login(SlicerCall call) {
        var roles = permissions(call.key()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("_is_external_client", false);
        answer.put("_login_mechanism", "apikey");
        answer.put("active", true);
        answer.put("admin", false);
        answer.put("user", true);
        answer.put("name", call.key().ownerName());
        answer.put("apikey", null);
        answer.put("groups", List.of("users"));
        answer.put("needs", Map.of("group", List.of("users"), "role", roles));
        answer.put("permissions", List.of());
        answer.put("roles", List.of("user"));
        answer.put("session", seal.sealed(SlicerSocket.session(call.key(), call.opening())));
        answer.put("settings", Map.of());
        call.answer(answer);
    }

    private void profiles(SlicerCall call) {
        call.answer(Map.of("profiles", Map.of(PROFILE, profile(call))));
    }

    /// The model behind the door, where it is one.
    private Optional<Profile> model(SlicerCall call) {
        var models = call.opening().models();
        return models.size() == 1 ? parts.profiles().profile(models.getFirst()) : Optional.empty();
    }

    private Map<String, Object> profile(SlicerCall call) {
        var model =
                model(call).or(() -> parts.profiles().profile("generic-marlin")).orElseThrow();
        var feeds = model.motion().maxFeedrateMmS();
        var profile = new LinkedHashMap<String, Object>();
        profile.put("id", PROFILE);
        profile.put("name", title(call));
        profile.put("model", model.title());
        profile.put("color", "default");
        profile.put("current", true);
        profile.put("default", true);
        profile.put("resource", call.base() + "/api/printerprofiles/" + PROFILE);
        profile.put(
                "axes", Map.of("x", axis(feeds.x()), "y", axis(feeds.y()), "z", axis(feeds.z()), "e", axis(feeds.e())));
        profile.put("heatedBed", model.bed().maxC() > 0);
        profile.put("heatedChamber", false);
        profile.put("extruder", extruder(model));
        profile.put("volume", volume(model));
        return profile;
    }

    private static Map<String, Object> axis(double mmS) {
        return Map.of("speed", Math.round(mmS * MM_MIN), "inverted", false);
    }

    private static Map<String, Object> extruder(Profile model) {
        return Map.of(
                "count",
                1,
                "nozzleDiameter",
                model.nozzle().diameterMm(),
                "offsets",
                List.of(List.of(0.0, 0.0)),
                "sharedNozzle",
                false,
                "defaultExtrusionLength",
                5);
    }

    private static Map<String, Object> volume(Profile model) {
        return Map.of(
                "formFactor",
                "rectangular",
                "origin",
                "lowerleft",
                "width",
                model.bed().widthMm(),
                "depth",
                model.bed().depthMm(),
                "height",
                model.volume().maxZ(),
                "custom_box",
                false);
    }

    private static void commands(SlicerCall call) {
        call.answer(Map.of("core", List.of(), "custom", List.of(), "plugin", List.of()));
    }

    private static void timelapse(SlicerCall call) {
        call.answer(Map.of("config", Map.of("type", "off"), "enabled", false, "files", List.of()));
    }
}
