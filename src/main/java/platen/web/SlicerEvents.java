package platen.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.queue.JobState;
import platen.web.SlicerSights.Sight;

/// What happened between two looks at a printer, as the events of OctoPrint's push socket.
final class SlicerEvents {
    private SlicerEvents() {}

    static List<Map<String, Object>> between(Sight before, Sight now) {
        var events = new ArrayList<Map<String, Object>>();
        if (before.state() != now.state())
            events.add(event(
                    "PrinterStateChanged", Map.of("state_string", now.state().words())));
        var name = name(before, now);
        if (name != null) events.add(event(name, payload(now.job() == null ? before : now)));
        return events;
    }

    private static @Nullable String name(Sight before, Sight now) {
        var was = state(before.job());
        var is = state(now.job());
        if (is == was) return null;
        if (is == JobState.RUNNING) return was == JobState.PAUSED ? "PrintResumed" : "PrintStarted";
        if (is == JobState.PAUSED) return "PrintPaused";
        if (is == JobState.TO_CHECK) return "PrintDone";
        var wasPrinting = was == JobState.RUNNING || was == JobState.PAUSED;
        return is == null && wasPrinting ? "PrintFailed" : null;
    }

    private static @Nullable JobState state(@Nullable Job job) {
        return job == null ? null : job.state();
    }

    private static Map<String, @Nullable Object> payload(Sight sight) {
        var job = sight.job();
        var upload = sight.upload();
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("name", upload == null ? job == null ? null : job.title() : upload.name());
        payload.put("path", upload == null ? job == null ? null : job.title() : upload.path());
        payload.put("origin", "local");
        payload.put("size", upload == null ? null : upload.bytes());
        payload.put("time", sight.seconds());
        return payload;
    }

    private static Map<String, Object> event(String type, Map<String, ?> payload) {
        return Map.of("event", Map.of("type", type, "payload", payload));
    }
}
