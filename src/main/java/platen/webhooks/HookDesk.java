package platen.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Person;
import platen.values.Message;
import platen.values.Secrets;

/// Where coordinators say which programs elsewhere are told what.
public final class HookDesk {
    private static final int MOST = 50;
    private static final int LATELY = 30;
    private static final String MARK = "platen_hook_";

    private final Database database;
    private final InstantSource clock;

    public HookDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public sealed interface Added {
        /// `secret` is shown only now.
        record Done(String secret) implements Added {}

        record Refused(Message why) implements Added {}
    }

    public List<Webhook> all() {
        return database.reading(Webhooks.class).all();
    }

    public Optional<Webhook> find(long id) {
        return database.reading(Webhooks.class).find(id);
    }

    /// Those that nobody answered for a day.
    public List<Webhook> paused() {
        return database.reading(Webhooks.class).paused();
    }

    public List<Delivery> lately(long hook) {
        return database.reading(Webhooks.class).lately(hook, LATELY);
    }

    /// From the next event on.
    public Added add(Person by, String url, Set<Topic> topics, boolean allowsLan) {
        if (!isAddress(url)) return new Added.Refused(Message.of("webhooks.no-address"));
        var secret = MARK + Secrets.token() + Secrets.token();
        return database.change(change -> {
            var hooks = change.attach(Webhooks.class);
            if (hooks.all().size() >= MOST) return new Added.Refused(Message.of("webhooks.too-many", MOST));
            var now = clock.instant();
            var written = Topic.written(topics);
            hooks.add(
                    url,
                    written,
                    secret,
                    allowsLan,
                    by.name(),
                    now,
                    change.attach(Events.class).last());
            tell(change, by, Message.of("webhooks.added", host(url), written));
            return new Added.Done(secret);
        });
    }

    public boolean remove(Person by, long id) {
        return database.change(change -> {
            var hook = change.attach(Webhooks.class).find(id);
            if (hook.isEmpty() || !change.attach(Webhooks.class).remove(id, clock.instant())) return false;
            tell(change, by, Message.of("webhooks.removed", host(hook.get().url())));
            return true;
        });
    }

    /// What happened meanwhile is told, too.
    public boolean goOn(Person by, long id) {
        return database.change(change -> {
            var hook = change.attach(Webhooks.class).find(id);
            if (hook.isEmpty() || !change.attach(Webhooks.class).goOn(id, clock.instant())) return false;
            tell(change, by, Message.of("webhooks.goes-on", host(hook.get().url())));
            return true;
        });
    }

    private void tell(Handle change, Person by, Message what) {
        Events.write(change, clock.instant(), by.actor(), Subject.SHOP, what);
    }

    /// What of an address everybody may read: the rest may be a secret.
    static String host(String url) {
        return URI.create(url).getHost();
    }

    private static boolean isAddress(String url) {
        try {
            var address = new URI(url);
            var scheme = address.getScheme();
            return ("http".equals(scheme) || "https".equals(scheme))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
