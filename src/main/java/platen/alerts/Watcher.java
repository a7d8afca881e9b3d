package platen.alerts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.shop.Settings;
import platen.values.Secrets;

/// Reads the events, and writes down whom to tell of what.
///
/// The alerts and how far the events are read are one transaction, so that none is lost. Where a database has several
/// writers, events with lower numbers may come late: the last hundred are looked through again.
final class Watcher {
    private static final int LOOK_BACK = 100;
    private static final int EVENTS_AT_ONCE = 1_000;

    private final Database database;
    private final InstantSource clock;

    Watcher(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void follow() {
        while (step()) {
            // There may be more events than are read at once.
        }
    }

    private record Told(Event event, Cause cause) {}

    private boolean step() {
        var cursor = database.reading(Alerts.class).cursor();
        var events = database.reading(Events.class);
        if (events.last() <= cursor.lastEvent()) return false;
        var from = Math.max(cursor.firstEvent(), cursor.lastEvent() - LOOK_BACK);
        var news = events.after(from, EVENTS_AT_ONCE);
        if (news.isEmpty()) return false;
        var told = database.<List<Told>, RuntimeException>look(look ->
                news.stream().flatMap(event -> told(look, event).stream()).toList());
        database.use(change -> {
            told.forEach(one -> write(change, one));
            change.attach(Alerts.class).advance(news.getLast().id());
        });
        return news.size() == EVENTS_AT_ONCE;
    }

    private static Optional<Told> told(Handle look, Event event) {
        return Cause.of(look, event).map(cause -> new Told(event, cause));
    }

    private void write(Handle change, Told told) {
        var zone = Settings.shop(change).zone();
        var at = told.event().at();
        var known = change.attach(OnCalls.class).all().stream()
                .filter(one -> one.isReachable() && !one.since().isAfter(at))
                .toList();
        var listening =
                known.stream().filter(one -> hears(one, told.cause(), at, zone)).toList();
        // Should nobody be on duty, a heater is told to everybody who can be reached.
        var all = told.cause() == Cause.HEATER && listening.isEmpty() ? known : listening;
        for (var one : all)
            for (var way : one.ways())
                change.attach(Alerts.class)
                        .add(one.person(), way, told.event().id(), told.cause(), Secrets.token(), clock.instant());
    }

    private static boolean hears(OnCall one, Cause cause, Instant at, ZoneId zone) {
        if (!one.isOnDuty()) return false;
        if (cause == Cause.HEATER) return true;
        return (cause != Cause.CUSTOMER || one.customers()) && !one.isQuiet(at, zone);
    }
}
