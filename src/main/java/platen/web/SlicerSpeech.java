package platen.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.slicerdoor.SlicerUpload;
import platen.sync.PrinterLive;
import platen.web.SlicerSights.Sight;
import platen.web.SlicerSights.State;

/// How a machine does, in the words and shapes of OctoPrint's API. Every field is always there: clients take them
/// without asking.
final class SlicerSpeech {
    private SlicerSpeech() {}

    static Map<String, Object> state(Sight sight) {
        var flags = new LinkedHashMap<String, Object>();
        flags.put("operational", sight.isOperational());
        flags.put("printing", sight.state() == State.PRINTING);
        flags.put("cancelling", sight.state() == State.CANCELLING);
        flags.put("pausing", false);
        flags.put("resuming", false);
        flags.put("finishing", false);
        flags.put("closedOrError", !sight.isOperational());
        flags.put("error", false);
        flags.put("paused", sight.state() == State.PAUSED);
        flags.put("ready", sight.state() == State.OPERATIONAL);
        flags.put("sdReady", false);
        var state = new LinkedHashMap<String, Object>();
        state.put("text", sight.state().words());
        state.put("flags", flags);
        state.put("error", "");
        return state;
    }

    static Map<String, Object> temperatures(@Nullable PrinterLive live, boolean withOffset) {
        var all = new LinkedHashMap<String, Object>();
        all.put("tool0", tool(live, withOffset));
        all.put("bed", bed(live, withOffset));
        return all;
    }

    static Map<String, Object> tool(@Nullable PrinterLive live, boolean withOffset) {
        return live == null ? heat(null, null, withOffset) : heat(live.nozzleC(), live.nozzleTargetC(), withOffset);
    }

    static Map<String, Object> bed(@Nullable PrinterLive live, boolean withOffset) {
        return live == null ? heat(null, null, withOffset) : heat(live.bedC(), live.bedTargetC(), withOffset);
    }

    private static Map<String, Object> heat(@Nullable Double actual, @Nullable Double target, boolean withOffset) {
        var heat = new LinkedHashMap<String, Object>();
        heat.put("actual", actual == null ? 0.0 : actual);
        heat.put("target", target == null ? 0.0 : target);
        if (withOffset) heat.put("offset", 0);
        return heat;
    }

    static Map<String, @Nullable Object> job(Sight sight) {
        var job = sight.job();
        var upload = sight.upload();
        var said = new LinkedHashMap<String, @Nullable Object>();
        said.put("file", file(job, upload));
        said.put("estimatedPrintTime", job == null ? null : job.seconds());
        said.put("averagePrintTime", null);
        said.put("lastPrintTime", null);
        var filament = new LinkedHashMap<String, @Nullable Object>();
        filament.put("length", null);
        filament.put("volume", null);
        said.put("filament", filament);
        said.put("user", upload == null ? null : upload.ownerName());
        return said;
    }

    private static Map<String, @Nullable Object> file(@Nullable Job job, @Nullable SlicerUpload upload) {
        var file = new LinkedHashMap<String, @Nullable Object>();
        file.put("name", job == null ? null : upload == null ? job.title() : upload.name());
        file.put("display", job == null ? null : job.title());
        file.put("path", job == null ? null : upload == null ? job.title() : upload.path());
        file.put("origin", job == null ? null : "local");
        file.put("size", upload == null ? null : upload.bytes());
        file.put("date", upload == null ? null : upload.cameAt().getEpochSecond());
        return file;
    }

    static Map<String, @Nullable Object> progress(Sight sight) {
        var live = sight.job() == null ? null : sight.live();
        var progress = new LinkedHashMap<String, @Nullable Object>();
        progress.put("completion", live == null ? null : live.percent());
        progress.put("filepos", null);
        progress.put("printTime", live == null || live.percent() == null ? null : sight.seconds());
        progress.put("printTimeLeft", live == null ? null : live.leftS());
        progress.put("printTimeLeftOrigin", live == null || live.leftS() == null ? null : "estimate");
        return progress;
    }
}
