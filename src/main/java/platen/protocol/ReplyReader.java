package platen.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.protocol.Reply.Accepted;
import platen.protocol.Reply.Asked;
import platen.protocol.Reply.Busy;
import platen.protocol.Reply.Capability;
import platen.protocol.Reply.CardPrint;
import platen.protocol.Reply.Chatter;
import platen.protocol.Reply.Damaged;
import platen.protocol.Reply.ExtrusionPrevented;
import platen.protocol.Reply.Failed;
import platen.protocol.Reply.Firmware;
import platen.protocol.Reply.Halted;
import platen.protocol.Reply.Heat;
import platen.protocol.Reply.Idle;
import platen.protocol.Reply.NeedsPerson;
import platen.protocol.Reply.Position;
import platen.protocol.Reply.Resend;
import platen.protocol.Reply.Restarted;
import platen.protocol.Reply.Skipped;
import platen.protocol.Reply.Stopped;
import platen.protocol.Reply.Unknown;

/// Turns lines into replies. Tolerant: it knows the forms of all firmwares at once, as none of them
/// means two things. It remembers one line, because some errors come in two.
public final class ReplyReader {
    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE;
    private static final Pattern RESEND = Pattern.compile("(?:resend|rs)\\b *:? *N? *(\\d{1,9})\\b.*", ANY_CASE);
    private static final Pattern OK = Pattern.compile("ok(?![A-Za-z0-9_])[ :]*(.*)");
    private static final Pattern OK_NUMBER =
            Pattern.compile("N?(\\d{1,9})(?: +P(\\d+))?(?: +B(\\d+))?.*|P(\\d+)(?: +B(\\d+))?.*");
    private static final Pattern OK_GLUED = Pattern.compile("(?:File deleted:|.*Done saving file).*(?:ok)?");
    private static final Pattern BUSY = Pattern.compile("(?:echo: ?)?busy: ?(.*)");
    private static final Pattern ERROR = Pattern.compile("(?:error|fatal) ?: ?(.*)|!! ?(.*)", ANY_CASE);
    private static final Pattern HALF_ERROR = Pattern.compile("error: ?\\d+ *", ANY_CASE);
    private static final Pattern DAMAGE =
            Pattern.compile(".*(?:checksum|line ?number|expected line|format error|last line).*", ANY_CASE);
    private static final Pattern CARD_ERROR =
            Pattern.compile(".*(?:volume\\.init|openroot|workdir|open failed|cannot open|error writing).*", ANY_CASE);
    private static final Pattern KILL = Pattern.compile(
            ".*(?:kill\\(\\) called|killed|kill caused by|heating failed|thermal runaway|thermal malfunction|maxtemp"
                    + "|mintemp|watchdog|invalid extruder number|inactive time|shutdown due|heater decoupled|halt asserted).*",
            ANY_CASE);
    private static final Pattern KILL_ANYWHERE =
            Pattern.compile(".*(?:kill\\(\\) called|KILLED|KILL caused by).*|INT4.*|ALARM:.*");
    private static final Pattern STOP = Pattern.compile(".*(?:stopped due to errors|STOP called|M999).*", ANY_CASE);
    private static final Pattern ACTION = Pattern.compile("// ?action: ?(\\w+)(?: +(.*))?");
    private static final Pattern STATE = Pattern.compile("// Klipper state: (\\w+).*");
    private static final Pattern UNKNOWN =
            Pattern.compile("(?:echo: ?|// ?|error: ?)?unknown command: ?\"?([^\"]*)\"?.*", ANY_CASE);
    private static final Pattern RESET_CAUSE = Pattern.compile(
            "(?:echo: ?)? ?(PowerUp|Power[- ]?Up|External Reset|Brown out Reset|Watchdog Reset|Software Reset)");
    private static final Pattern EXTRUSION = Pattern.compile(
            ".*(?:cold extrusion prevented|too long extrusion prevented|Extrude below minimum).*", ANY_CASE);
    private static final Pattern AXES = Pattern.compile("X: ?(\\S+) Y: ?(\\S+) Z: ?(\\S+) E0?: ?(\\S+)(?: .*)?");
    private static final Pattern CAPABILITY = Pattern.compile("Cap: ?([A-Z0-9_]+): ?([01]).*");
    private static final Pattern CARD = Pattern.compile("SD printing byte (\\d+)/(\\d+).*|Not SD printing.*");
    private static final Pattern ENQUEUED = Pattern.compile("(?:echo: ?)?enqueu?ing \"M2[34].*");

    private @Nullable String halfError;

    /// Understands a line that came after those given before.
    public Reply read(String line) {
        var first = halfError;
        halfError = HALF_ERROR.matcher(line).matches() ? line : null;
        return first != null && line.startsWith(":") ? parse("Error" + line) : parse(line);
    }

