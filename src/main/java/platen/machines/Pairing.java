package platen.machines;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.Message;
import platen.values.Secrets;

/// How a new printer computer is let in: a coordinator gets a short code, which is typed at that computer and gives it
/// its key. Of codes and keys only the hashes are kept.
public final class Pairing {
    public static final Duration HOLDS = Duration.ofMinutes(10);
    /// About 36 bits; with so few wrong tries nobody finds one in ten minutes.
    private static final int CODE_LENGTH = 8;
    private static final int MOST_WRONG = 20_000;
    /// From one network; so that one stranger alone ends no code.
    private static final int MOST_WRONG_FROM_ONE = 100;
    private static final int LONGEST_NAME = 60;

    private final Database database;
    private final InstantSource clock;
    private final AtomicInteger wrong = new AtomicInteger();
    private final Map<String, AtomicInteger> wrongFrom = new ConcurrentHashMap<>();

    public Pairing(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A new code, which works once.
    public String begin(Actor who) {
        var code = Secrets.code(CODE_LENGTH);
        var now = clock.instant();
        database.change(change -> {
            var pairings = change.attach(Pairings.class);
            pairings.forget(now);
            pairings.add(hash(code), now.plus(HOLDS));
            Events.write(change, now, who, Subject.SHOP, Message.of("machines.pairing-begun"));
            return true;
        });
        wrong.set(0);
        wrongFrom.clear();
        return code;
    }

    /// The key of the computer that knows a code; nothing where the code is wrong, used or too old. After many wrong
    /// ones from a network none works from there, and after very many none works at all, until there is a new code.
    public Optional<String> pair(String code, String name, String network) {
        var from = wrongFrom.get(network);
        if (from != null && from.get() >= MOST_WRONG_FROM_ONE) return Optional.empty();
        var typed = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        var key = Secrets.token();
        var called = name.isBlank() ? "printer computer" : name.strip();
        var now = clock.instant();
        boolean paired = database.change(change -> {
            if (!change.attach(Pairings.class).take(hash(typed), now)) return false;
            var host = change.attach(Hosts.class).add(shortened(called), hash(key), now);
            var what = Message.of("machines.paired", shortened(called));
            Events.write(change, now, Actor.host(shortened(called)), Subject.of(host), what);
            return true;
        });
        if (paired) return Optional.of(key);
        wrongFrom.computeIfAbsent(network, _ -> new AtomicInteger()).incrementAndGet();
        if (wrong.incrementAndGet() >= MOST_WRONG) {
            wrongFrom.clear();
            database.change(change -> {
                change.attach(Pairings.class).forgetAll();
                return true;
            });
        }
        return Optional.empty();
    }

    /// Whose key this is, unless it was revoked.
    public Optional<Host> whose(String key) {
        return database.reading(Hosts.class).byKey(hash(key));
    }

    /// A computer's key opens nothing any more; false when it opened nothing before.
    public boolean revoke(HostId id, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            if (!change.attach(Hosts.class).revoke(id, now)) return false;
            Events.write(change, now, who, Subject.of(id), Message.of("machines.host-revoked"));
            return true;
        });
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private static String hash(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
