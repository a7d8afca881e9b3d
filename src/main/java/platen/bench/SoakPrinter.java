package platen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import platen.gcode.ProgramDigest;
import platen.printers.Profiles;
import platen.values.Digest;

/// What one printer executed in a soak, by its own reports.
final class SoakPrinter {
    private static final int MOST_SESSIONS = 1_000; // that a report holds
    /// A host that meets a printer says so much at most: its heaters off, and that it understands prompts.
    private static final int LONGEST_GREETING = 4;
    private static final int MOST_TIMES_OFF = 4;
    /// Where the program waited for heat, that is broken off first.
    private static final String WAIT_NO_LONGER = "M108";

    private static final List<String> OFF = List.of("M104 S0", "M140 S0");

    private final String name;
    private final List<JsonNode> reports;
    private final List<List<String>> ends = ends();

    /// `reports` has one of each run, the last one from the end.
    SoakPrinter(String name, List<JsonNode> reports) {
        this.name = name;
        this.reports = List.copyOf(reports);
    }

    String name() {
        return name;
    }

    /// How often each program was executed, each command once and in order, by its digest.
    Map<String, Integer> executed() {
        var times = new HashMap<String, Integer>();
        for (var report : reports) {
            for (var session : report.path("sessions")) {
                var digests = new ArrayList<String>(List.of(digest(session)));
                for (var mark : session.path("marks")) digests.add(digest(mark));
                for (var each : Set.copyOf(digests)) times.merge(each, 1, Integer::sum);
            }
        }
        return times;
    }

    /// Whatever it began, it carried out in order from its first command on, and then only what ends a print.
    void checkBeginnings(List<List<String>> programs, SoakNotes notes) {
        for (var report : reports) {
            if (report.path("sessions").size() > MOST_SESSIONS)
                notes.broken(0, name + " has more to tell than its report can hold");
            for (var session : report.path("sessions")) {
                if (session.path("commands").asInt() > LONGEST_GREETING
                        && programs.stream().noneMatch(program -> isBeginning(session, program)))
                    notes.broken(1, name + " executed what is the beginning of no program: " + session);
            }
        }
    }

    private boolean isBeginning(JsonNode session, List<String> program) {
        for (var end : ends) {
            int commands = session.path("commands").asInt() - end.size();
            if (commands < 0 || commands > program.size()) continue;
            if (digest(program.subList(0, commands), end).hex().equals(digest(session))) return true;
        }
        return false;
    }

    private static Digest digest(List<String> beginning, List<String> end) {
        var digest = new ProgramDigest();
        for (var part : List.of(beginning, end)) {
            for (var command : part) {
                var bytes = command.getBytes(StandardCharsets.US_ASCII);
                digest.line(bytes, 0, bytes.length);
            }
        }
        return digest.counted().digest();
    }

    /// What a host says at the end of a print that does not finish: as far as it gets, as often as is needed.
    private static List<List<String>> ends() {
        var script =
                Profiles.shipped().profile("virtual").orElseThrow().scripts().cancel();
        var ends = new ArrayList<List<String>>();
        for (int off = 0; off <= MOST_TIMES_OFF; off++) {
            for (int said = 0; said <= script.size(); said++) {
                var end = new ArrayList<String>();
                for (int i = 0; i < off; i++) end.addAll(OFF);
                end.addAll(script.subList(0, said));
                ends.add(List.copyOf(end));
                end.addFirst(WAIT_NO_LONGER);
                ends.add(end);
            }
        }
        return ends;
    }

    void checkCold(SoakNotes notes) {
        var end = reports.getLast();
        if (end.path("nozzle_target_c").asDouble(1) != 0
                || end.path("bed_target_c").asDouble(1) != 0) notes.broken(1, name + " is hot at the end: " + end);
    }

    void countFaults(SoakNotes notes) {
        for (var report : reports) {
            report.path("faults")
                    .properties()
                    .forEach(fault -> notes.count(
                            "fault: " + fault.getKey(), fault.getValue().asLong()));
            notes.count("lines asked for again", report.path("resent").asLong());
            if (report.path("halted").asBoolean()) notes.broken(0, name + " halted: " + report);
        }
    }

    private static String digest(JsonNode counted) {
        return counted.path("sha256").asText();
    }
}
