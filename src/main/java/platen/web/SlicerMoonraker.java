package platen.web;

import static io.javalin.http.HttpStatus.BAD_REQUEST;
import static io.javalin.http.HttpStatus.CREATED;
import static io.javalin.http.HttpStatus.NOT_FOUND;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;

/// What slicers ask of Moonraker: who it is, and to take a file.
final class SlicerMoonraker {
    private static final String VERSION = "v0.9.3";

    private final UploadShelf shelf;
    private final SlicerIntake intake;
    private final SlicerStarts starts;

    SlicerMoonraker(UploadShelf shelf, SlicerIntake intake, SlicerStarts starts) {
        this.shelf = shelf;
        this.intake = intake;
        this.starts = starts;
    }

    void addTo(SlicerWays ways) {
        ways.get("server/info", SlicerMoonraker::info);
        ways.get("server/files/roots", SlicerMoonraker::roots);
        ways.post("server/files/upload", this::send);
        ways.post("printer/print/start", this::start);
    }

    /// It is ready to take files, whatever its machines do.
    private static void info(SlicerCall call) {
        var info = new LinkedHashMap<String, Object>();
        info.put("klippy_connected", true);
        info.put("klippy_state", "ready");
        info.put("components", List.of());
        info.put("failed_components", List.of());
        info.put("warnings", List.of());
        info.put("moonraker_version", VERSION);
        info.put("api_version", List.of(1, 5, 0));
        info.put("api_version_string", "1.5.0");
        call.answer(Map.of("result", info));
    }

    private static void roots(SlicerCall call) {
        call.answer(Map.of("result", List.of(Map.of("name", "gcodes", "path", "/gcodes", "permissions", "rw"))));
    }

    private void send(SlicerCall call) throws IOException, InterruptedException {
        switch (intake.body().form(call.ctx())) {
            case SlicerBody.Read.Refused refused -> intake.refuse(call, refused);
            case SlicerBody.Read.Whole(var fields, var file) -> {
                if (file == null) call.refuse(BAD_REQUEST, "slicers.no-file");
                else {
                    var print = SlicerFields.isTrue(fields, "print");
                    intake.take(call, file, fields.getOrDefault("path", ""), print, taken -> created(call, taken));
                }
            }
        }
    }

    /// OrcaSlicer looks into `result`, where Moonraker itself has nothing around its answer: so both are there.
    private static void created(SlicerCall call, SlicerIntake.Taken taken) {
        var upload = taken.upload();
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("item", item(upload));
        answer.put("print_started", taken.isStarted());
        answer.put("print_queued", !taken.isStarted());
        answer.put("action", "create_file");
        var both = new LinkedHashMap<String, @Nullable Object>();
        both.put("result", answer);
        both.putAll(answer);
        call.ctx().header("Location", call.base() + "/server/files/gcodes/" + SlicerCall.encoded(upload.path()));
        call.answer(CREATED, both);
    }

    private static Map<String, Object> item(SlicerUpload upload) {
        return Map.of(
                "path", upload.path(),
                "root", "gcodes",
                "size", upload.bytes(),
                "modified", upload.cameAt().getEpochSecond(),
                "permissions", "rw");
    }

    /// OrcaSlicer asks so for what it has just sent: it goes first, and a second time that changes nothing.
    private void start(SlicerCall call) throws IOException {
        var body = call.body();
        var asked = call.ctx().queryParam("filename");
        var name = asked != null || body == null ? asked : body.path("filename").asText();
        var upload = name == null ? Optional.<SlicerUpload>empty() : shelf.find(call.key(), SlicerIntake.path(name));
        if (upload.isEmpty()) {
            call.refuse(NOT_FOUND, "slicers.unknown");
            return;
        }
        starts.print(call, upload.get());
        call.answer(Map.of("result", "ok"));
    }
}