    static Reply parse(String line) {
        var ok = OK.matcher(line);
        if (ok.matches()) return accepted(ok.group(1));
        var resend = RESEND.matcher(line);
        if (resend.matches()) return new Resend(Integer.parseInt(resend.group(1)));
        if (Temperatures.isReport(line)) return new Heat(Temperatures.parse(line));
        if (line.equals("start")) return new Restarted("");
        if (line.equals("wait")) return new Idle();
        var said = plain(line);
        return said != null ? said : rarer(line);
    }

    private static Reply accepted(String rest) {
        if (rest.isEmpty()) return Accepted.PLAIN;
        var number = OK_NUMBER.matcher(rest);
        if (number.matches()) {
            var planner = number.group(4) == null ? number.group(2) : number.group(4);
            var queue = number.group(4) == null ? number.group(3) : number.group(5);
            return new Accepted(told(number.group(1)), told(planner), told(queue), null);
        }
        return new Accepted(Accepted.UNTOLD, Accepted.UNTOLD, Accepted.UNTOLD, parse(rest));
    }

    private static int told(@Nullable String number) {
        return number == null ? Accepted.UNTOLD : Integer.parseInt(number);
    }

    /// Busy, actions, states and errors, or null.
    private static @Nullable Reply plain(String line) {
        var busy = BUSY.matcher(line);
        if (busy.matches()) return busy.group(1).startsWith("paused for") ? new NeedsPerson(busy.group(1)) : new Busy();
        if (EXTRUSION.matcher(line).matches()) return new ExtrusionPrevented(line);
        var unknown = UNKNOWN.matcher(line);
        if (unknown.matches()) return new Unknown(unknown.group(1));
        if (line.equals("!!")) return new Halted(line); // Smoothie says no more than that, whatever it is asked
        var error = ERROR.matcher(line);
        if (error.matches()) return error(error.group(1) == null ? error.group(2) : error.group(1));
        if (KILL_ANYWHERE.matcher(line).matches()) return new Halted(line);
        var action = ACTION.matcher(line);
        if (action.matches()) return new Asked(action.group(1), action.group(2) == null ? "" : action.group(2));
        var state = STATE.matcher(line);
        if (!state.matches()) return null;
        return switch (state.group(1)) {
            case "Shutdown" -> new Halted("Klipper state: Shutdown");
            case "Disconnect" -> new Restarted("Klipper state: Disconnect");
            default -> new Chatter(line);
        };
    }

    private static Reply error(String text) {
        if (KILL.matcher(text).matches()) return new Halted(text);
        if (STOP.matcher(text).matches()) return new Stopped(text);
        if (DAMAGE.matcher(text).matches()) return new Damaged(text);
        if (CARD_ERROR.matcher(text).matches() || text.matches("\\d*")) return new Chatter(text);
        return new Failed(text);
    }

    private static Reply rarer(String line) {
        var capability = CAPABILITY.matcher(line);
        if (capability.matches())
            return new Capability(capability.group(1), capability.group(2).equals("1"));
        if (line.contains("FIRMWARE_NAME:")) return new Firmware(facts(line));
        var axes = AXES.matcher(line);
        if (axes.matches()) return position(line, axes.group(1), axes.group(2), axes.group(3), axes.group(4));
        var cause = RESET_CAUSE.matcher(line);
        if (cause.matches()) return new Restarted(cause.group(1));
        var card = CARD.matcher(line);
        if (card.matches()) return new CardPrint(card.group(1) != null && !"0".equals(card.group(2)));
        if (ENQUEUED.matcher(line).matches()) return new CardPrint(true);
        if (line.startsWith("skip ")) return new Skipped(skipped(line));
        if (OK_GLUED.matcher(line).matches()) return Accepted.PLAIN;
        return new Chatter(line);
    }

    private static int skipped(String line) {
        var number = line.substring("skip ".length()).strip();
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : Accepted.UNTOLD;
    }

    private static Reply position(String line, String x, String y, String z, String e) {
        try {
            return new Position(
                    Double.parseDouble(x), Double.parseDouble(y), Double.parseDouble(z), Double.parseDouble(e));
        } catch (NumberFormatException _) {
            return new Chatter(line);
        }
    }

    /// `KEY:value KEY:value`, where values have blanks.
    private static Map<String, String> facts(String line) {
        var facts = new LinkedHashMap<String, String>();
        for (var fact : line.split(" (?=[A-Z_]+:)", -1)) {
            int colon = fact.indexOf(':');
            if (colon > 0)
                facts.put(fact.substring(0, colon), fact.substring(colon + 1).strip());
        }
        return facts;
    }
}
