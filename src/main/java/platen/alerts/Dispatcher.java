package platen.alerts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.Post.Outcome;
import platen.people.Person;
import platen.templating.Words;
import platen.values.Message;
import platen.values.PersonId;
import platen.values.Secrets;

/// Tells whoever is on duty what needs a person. Each person and way has a thread of its own while something goes out,
/// so that a slow or dead one holds up no other; what is not taken is tried again after growing pauses, for six hours.
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30));
    private static final Duration TRIED_FOR = Duration.ofHours(6);
    /// A try that was begun and never ended is made again after this: at least once.
    private static final Duration DEAD_AFTER = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LAST_WORDS_S = 3;

    private final Database database;
    private final Supplier<String> origin;
    private final InstantSource clock;
    private final Watcher watcher;
    private final Messenger messenger;
    private final Set<Target> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService hands = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("alert ", 1).factory());

    /// `origin` is the site's address as workers know it.
    public Dispatcher(
            Database database, Letters letters, Mailing mailing, Supplier<String> origin, InstantSource clock) {
        this.database = database;
        this.origin = origin;
        this.clock = clock;
        this.watcher = new Watcher(database, clock);
        this.messenger = new Messenger(database, letters, mailing);
    }

    private record Target(PersonId person, Way way) {}

    /// Reads what happened, and begins to send what is due; it waits for nobody.
    public void tick() {
        watcher.follow();
        for (var alert : database.reading(Alerts.class).due(clock.instant())) begin(alert);
    }

    /// Forgets what was told long ago.
    public void sweep() {
        database.use(
                change -> change.attach(Alerts.class).forget(clock.instant().minus(KEPT)));
    }

    /// Sends a message that only shows that it arrives, in each way; what became of it.
    public Map<Way, Outcome> trial(Person who) {
        var to = database.reading(OnCalls.class).of(who.id()).orElse(OnCall.none(who.id()));
        var outcomes = new LinkedHashMap<Way, Outcome>();
        for (var way : to.ways()) outcomes.put(way, messenger.send(to, way, trialWords()));
        return outcomes;
    }

    private Messenger.Told trialWords() {
        return new Messenger.Told(
                Secrets.token(),
                say("alerts.trial-title"),
                say("alerts.trial-text"),
                origin.get() + "/work/today",
                false);
    }

    private static String say(String key) {
        return Words.say(Message.of(key), Locale.US);
    }

    private void begin(Alert alert) {
        var target = new Target(alert.person(), alert.way());
        if (!busy.add(target)) return;
        try {
            hands.execute(() -> {
                try {
                    send(alert);
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "alert " + alert.id() + " could not be sent, and is tried again", e);
                } finally {
                    busy.remove(target);
                }
            });
        } catch (RejectedExecutionException e) {
            busy.remove(target);
        }
    }

    private void send(Alert alert) {
        // The try is counted before it is made: one that would end us is not made for ever.
        var until = clock.instant().plus(DEAD_AFTER);
        if (!database.<Boolean, RuntimeException>change(
                change -> change.attach(Alerts.class).claim(alert.id(), alert.tries(), until))) return;
        var to = database.reading(OnCalls.class)
                .of(alert.person())
                .filter(one -> one.ways().contains(alert.way()));
        var words = words(alert);
        if (to.isEmpty() || words.isEmpty()) {
            end(alert, Alert.State.OVERTAKEN, null);
            return;
        }
        switch (messenger.send(to.get(), alert.way(), words.get())) {
            case Outcome.Accepted() -> end(alert, Alert.State.SENT, null);
            case Outcome.Refused(var why) -> end(alert, Alert.State.GIVEN_UP, why);
            case Outcome.Later(var why) -> later(alert, why);
            case Outcome.Unreachable(var why) -> later(alert, why);
        }
    }

    /// Nothing where it is over meanwhile.
    private Optional<Messenger.Told> words(Alert alert) {
        return database.look(look -> {
            var event = look.attach(Events.class).after(alert.event() - 1, 1);
            if (event.isEmpty() || event.getFirst().id() != alert.event()) return Optional.empty();
            var wording = Wording.of(look, event.getFirst(), alert.cause(), origin.get());
            if (alert.cause().isOver(wording.job())) return Optional.empty();
            return Optional.of(new Messenger.Told(
                    alert.alertKey(), wording.title(), wording.text(), wording.link(), alert.cause() == Cause.HEATER));
        });
    }

    private void later(Alert alert, Message why) {
        var now = clock.instant();
        if (!now.isBefore(alert.createdAt().plus(TRIED_FOR))) {
            end(alert, Alert.State.GIVEN_UP, why);
            return;
        }
        var pause = PAUSES.get(Math.min(alert.tries(), PAUSES.size() - 1));
        database.use(change -> change.attach(Alerts.class).postpone(alert.id(), now.plus(pause), why));
    }

    private void end(Alert alert, Alert.State state, @Nullable Message why) {
        database.use(change -> change.attach(Alerts.class).end(alert.id(), state, why, clock.instant()));
    }

    @Override
    public void close() {
        hands.shutdownNow();
        try {
            if (!hands.awaitTermination(LAST_WORDS_S, TimeUnit.SECONDS)) LOG.info("an alert is still on its way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
