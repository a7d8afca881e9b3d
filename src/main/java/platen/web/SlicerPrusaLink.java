package platen.web;

import static io.javalin.http.HttpStatus.BAD_REQUEST;
import static io.javalin.http.HttpStatus.CONFLICT;
import static io.javalin.http.HttpStatus.CREATED;
import static io.javalin.http.HttpStatus.NOT_FOUND;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import platen.files.FileStore;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;

/// What PrusaSlicer asks of PrusaLink: where there is room, and to take a file.
final class SlicerPrusaLink {
    private static final String YES = "?1";

    private final FileStore files;
    private final UploadShelf shelf;
    private final SlicerIntake intake;

    SlicerPrusaLink(FileStore files, UploadShelf shelf, SlicerIntake intake) {
        this.files = files;
        this.shelf = shelf;
        this.intake = intake;
    }

    void addTo(SlicerWays ways) {
        ways.get("api/v1/storage", this::storage);
        ways.get("api/v1/files/(?:local|usb)/(.+)", this::look);
        // FDM Monster knows no other place than a stick.
        ways.put("api/v1/files/(?:local|usb)/(.+)", this::send);
    }

    private void storage(SlicerCall call) throws IOException {
        var local = new LinkedHashMap<String, Object>();
        local.put("path", "/local");
        local.put("name", "Queue");
        local.put("type", "LOCAL");
        local.put("read_only", false);
        local.put("available", true);
        local.put("free_space", files.room().free());
        call.answer(Map.of("storage_list", List.of(local)));
    }

    private void look(SlicerCall call) {
        var upload = shelf.find(call.key(), SlicerIntake.path(call.rest()));
        if (upload.isEmpty()) call.refuse(NOT_FOUND, "slicers.unknown");
        else call.answer(SlicerRecords.file(upload.get(), call.base()));
    }

    private void send(SlicerCall call) throws IOException, InterruptedException {
        var path = SlicerIntake.path(call.rest());
        if (path.isEmpty()) {
            call.refuse(BAD_REQUEST, "slicers.bad-name");
            return;
        }
        Optional<SlicerUpload> there = shelf.find(call.key(), path);
        if (there.isPresent() && !YES.equals(call.ctx().header("Overwrite"))) {
            call.refuse(CONFLICT, "slicers.name-exists", path);
            return;
        }
        var slash = path.lastIndexOf('/');
        var folder = path.substring(0, Math.max(0, slash));
        var print = YES.equals(call.ctx().header("Print-After-Upload"));
        switch (intake.body().raw(call.ctx(), path.substring(slash + 1))) {
            case SlicerBody.Read.Refused refused -> intake.refuse(call, refused);
            case SlicerBody.Read.Whole(var _, var file) -> {
                if (file == null) throw new IllegalStateException("a file alone is a file");
                intake.take(call, file, folder, print, taken -> created(call, taken));
            }
        }
    }

    private static void created(SlicerCall call, SlicerIntake.Taken taken) {
        var upload = taken.upload();
        var path = "/api/v1/files/local/" + SlicerCall.encoded(upload.path());
        call.ctx().header("Location", call.base() + path);
        call.answer(
                CREATED,
                Map.of(
                        "name", upload.name(),
                        "display_name", upload.name(),
                        "path", "/local" + (upload.folder().isEmpty() ? "" : "/" + upload.folder()),
                        "size", upload.bytes(),
                        "m_timestamp", upload.cameAt().getEpochSecond(),
                        "type", "PRINT_FILE",
                        "refs",
                                Map.of(
                                        "download",
                                        call.base() + "/downloads/files/local/" + SlicerCall.encoded(upload.path()))));
    }
}
