package platen.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;

/// What many ask for at the same moment is made once for all of them: it is as new as the last event, and made anew
/// when another one came, or after a while in which clocks went on.
final class Shared<K, V> {
    /// So old a thing may be that depends on the hour as well.
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /// Where a database has several writers, an event may show after one with a higher number.
    private static final int LATE_COMERS = 1_000;

    private static final int MOST_KEYS = 32;

    private final Database database;
    private final InstantSource clock;
    private final Map<K, Place<V>> places = new LinkedHashMap<>(MOST_KEYS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Place<V>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    Shared(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// How far the events had come.
    private record Version(long last, int recent) {}

    private record Made<V>(Version version, Instant at, V value) {}

    private static final class Place<V> {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Made<V> made;
    }

    /// Those who ask while it is made wait, and share what comes next.
    V get(K key, Supplier<V> make) {
        var place = place(key);
        place.lock.lock();
        try {
            var version = version();
            var now = clock.instant();
            var made = place.made;
            if (made == null
                    || !made.version().equals(version)
                    || !now.isBefore(made.at().plus(LONGEST))) {
                made = new Made<>(version, now, make.get());
                place.made = made;
            }
            return made.value();
        } finally {
            place.lock.unlock();
        }
    }

    private Place<V> place(K key) {
        synchronized (places) {
            return places.computeIfAbsent(key, _ -> new Place<>());
        }
    }

    private Version version() {
        return database.look(look -> {
            var events = look.attach(Events.class);
            var last = events.last();
            return new Version(last, events.countAfter(last - LATE_COMERS));
        });
    }
}
