package platen.slicerdoor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import platen.database.Database;
import platen.people.Person;
import platen.slicerdoor.Keyring.Rights;
import platen.values.Digest;
import platen.values.Secrets;

/// How a program gets a key without anybody copying one: it asks, somebody who is signed in says yes, and it fetches
/// the key with what only it knows. The key is reckoned from that, so that neither is ever stored.
public final class AskedKeys {
    public static final Duration HOLDS = Duration.ofMinutes(10);
    private static final int MOST_OPEN = 20;
    private static final int KEY_LETTERS = 32;

    private final Database database;
    private final Keyring keyring;
    private final InstantSource clock;

    public AskedKeys(Database database, Keyring keyring, InstantSource clock) {
        this.database = database;
        this.keyring = keyring;
        this.clock = clock;
    }

    /// What the program asks again with, and the number by which people know its request.
    public record Asked(String token, long id) {}

    /// Nothing when too many ask already.
    public Optional<Asked> ask(Door door, String app) {
        var token = Secrets.token();
        var lock = Lock.of(key(token));
        var now = clock.instant();
        return database.change(change -> {
            var requests = change.attach(SlicerRequests.class);
            requests.forget(now.minus(HOLDS));
            if (requests.open().size() >= MOST_OPEN) return Optional.empty();
            var id = requests.add(
                    Keyring.hash(token), door.place(), app, lock.login(), lock.keyHash(), lock.digestHash(), now);
            return Optional.of(new Asked(token, id));
        });
    }

    /// How a request stands; nothing once it was forgotten.
    public Optional<SlicerRequest> look(String token) {
        return database.reading(SlicerRequests.class)
                .byToken(Keyring.hash(token))
                .filter(this::holds);
    }

    /// The key of who asks with this token, if it was allowed.
    public static String key(String token) {
        var reckoned = Digest.of(("key for " + token).getBytes(StandardCharsets.UTF_8));
        return reckoned.hex().substring(0, KEY_LETTERS);
    }

    public Optional<SlicerRequest> find(long id) {
        return database.reading(SlicerRequests.class).find(id).filter(this::holds);
    }

    /// What waits for an answer.
    public List<SlicerRequest> open() {
        return database.reading(SlicerRequests.class).open().stream()
                .filter(this::holds)
                .toList();
    }

    private boolean holds(SlicerRequest request) {
        return request.askedAt().plus(HOLDS).isAfter(clock.instant());
    }

    /// Somebody who is signed in says yes: the key is theirs.
    public boolean allow(long id, Rights rights, Person owner) {
        return database.change(change -> {
            var requests = change.attach(SlicerRequests.class);
            if (!requests.hold(id)) return false;
            var request = requests.find(id).filter(this::holds);
            var door = request.flatMap(one -> Door.at(one.door()));
            if (door.isEmpty()) return false;
            var key = keyring.add(
                    change,
                    door.get(),
                    request.get().app(),
                    rights,
                    owner,
                    request.get().lock());
            return requests.allow(id, key.id());
        });
    }

    public boolean refuse(long id) {
        return database.change(change -> change.attach(SlicerRequests.class).refuse(id));
    }
}
