package platen.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import platen.printers.Profile;

/// What clients wish of a machine, as G-code: heat, moves, or lines of their own. What the machine's profile forbids in
/// programs is not sent so either.
final class SlicerGcode {
    private static final String QUICK_STOP = "M112";
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 200;
    private static final double HOTTEST_C = 500;
    private static final double FARTHEST_MM = 500;
    private static final double FASTEST_MM_MIN = 30_000;
    private static final double SIDEWAYS_MM_MIN = 6_000;
    private static final double UPWARDS_MM_MIN = 200;
    private static final double EXTRUDING_MM_MIN = 300;

    private final Website.Parts parts;

    SlicerGcode(Website.Parts parts) {
        this.parts = parts;
    }

    sealed interface Wish {
        record Send(String lines) implements Wish {}

        record QuickStop() implements Wish {}

        record Forbidden(String command) implements Wish {}

        /// What a client says only about itself: which tool it speaks of.
        record Nothing() implements Wish {}

        record Unclear() implements Wish {}
    }

    Wish of(SlicerCall call, JsonNode body) {
        return switch (call.rest()) {
            case "command" -> own(call, body);
            case "tool" -> tool(body);
            case "bed" -> bed(body);
            default -> head(body);
        };
    }

    private Wish own(SlicerCall call, JsonNode body) {
        var lines = new ArrayList<String>();
        if (body.path("command").isTextual()) lines.add(body.path("command").asText());
        body.path("commands").forEach(line -> lines.add(line.asText()));
        var isOdd = lines.stream().anyMatch(line -> line.length() > LONGEST_LINE || !line.matches("[\\x20-\\x7e]*"));
        lines.removeIf(String::isBlank);
        if (lines.isEmpty() || lines.size() > MOST_LINES || isOdd) return new Wish.Unclear();
        if (lines.stream().anyMatch(line -> word(line).equals(QUICK_STOP))) return new Wish.QuickStop();
        var forbidden = forbidden(call);
        return lines.stream()
                .map(SlicerGcode::word)
                .filter(forbidden::contains)
                .findFirst()
                .<Wish>map(Wish.Forbidden::new)
                .orElseGet(() -> new Wish.Send(String.join("\n", lines)));
    }

    private Set<String> forbidden(SlicerCall call) {
        return call.opening().models().stream()
                .flatMap(model -> parts.profiles().profile(model).stream())
                .map(Profile::forbidden)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static String word(String line) {
        return line.strip().split("[ ;]", 2)[0].toUpperCase(Locale.ROOT);
    }

    private static Wish tool(JsonNode body) {
        return switch (body.path("command").asText()) {
            case "target" -> heat("M104", body.path("targets").path("tool0"));
            case "extrude" -> {
                var length = number(body.path("amount"), -FARTHEST_MM, FARTHEST_MM);
                yield length.<Wish>map(mm -> new Wish.Send("M83\n" + move("E", mm, EXTRUDING_MM_MIN) + "\nM82"))
                        .orElseGet(Wish.Unclear::new);
            }
            case "flowrate" -> percent("M221", body);
            case "offset", "select" -> new Wish.Nothing();
            default -> new Wish.Unclear();
        };
    }

    private static Wish bed(JsonNode body) {
        return switch (body.path("command").asText()) {
            case "target" -> heat("M140", body.path("target"));
            case "offset" -> new Wish.Nothing();
            default -> new Wish.Unclear();
        };
    }

    private static Wish head(JsonNode body) {
        return switch (body.path("command").asText()) {
            case "jog" -> jog(body);
            case "home" -> home(body.path("axes"));
            case "feedrate" -> percent("M220", body);
            default -> new Wish.Unclear();
        };
    }

    private static Wish jog(JsonNode body) {
        var moves = new ArrayList<String>();
        for (var axis : List.of("x", "y", "z")) {
            if (!body.has(axis)) continue;
            var by = number(body.path(axis), -FARTHEST_MM, FARTHEST_MM);
            if (by.isEmpty()) return new Wish.Unclear();
            var usual = axis.equals("z") ? UPWARDS_MM_MIN : SIDEWAYS_MM_MIN;
            var speed = number(body.path("speed"), 1, FASTEST_MM_MIN).orElse(usual);
            if (by.get() != 0) moves.add(move(axis.toUpperCase(Locale.ROOT), by.get(), speed));
        }
        if (moves.isEmpty()) return new Wish.Nothing();
        var isAbsolute = body.path("absolute").asBoolean();
        var lines = String.join("\n", moves);
        return new Wish.Send(isAbsolute ? "G90\n" + lines : "G91\n" + lines + "\nG90");
    }

    private static Wish home(JsonNode axes) {
        var words = new StringBuilder("G28");
        for (var axis : axes) {
            var name = axis.asText().toUpperCase(Locale.ROOT);
            if (!name.matches("[XYZ]")) return new Wish.Unclear();
            words.append(' ').append(name);
        }
        return axes.isEmpty() ? new Wish.Unclear() : new Wish.Send(words.toString());
    }

    private static Wish heat(String command, JsonNode target) {
        return number(target, 0, HOTTEST_C)
                .<Wish>map(celsius -> new Wish.Send(command + " S" + Math.round(celsius)))
                .orElseGet(Wish.Unclear::new);
    }

    private static Wish percent(String command, JsonNode body) {
        var factor = body.path("factor");
        var isShare = factor.isFloatingPointNumber() && factor.asDouble() <= 2;
        return number(factor, 0.1, 200)
                .<Wish>map(figure -> new Wish.Send(command + " S" + Math.round(isShare ? figure * 100 : figure)))
                .orElseGet(Wish.Unclear::new);
    }

    private static String move(String axis, double mm, double mmMin) {
        return String.format(Locale.ROOT, "G1 %s%.3f F%.0f", axis, mm, mmMin);
    }

    private static Optional<Double> number(JsonNode node, double least, double most) {
        if (!node.isNumber()) return Optional.empty();
        var number = node.asDouble();
        return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    }
}
