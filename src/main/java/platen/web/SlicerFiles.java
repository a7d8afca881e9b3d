package platen.web;

import static io.javalin.http.HttpStatus.BAD_REQUEST;
import static io.javalin.http.HttpStatus.CONFLICT;
import static io.javalin.http.HttpStatus.CREATED;
import static io.javalin.http.HttpStatus.NOT_FOUND;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.queue.Act;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;
import platen.values.Message;

/// What the owner of a key has sent through its door, as OctoPrint's API has files: list, send, choose, rename, delete,
/// fetch.
final class SlicerFiles {
    private final FileStore files;
    private final UploadShelf shelf;
    private final SlicerIntake intake;
    private final SlicerStarts starts;

    SlicerFiles(FileStore files, UploadShelf shelf, SlicerIntake intake, SlicerStarts starts) {
        this.files = files;
        this.shelf = shelf;
        this.intake = intake;
        this.starts = starts;
    }

    void addTo(SlicerWays ways) {
        ways.get("api/files(?:/local)?", this::all);
        ways.get("api/files/local/(.+)", this::one);
        ways.post("api/files/local", this::send);
        ways.post("api/files/local/(.+)", this::command);
        ways.delete("api/files/local/(.+)", this::delete);
        ways.get("downloads/files/local/(.+)", this::fetch);
    }

    private void all(SlicerCall call) throws IOException {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("files", SlicerRecords.in("", shelf.of(call.key()), isDeep(call), call.base()));
        var disk = files.room();
        answer.put("free", disk.free());
        answer.put("total", disk.total());
        call.answer(answer);
    }

    private static boolean isDeep(SlicerCall call) {
        return "true".equals(call.ctx().queryParam("recursive"));
    }

    private void one(SlicerCall call) {
        var path = SlicerIntake.path(call.rest());
        var file = shelf.find(call.key(), path);
        if (file.isPresent()) {
            call.answer(SlicerRecords.file(file.get(), call.base()));
            return;
        }
        var uploads = shelf.of(call.key());
        var below = uploads.stream()
                .anyMatch(one -> one.folder().equals(path) || SlicerRecords.isBelow(one.folder(), path));
        if (!below) call.refuse(NOT_FOUND, "slicers.unknown");
        else {
            var children = SlicerRecords.in(path, uploads, isDeep(call), call.base());
            var name = path.substring(path.lastIndexOf('/') + 1);
            call.answer(Map.of("name", name, "path", path, "origin", "local", "type", "folder", "children", children));
        }
    }

    private void send(SlicerCall call) throws IOException, InterruptedException {
        switch (intake.body().form(call.ctx())) {
            case SlicerBody.Read.Refused refused -> intake.refuse(call, refused);
            case SlicerBody.Read.Whole(var fields, var file) -> {
                if (file != null) sent(call, fields, file);
                else if (fields.containsKey("foldername")) madeFolder(call, fields);
                else call.refuse(BAD_REQUEST, "slicers.no-file");
            }
        }
    }

    private void sent(SlicerCall call, Map<String, String> fields, SlicerBody.Came file)
            throws IOException, InterruptedException {
        var print = SlicerFields.isTrue(fields, "print", "to_print");
        var select = print || SlicerFields.isTrue(fields, "select");
        intake.take(call, file, fields.getOrDefault("path", ""), print, taken -> {
            var path = taken.upload().path();
            var local = new LinkedHashMap<String, Object>();
            local.put("name", taken.upload().name());
            local.put("path", path);
            local.put("origin", "local");
            local.put("refs", SlicerRecords.refs(path, call.base()));
            var answer = new LinkedHashMap<String, Object>();
            answer.put("done", true);
            answer.put("effectivePrint", taken.isStarted());
            answer.put("effectiveSelect", select);
            answer.put("files", Map.of("local", local));
            if (print && !taken.isStarted())
                answer.put("message", SlicerCall.sentence(Message.of("slicers.goes-first")));
            created(call, path, answer);
        });
    }

    private static void created(SlicerCall call, String path, Map<String, ?> answer) {
        call.ctx().header("Location", call.base() + "/api/files/local/" + SlicerCall.encoded(path));
        call.answer(CREATED, answer);
    }

    /// Folders are where files are: one that is made is there when the first file comes.
    private static void madeFolder(SlicerCall call, Map<String, String> fields) {
        var path = SlicerIntake.folder(fields.getOrDefault("path", "") + "/" + fields.get("foldername"));
        if (path.isEmpty()) {
            call.refuse(BAD_REQUEST, "slicers.bad-name");
            return;
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        var resource = call.base() + "/api/files/local/" + SlicerCall.encoded(path);
        call.ctx().header("Location", resource);
        var folder = Map.of("name", name, "path", path, "origin", "local", "refs", Map.of("resource", resource));
        call.answer(CREATED, Map.of("done", true, "folder", folder));
    }

    private void command(SlicerCall call) throws IOException {
        var body = call.body();
        var upload = shelf.find(call.key(), SlicerIntake.path(call.rest()));
        if (upload.isEmpty()) call.refuse(NOT_FOUND, "slicers.unknown");
        else if (body == null) call.refuse(BAD_REQUEST, "slicers.not-understood");
        else
            switch (body.path("command").asText()) {
                case "select" -> select(call, upload.get(), body);
                case "move" -> move(call, upload.get(), body);
                case "copy" -> call.refuse(CONFLICT, "slicers.no-copies");
                default -> call.refuse(BAD_REQUEST, "slicers.not-understood");
            }
    }

    private void select(SlicerCall call, SlicerUpload upload, JsonNode body) {
        if (body.path("print").asBoolean()) starts.print(call, upload);
        call.done();
    }

    /// Into a folder, or under another name.
    private void move(SlicerCall call, SlicerUpload upload, JsonNode body) {
        var to = SlicerIntake.path(body.path("destination").asText());
        var isName = to.toLowerCase(Locale.ROOT).matches(".*\\.b?g(co(de)?)?");
        var slash = to.lastIndexOf('/');
        var folder = isName ? to.substring(0, Math.max(0, slash)) : to;
        var name = isName ? to.substring(slash + 1) : upload.name();
        switch (shelf.move(upload, call.key(), folder, name)) {
            case Act.Refused(var why) -> SlicerCall.refuse(call.ctx(), CONFLICT.getCode(), why);
            case Act.Done() -> {
                var path = folder.isEmpty() ? name : folder + "/" + name;
                call.ctx().header("Location", call.base() + "/api/files/local/" + SlicerCall.encoded(path));
                call.answer(
                        CREATED,
                        Map.of(
                                "name",
                                name,
                                "path",
                                path,
                                "origin",
                                "local",
                                "refs",
                                SlicerRecords.refs(path, call.base())));
            }
        }
    }

    private void delete(SlicerCall call) {
        var upload = shelf.find(call.key(), SlicerIntake.path(call.rest()));
        if (upload.isEmpty()) {
            call.refuse(NOT_FOUND, "slicers.unknown");
            return;
        }
        switch (shelf.delete(upload.get(), call.key())) {
            case Act.Done() -> call.done();
            case Act.Refused(var why) -> SlicerCall.refuse(call.ctx(), CONFLICT.getCode(), why);
        }
    }

    private void fetch(SlicerCall call) throws IOException {
        var upload = shelf.find(call.key(), SlicerIntake.path(call.rest()));
        var file = upload.flatMap(one -> files.find(one.file()));
        if (upload.isEmpty() || file.isEmpty()) call.refuse(NOT_FOUND, "slicers.unknown");
        else
            FileSending.send(
                    call.ctx(), file.get(), upload.get().file(), upload.get().name());
    }
}
