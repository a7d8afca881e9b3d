package platen.web;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Events;
import platen.people.ProgramKey;
import platen.people.Scope;

/// What happened, for programs: each key sees what it is for.
final class ApiLog {
    private final Events events;
    private final ApiWords words;

    ApiLog(Website.Parts parts, ApiWords words) {
        this.events = parts.database().reading(Events.class);
        this.words = words;
    }

    void addTo(ApiRoutes api) {
        api.list(
                "events",
                Access.PROGRAM_SEES_FLOOR,
                "What happened, the oldest first; of orders and money what the key sees",
                ApiRecords.Event.class,
                List.of(),
                this::after);
    }

    private List<ApiRoutes.Row<ApiRecords.Event>> after(Context ctx, long after, int limit) {
        var key = Gate.program(ctx);
        return events.after(after, limit).stream()
                .map(event -> new ApiRoutes.Row<>(event.id(), seen(key, event)))
                .toList();
    }

    private ApiRecords.@Nullable Event seen(ProgramKey key, Event event) {
        var isSeen = switch (event.subjectKind()) {
            case JOB, MACHINE, HOST -> true;
            case ORDER -> key.covers(isMoney(event) ? Scope.SEE_MONEY : Scope.SEE_ORDERS);
            case SHOP, PERSON -> false;
        };
        return isSeen ? of(event, words) : null;
    }

    /// Whether it tells of amounts: the books' own, and prices.
    private static boolean isMoney(Event event) {
        return event.what().key().startsWith("books.") || event.what().key().startsWith("orders.");
    }

    static ApiRecords.Event of(Event event, ApiWords words) {
        return new ApiRecords.Event(
                event.id(),
                event.at(),
                event.actorName(),
                event.actorKind(),
                event.subjectKind(),
                event.subjectId(),
                event.what().key(),
                words.say(event.what()));
    }
}
