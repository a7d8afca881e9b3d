package platen.slicerdoor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Person;
import platen.people.Role;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Secrets;

/// Makes keys for slicers, knows whose they are, and takes them back. A key is shown once; only hashes are kept.
public final class Keyring {
    /// What HTTP digest authentication calls this server.
    public static final String REALM = "Platen";

    public static final int LONGEST_NAME = 60;
    /// Use is noted once in a while only, so that who looks every two seconds does not write.
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;

    public Keyring(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What a key may do besides sending files.
    public record Rights(boolean start, boolean steer) {
        public static final Rights SENDING = new Rights(false, false);
    }

    /// A new key with its secret, which nobody can find out later.
    public record Made(SlicerKey key, String secret) {}

    public Made make(Door door, String name, Rights rights, Person owner) {
        var secret = Secrets.token();
        var lock = Lock.of(secret);
        return database.change(change -> new Made(add(change, door, name, rights, owner, lock), secret));
    }

    /// Adds a key of which no more than this is known, in the caller's transaction.
    SlicerKey add(Handle change, Door door, String name, Rights rights, Person owner, Lock lock) {
        var keys = change.attach(SlicerKeys.class);
        var now = clock.instant();
        keys.openDoor(door.place(), UUID.randomUUID().toString());
        var id = keys.add(
                owner.id(),
                name,
                door.place(),
                lock.login(),
                rights.start(),
                rights.steer(),
                lock.keyHash(),
                lock.digestHash(),
                now);
        Events.write(change, now, owner.actor(), Subject.of(owner.id()), Message.of("slicers.key-made", name));
        return keys.find(id).orElseThrow();
    }

    /// Whose key this is, unless it was taken back or its owner has left.
    public Optional<SlicerKey> whose(String secret) {
        return database.reading(SlicerKeys.class).byKey(hash(secret)).map(this::used);
    }

    /// A key by the name that goes with it, and the hash that HTTP digest authentication compares.
    public record Claimed(SlicerKey key, String digestHash) {}

    public Optional<Claimed> claimed(String login) {
        var keys = database.reading(SlicerKeys.class);
        return keys.byLogin(login).map(key -> new Claimed(key, keys.digestHash(key.id())));
    }

    /// Notes that a key was used.
    public SlicerKey used(SlicerKey key) {
        var now = clock.instant();
        if (isDue(key, now))
            database.use(change -> change.attach(SlicerKeys.class).used(key.id(), now));
        return key;
    }

    private static boolean isDue(SlicerKey key, Instant now) {
        var before = key.usedAt();
        return before == null || Duration.between(before, now).compareTo(NOTED_EVERY) >= 0;
    }

    /// The keys that a person may see: one's own, and a coordinator all.
    public List<SlicerKey> of(Person person) {
        return database.reading(SlicerKeys.class).all().stream()
                .filter(key -> isFor(key, person))
                .toList();
    }

    /// A key by its number, while it holds.
    public Optional<SlicerKey> find(long id) {
        return database.reading(SlicerKeys.class).find(id);
    }

    /// A key opens nothing any more; false when this person has no such key.
    public boolean revoke(long id, Person who) {
        return database.change(change -> {
            var keys = change.attach(SlicerKeys.class);
            var key = keys.find(id).filter(one -> isFor(one, who));
            var now = clock.instant();
            if (key.isEmpty() || !keys.revoke(id, now)) return false;
            var what = Message.of("slicers.key-revoked", key.get().name());
            Events.write(change, now, who.actor(), Subject.of(key.get().owner()), what);
            return true;
        });
    }

    /// The lasting name of a door for clients that keep one; nothing before the first key for it.
    public Optional<String> uuid(Door door) {
        return database.reading(SlicerKeys.class).uuid(door.place());
    }

    private static boolean isFor(SlicerKey key, Person person) {
        return key.owner().equals(person.id()) || person.role().covers(Role.COORDINATOR);
    }

    static String hash(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// What HTTP digest authentication (RFC 7616) reckons with where clients know nothing newer. The secret has 128
    /// random bits, which no table of hashes holds.
    public static String md5(String text) {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
