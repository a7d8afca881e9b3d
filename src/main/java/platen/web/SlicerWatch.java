package platen.web;

import static io.javalin.http.HttpStatus.CONFLICT;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.web.SlicerSights.Sight;

/// How a printer and its job do, for clients that look every few seconds.
final class SlicerWatch {
    private final SlicerSights sights;

    SlicerWatch(SlicerSights sights) {
        this.sights = sights;
    }

    void addTo(SlicerWays ways) {
        ways.get("api/printer", this::printer);
        ways.get("api/printer/tool", call -> ifOperational(call, this::tool));
        ways.get("api/printer/bed", call -> ifOperational(call, this::bed));
        ways.get("api/printer/sd", call -> call.answer(Map.of("ready", false)));
        ways.get("api/printer/command/custom", call -> call.answer(Map.of("controls", List.of())));
        ways.get("api/job", this::job);
        ways.get("api/connection", this::connection);
    }

    private interface Telling {
        void tell(SlicerCall call, Sight sight);
    }

    private void ifOperational(SlicerCall call, Telling telling) {
        var sight = sights.of(call.opening());
        if (sight.isOperational()) telling.tell(call, sight);
        else call.refuse(CONFLICT, "slicers.not-operational");
    }

    private void printer(SlicerCall call) {
        ifOperational(call, (_, sight) -> {
            var left = call.ctx().queryParam("exclude");
            var excluded = left == null ? List.<String>of() : List.of(left.split(",", -1));
            var answer = new LinkedHashMap<String, Object>();
            if (!excluded.contains("temperature")) answer.put("temperature", temperature(call, sight));
            if (!excluded.contains("sd")) answer.put("sd", Map.of("ready", false));
            if (!excluded.contains("state")) answer.put("state", SlicerSpeech.state(sight));
            call.answer(answer);
        });
    }

    /// With history only where it is asked for: Home Assistant takes each key for a sensor.
    private static Map<String, Object> temperature(SlicerCall call, Sight sight) {
        var all = SlicerSpeech.temperatures(sight.live(), true);
        if (isWithHistory(call)) all.put("history", List.of(moment(sight)));
        return all;
    }

    static Map<String, Object> moment(Sight sight) {
        var moment = new LinkedHashMap<String, Object>();
        moment.put("time", Instant.now().getEpochSecond());
        moment.putAll(SlicerSpeech.temperatures(sight.live(), false));
        return moment;
    }

    private static boolean isWithHistory(SlicerCall call) {
        var asked = call.ctx().queryParam("history");
        return asked != null && (asked.equalsIgnoreCase("true") || asked.equals("1"));
    }

    private void tool(SlicerCall call, Sight sight) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("tool0", SlicerSpeech.tool(sight.live(), true));
        if (isWithHistory(call)) answer.put("history", List.of(moment(sight)));
        call.answer(answer);
    }

    private void bed(SlicerCall call, Sight sight) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("bed", SlicerSpeech.bed(sight.live(), true));
        if (isWithHistory(call)) answer.put("history", List.of(moment(sight)));
        call.answer(answer);
    }

    private void job(SlicerCall call) {
        var sight = sights.of(call.opening());
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("job", SlicerSpeech.job(sight));
        answer.put("progress", SlicerSpeech.progress(sight));
        answer.put("state", sight.state().words());
        call.answer(answer);
    }

    /// The line itself is the printer computer's: there is one port, and it is the door's.
    private void connection(SlicerCall call) {
        var sight = sights.of(call.opening());
        var isOpen = sight.isOperational();
        var port = call.opening().place();
        var current = new LinkedHashMap<String, @Nullable Object>();
        current.put("state", isOpen ? sight.state().words() : "Closed");
        current.put("port", isOpen ? port : null);
        current.put("baudrate", isOpen ? SlicerFacts.BAUD : null);
        current.put("printerProfile", SlicerFacts.PROFILE);
        var options = new LinkedHashMap<String, @Nullable Object>();
        options.put("ports", List.of(port));
        options.put("baudrates", List.of(SlicerFacts.BAUD));
        options.put("printerProfiles", List.of(Map.of("id", SlicerFacts.PROFILE, "name", SlicerFacts.title(call))));
        options.put("portPreference", port);
        options.put("baudratePreference", SlicerFacts.BAUD);
        options.put("printerProfilePreference", SlicerFacts.PROFILE);
        options.put("autoconnect", true);
        call.answer(Map.of("current", current, "options", options));
    }
}
