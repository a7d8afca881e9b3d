package platen.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;
import platen.values.Secrets;

/// Keys by which programs of the shop come in, each for what it was made for. A key is shown once; its hash is kept.
public final class ProgramKeys {
    /// Use is noted once in a while only, so that reading does not write.
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /// So that one who finds a key somewhere sees what it is for.
    private static final String MARK = "platen_";

    private final Database database;
    private final InstantSource clock;

    public ProgramKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A new key, which is shown only now.
    public String issue(Person by, String name, Set<Scope> scopes) {
        if (scopes.isEmpty()) throw new IllegalArgumentException("a key opens something");
        var key = MARK + Secrets.token();
        database.use(change -> {
            var written = ProgramKey.written(scopes);
            change.attach(ProgramKeyRows.class).add(name, TokenHash.of(key), written, by.name(), clock.instant());
            var what = Message.of("people.key-issued", name, written);
            Events.write(change, clock.instant(), by.actor(), Subject.SHOP, what);
        });
        return key;
    }

    public List<ProgramKey> all() {
        return database.reading(ProgramKeyRows.class).all();
    }

    /// Whose key this is, while it is one.
    public Optional<ProgramKey> whose(String key) {
        var found = database.reading(ProgramKeyRows.class).find(TokenHash.of(key));
        var now = clock.instant();
        found.filter(one -> one.usedAt() == null || one.usedAt().isBefore(now.minus(NOTED_EVERY)))
                .ifPresent(one -> database.use(
                        change -> change.attach(ProgramKeyRows.class).use(one.id(), now)));
        return found;
    }

    public boolean revoke(Person by, long id) {
        return database.change(change -> {
            var rows = change.attach(ProgramKeyRows.class);
            var key = rows.byId(id);
            if (key.isEmpty() || !rows.revoke(id, clock.instant())) return false;
            var what = Message.of("people.key-revoked", key.get().name());
            Events.write(change, clock.instant(), by.actor(), Subject.SHOP, what);
            return true;
        });
    }
}
