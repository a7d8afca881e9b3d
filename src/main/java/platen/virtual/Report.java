package platen.virtual;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import platen.gcode.ProgramDigest;
import platen.values.Digest;
import platen.values.Json;

/// What a virtual printer did.
///
/// `resent`: lines it asked for again. `repeated`: lines that came once more. `missing`: times that a number was
/// skipped. Temperatures in °C. `underruns`: times that it ran out of moves and then got more, without a command
/// that waits between them, and for how long it stood still so, by the clock. `resets`: starts of the board after the
/// first. `faults`: what went wrong by plan, and how often. The digests of a program are those of [ProgramDigest].
public record Report(
        List<Session> sessions,
        long lines,
        long resent,
        long repeated,
        long missing,
        double nozzleC,
        double bedC,
        double nozzleTargetC,
        double bedTargetC,
        double maxNozzleC,
        boolean halted,
        long underruns,
        double stoodStillS,
        long resets,
        Map<FaultKind, Long> faults) {

    /// What was executed from one setting of the line number to 0 (`M110 N0`) to the next: a print, if the
    /// host sets it before each. `marks` hold what had been executed at each `M400`, with which a host waits for
    /// the end: so a program can be told from what the host sent after it.
    public record Session(Digest digest, long commands, List<ProgramDigest.Counted> marks, Pace pace) {}

    /// How quickly lines came, from a session's first move (G0 to G3) to its last: the lines after the first, all
    /// their bytes with what is asked in between, and the time by the clock.
    public record Pace(long lines, long bytes, double timeS) {
        static final Pace NONE = new Pace(0, 0, 0);

        public double linesPerS() {
            return timeS > 0 ? lines / timeS : 0;
        }
    }

    public Report {
        sessions = List.copyOf(sessions);
        faults = Collections.unmodifiableMap(new TreeMap<>(faults));
    }

    /// The session executed last.
    public Session last() {
        return sessions.getLast();
    }

    /// Whether just this program was executed, alone in a session or up to an `M400`.
    public boolean executed(Digest program) {
        return sessions.stream()
                .anyMatch(session -> session.digest().equals(program)
                        || session.marks().stream()
                                .anyMatch(mark -> mark.digest().equals(program)));
    }

    /// One JSON object; `sha256` and `commands` are those of the last session.
    public String toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("sha256", last().digest().hex());
        json.put("commands", last().commands());
        json.put("lines", lines);
        json.put("resent", resent);
        json.put("repeated", repeated);
        json.put("missing", missing);
        json.put("nozzle_c", tenths(nozzleC));
        json.put("bed_c", tenths(bedC));
        json.put("nozzle_target_c", tenths(nozzleTargetC));
        json.put("bed_target_c", tenths(bedTargetC));
        json.put("max_nozzle_c", tenths(maxNozzleC));
        json.put("halted", halted);
        json.put("underruns", underruns);
        json.put("stood_still_s", thousandths(stoodStillS));
        json.put("resets", resets);
        var happened = new LinkedHashMap<String, Long>();
        faults.forEach((kind, times) -> happened.put(kind.toString(), times));
        json.put("faults", happened);
        json.put("sessions", sessions.stream().map(Report::json).toList());
        return Json.write(json);
    }

    private static Map<String, Object> json(Session session) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sha256", session.digest().hex());
        json.put("commands", session.commands());
        json.put("marks", session.marks().stream().map(Report::json).toList());
        json.put("moves_lines", session.pace().lines());
        json.put("moves_bytes", session.pace().bytes());
        json.put("moves_time_s", thousandths(session.pace().timeS()));
        return json;
    }

    private static Map<String, Object> json(ProgramDigest.Counted mark) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sha256", mark.digest().hex());
        json.put("commands", mark.commands());
        return json;
    }

    private static double thousandths(double seconds) {
        return Math.rint(seconds * 1000) / 1000;
    }

    private static double tenths(double celsius) {
        return Math.rint(celsius * 10) / 10;
    }
}
