package platen.web;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.files.FileStore;
import platen.inspection.DisplayName;
import platen.slicerdoor.Arrival;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadDesk.Sent;

/// The way of a file from a slicer into the queue, whichever API it speaks.
final class SlicerIntake {
    private static final int DEEPEST = 8;
    private static final int CANNOT_BE_PRINTED = 422;

    private final SlicerBody body;
    private final SlicerParts slicers;
    private final SlicerStarts starts;

    SlicerIntake(FileStore files, SlicerParts slicers, SlicerStarts starts) {
        this.body = new SlicerBody(files);
        this.slicers = slicers;
        this.starts = starts;
    }

    SlicerBody body() {
        return body;
    }

    /// A file that waits in the queue, or is printed already where `isStarted`.
    record Taken(SlicerUpload upload, boolean isStarted) {}

    interface Answer {
        void say(Taken taken) throws IOException;
    }

    /// Takes a file in; what is said depends on the API, but for refusals.
    void take(SlicerCall call, SlicerBody.Came came, String folder, boolean print, Answer answer)
            throws IOException, InterruptedException {
        var sent = new Sent(folder(folder), DisplayName.of(came.name()), came.digest(), came.bytes());
        switch (slicers.desk().arrive(call.key(), call.opening(), sent)) {
            case Arrival.Refused(var why) -> SlicerCall.refuse(call.ctx(), CANNOT_BE_PRINTED, why);
            case Arrival.NameTaken(var name) -> call.refuse(HttpStatus.CONFLICT, "slicers.name-taken", name);
            case Arrival.Waits(var upload) -> answer.say(taken(call, upload, print));
            case Arrival.Known(var upload) -> answer.say(taken(call, upload, print));
        }
    }

    private Taken taken(SlicerCall call, SlicerUpload upload, boolean print) {
        return new Taken(upload, print && starts.print(call, upload));
    }

    void refuse(SlicerCall call, SlicerBody.Read.Refused refused) {
        SlicerCall.refuse(call.ctx(), refused.status(), refused.why());
    }

    /// A folder of files that never becomes one of ours: nothing leads out of it.
    static String folder(String given) {
        return names(given).limit(DEEPEST).collect(Collectors.joining("/"));
    }

    /// The same for folder and name at once.
    static String path(String given) {
        List<String> names = names(given).toList();
        return String.join("/", names);
    }

    private static Stream<String> names(String path) {
        return Arrays.stream(path.split("[/\\\\]", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.matches("\\.+"))
                .map(DisplayName::of);
    }
}
