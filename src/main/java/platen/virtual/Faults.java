package platen.virtual;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import platen.virtual.FaultPlan.AtLine;
import platen.virtual.FaultPlan.AtTime;
import platen.virtual.FaultPlan.Fault;
import platen.virtual.FaultPlan.Rate;
import platen.virtual.FaultPlan.When;

/// Faults as they are written: `lost-ok=0.001,reboot@line:500,long-silence@time:12s:40s`.
///
/// Items are separated by commas. Each is a kind with `=` and a rate, or with `@line:` or `@time:` and a moment;
/// `:` and a length, or `:reset`, may follow where the kind has one. `all=` gives each recoverable kind a rate that
/// has none of its own; `bytes-per-line=` is [FaultPlan#mostPerLine].
public final class Faults {
    private static final String BYTES_PER_LINE = "bytes-per-line";
    private static final String ALL = "all";
    private static final Pattern ITEM = Pattern.compile("([a-z-]+)(?:=([^:@]*)|@([a-z]+):([^:]*))((?::[^:]*)*)");
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|min)?");
    private static final int LONGEST_S = 86_400;

    /// In a run with all faults nobody may be there to answer: so a person comes by.
    private static final Duration A_PERSON_COMES = Duration.ofSeconds(60);

    private final Map<FaultKind, Fault> rates = new EnumMap<>(FaultKind.class);
    private final List<Fault> moments = new ArrayList<>();
    private final Map<FaultKind, Fault> general = new EnumMap<>(FaultKind.class);
    private int mostPerLine = 1;
    private String item = "";
    private int place;

    private Faults() {}

    public static FaultPlan none() {
        return FaultPlan.none();
    }

    /// Reads what is written.
    ///
    /// @throws IllegalArgumentException saying which item is wrong, what is wrong with it, and what is right
    public static FaultPlan parse(String spec, long seed) {
        var faults = new Faults();
        for (var item : spec.split(",", -1)) faults.add(item.strip());
        return faults.plan(seed);
    }

    private FaultPlan plan(long seed) {
        var all = new ArrayList<Fault>();
        for (var kind : FaultKind.values()) {
            var rate = rates.getOrDefault(kind, general.get(kind));
            if (rate != null) all.add(rate);
        }
        all.addAll(moments);
        return new FaultPlan(seed, mostPerLine, all);
    }

    private void add(String text) {
        item = text;
        place++;
        var parts = ITEM.matcher(text);
        if (!parts.matches()) {
            known(text.split("[=@:]", 2)[0]);
            throw wrong("is no KIND=RATE, KIND@line:N or KIND@time:N");
        }
        switch (parts.group(1)) {
            case ALL -> addAll(parts);
            case BYTES_PER_LINE -> mostPerLine = bytesPerLine(parts);
            default -> addOne(known(parts.group(1)), parts);
        }
    }

    private void addOne(FaultKind kind, Matcher parts) {
        var when = parts.group(2) == null ? moment(parts.group(3), parts.group(4)) : rate(parts.group(2));
        var lasts = kind.lasts();
        boolean resets = false;
        for (var more : parts.group(5).split(":", -1)) {
            if (more.isEmpty()) continue;
            if (more.equals("reset")) {
                if (kind != FaultKind.UNPLUG_AND_RETURN) throw wrong("only unplug-and-return can have :reset");
                resets = true;
            } else {
                if (kind.lasts().isZero()) throw wrong(kind + " takes no time, so it has no length \":" + more + "\"");
                lasts = time(more, "a length");
            }
        }
        if (parts.group(5).endsWith(":")) throw wrong("ends in a \":\" after which nothing stands");
        var fault = new Fault(kind, when, lasts, resets);
        if (!(when instanceof Rate)) moments.add(fault);
        else if (rates.put(kind, fault) != null) throw wrong(kind + " has two rates");
    }

    private void addAll(Matcher parts) {
        if (parts.group(2) == null || !parts.group(5).isEmpty()) throw wrong("all takes a rate: all=0.001");
        if (!general.isEmpty()) throw wrong("all has two rates");
        var rate = rate(parts.group(2));
        for (var kind : FaultKind.recoverable()) {
            var lasts = kind.waitsForAnswer() ? A_PERSON_COMES : kind.lasts();
            general.put(kind, new Fault(kind, rate, lasts, false));
        }
    }

    private int bytesPerLine(Matcher parts) {
        if (parts.group(2) == null
                || !parts.group(2).matches("[1-9]\\d?")
                || !parts.group(5).isEmpty())
            throw wrong("bytes-per-line takes a number from 1 to 99: bytes-per-line=2");
        return Integer.parseInt(parts.group(2));
    }

    private FaultKind known(String name) {
        if (name.equals(ALL) || name.equals(BYTES_PER_LINE)) return FaultKind.DAMAGED_BYTE;
        return FaultKind.named(name)
                .orElseThrow(() -> wrong("unknown fault \"" + name + "\"; known are "
                        + Arrays.stream(FaultKind.values())
                                .map(FaultKind::toString)
                                .collect(Collectors.joining(", "))
                        + ", all, bytes-per-line"));
    }

    private Rate rate(String text) {
        try {
            return new Rate(Double.parseDouble(text));
        } catch (IllegalArgumentException _) { // no number, or one out of bounds
            throw wrong("a rate is a number from 0 to 1, not \"" + text + "\"");
        }
    }

    private When moment(String unit, String text) {
        return switch (unit) {
            case "line" -> {
                if (!text.matches("[1-9]\\d{0,11}")) throw wrong("a line is a number from 1 on, not \"" + text + "\"");
                yield new AtLine(Long.parseLong(text));
            }
            case "time" -> new AtTime(time(text, "a time"));
            default -> throw wrong("a moment is @line:N or @time:N, not @" + unit);
        };
    }

    private Duration time(String text, String what) {
        var parts = TIME.matcher(text);
        if (!parts.matches())
            throw wrong(what + " is a number of seconds such as 12s (or 500ms, 2min), not \"" + text + "\"");
        double times = switch (parts.group(2)) {
            case "ms" -> 0.001;
            case "min" -> 60;
            case null, default -> 1;
        };
        var seconds = new BigDecimal(parts.group(1)).doubleValue() * times;
        if (seconds > LONGEST_S) throw wrong(what + " is a day at most, not \"" + text + "\"");
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("faults, item " + place + " \"" + item + "\": " + why);
    }
}
