package platen.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.EventSearch;
import platen.events.Subject;
import platen.orders.Order;
import platen.orders.Orders;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Message;

/// What somebody looks for in the log: a person, a kind of thing or one of them, days, words.
final class LogWanted {
    private static final List<String> FIELDS = List.of("who", "kind", "about", "from", "to", "text");
    private static final int LONGEST = 100;
    private static final Pattern PLACE = Pattern.compile("(-?\\d{1,15})\\.(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    /// Later than anything, and still a number of milliseconds.
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final Map<String, String> asked;
    private final Form form;
    private final Manner manner;
    private final EventSearch.Span span;
    private final EventSearch.Place place;
    private final List<String> words;

    private LogWanted(
            Map<String, String> asked, Form form, Manner manner, EventSearch.Span span, EventSearch.Place place) {
        this.asked = asked;
        this.form = form;
        this.manner = manner;
        this.span = span;
        this.place = place;
        this.words = Arrays.stream(asked.getOrDefault("text", "")
                        .toLowerCase(manner.locale())
                        .split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Reads what a page's address asks for; what makes no sense there is told at its field and asks for nothing.
    static LogWanted of(Context ctx, Website.Parts parts, Manner manner, ZoneId zone) {
        var asked = new TreeMap<String, String>();
        for (var field : FIELDS) {
            var value = ctx.queryParam(field);
            if (value == null || value.isBlank()) continue;
            var line = Form.line(value);
            asked.put(field, line.substring(0, Math.min(line.length(), LONGEST)));
        }
        var form = Form.of(asked);
        var from = day(form, "from", zone).orElse(Instant.EPOCH);
        var until = day(form, "to", zone)
                .map(start -> LocalDate.ofInstant(start, zone)
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant())
                .orElse(END);
        var span = new EventSearch.Span(from, about(form, parts));
        return new LogWanted(asked, form, manner, span, place(ctx, until));
    }

    /// The day's first moment.
    private static Optional<Instant> day(Form form, String field, ZoneId zone) {
        if (!form.has(field)) return Optional.empty();
        try {
            return Optional.of(
                    LocalDate.parse(form.value(field)).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            form.wrong(field, Message.of("web.no-day"));
            return Optional.empty();
        }
    }

    /// One thing: an order by its code, or any by kind and number.
    private static @Nullable Subject about(Form form, Website.Parts parts) {
        var about = form.value("about");
        if (about.isEmpty()) return null;
        var kind = kind(form);
        if (kind.isPresent() && NUMBER.matcher(about).matches()) return new Subject(kind.get(), Long.parseLong(about));
        var order = parts.database()
                .reading(Orders.class)
                .byCode(about.toUpperCase(Locale.ROOT))
                .map(Order::id);
        if (order.isPresent()) return Subject.of(order.get());
        form.wrong("about", Message.of("team.nothing-like-that"));
        return null;
    }

    private static Optional<Subject.Kind> kind(Form form) {
        return Arrays.stream(Subject.Kind.values())
                .filter(kind -> kind.name().equals(form.value("kind")))
                .findFirst();
    }

    private static EventSearch.Place place(Context ctx, Instant until) {
        var before = ctx.queryParam("before");
        var written = PLACE.matcher(before == null ? "" : before);
        return written.matches()
                ? new EventSearch.Place(
                        Instant.ofEpochMilli(Long.parseLong(written.group(1))), Long.parseLong(written.group(2)))
                : EventSearch.Place.before(until);
    }

    Form form() {
        return form;
    }

    EventSearch.Span span() {
        return span;
    }

    EventSearch.Place place() {
        return place;
    }

    /// The question as a part of an address, which ends in `&` or is empty.
    String query() {
        var query = new StringBuilder();
        asked.forEach((field, value) -> query.append(field)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return query.toString();
    }

    /// Whether it is among what is asked for: all words stand in what the page says of it.
    boolean matches(Event event) {
        var who = asked.get("who");
        if (who != null && !who.equalsIgnoreCase(event.actorName())) return false;
        var kind = asked.get("kind");
        if (kind != null && !kind.equals(event.subjectKind().name())) return false;
        if (words.isEmpty()) return true;
        var said = (Words.say(event.what(), manner) + " " + event.actorName()).toLowerCase(manner.locale());
        return words.stream().allMatch(said::contains);
    }
}
