package platen.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.Json;
import platen.values.Message;

/// Tells programs elsewhere what happened: at least once, in order for each, and each by itself, so that one that does
/// not answer holds up nobody else.
///
/// Where a database has several writers, a transaction may end after another whose events have higher numbers: so the
/// last hundred are looked through again, and what has arrived is not sent again.
public final class Courier implements AutoCloseable {
    static final Duration LONGEST_TRYING = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    /// Longer than one delivery takes; after it another server may try.
    private static final Duration TAKEN = Duration.ofMinutes(1);
    private static final int LOOK_BACK = 100;
    private static final int EVENTS_AT_ONCE = 500;
    private static final int KEPT = 1_000;
    private static final int TEST = 0;

    private final Database database;
    private final InstantSource clock;
    private final Function<Message, String> words;
    private final Sender sender = new Sender();
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor();

    /// `words` says messages as the other side reads them.
    public Courier(Database database, InstantSource clock, Function<Message, String> words) {
        this.database = database;
        this.clock = clock;
        this.words = words;
    }

    /// Sends one after another whose time has come, each on a thread of its own, and does not wait for them.
    public void tick() {
        for (var hook : database.reading(Webhooks.class).due(clock.instant())) {
            if (!busy.add(hook.id())) continue;
            var _ = couriers.submit(() -> {
                try {
                    tell(hook);
                } catch (RuntimeException e) {
                    LOG.warn("a webhook failed, and is tried again", e);
                } finally {
                    busy.remove(hook.id());
                }
            });
        }
    }

    /// Tells one what it has not been told, until it has all, or does not answer. False when it does not.
    boolean tell(Webhook hook) {
        var from = Math.max(hook.firstEvent(), hook.lastEvent() - LOOK_BACK);
        var events = database.reading(Events.class).after(from, EVENTS_AT_ONCE);
        if (events.isEmpty()) return true;
        if (events.getLast().id() <= hook.lastEvent() && isAllTold(hook, events, from)) return true;
        var before = hook.dueAt();
        var until = clock.instant().plus(TAKEN);
        if (!database.change(change -> change.attach(Webhooks.class).take(hook.id(), before, until))) return true;
        var arrived = database.reading(Webhooks.class).arrivedAfter(hook.id(), from);
        for (var event : events) {
            var isWanted = Topic.of(event).filter(hook::wants).isPresent() && !arrived.contains(event.id());
            if (isWanted && !deliver(hook, event)) return false;
        }
        database.use(change -> {
            var hooks = change.attach(Webhooks.class);
            hooks.told(hook.id(), events.getLast().id());
            hooks.due(hook.id(), clock.instant());
            hooks.sweep(hook.id(), events.getLast().id() - LOOK_BACK, KEPT);
        });
        return true;
    }

    private boolean isAllTold(Webhook hook, List<Event> events, long from) {
        var arrived = database.reading(Webhooks.class).arrivedAfter(hook.id(), from);
        return events.stream()
                .filter(event -> Topic.of(event).filter(hook::wants).isPresent())
                .allMatch(event -> arrived.contains(event.id()));
    }

    private boolean deliver(Webhook hook, Event event) {
        var answer = send(hook, event.id(), event.what().key(), body(event));
        database.use(change -> {
            var hooks = change.attach(Webhooks.class);
            var now = clock.instant();
            if (answer.isFine()) {
                hooks.told(hook.id(), event.id());
                hooks.due(hook.id(), now.plus(TAKEN));
                return;
            }
            var known = hooks.find(hook.id()).orElse(hook);
            hooks.failed(hook.id(), now.plus(wait(known.tries())), now);
            var since = known.failingSince();
            if (since != null && !now.isBefore(since.plus(LONGEST_TRYING)) && hooks.pause(hook.id(), now)) {
                var what = Message.of("webhooks.paused", HookDesk.host(hook.url()));
                Events.write(change, now, Actor.SYSTEM, Subject.SHOP, what);
            }
        });
        return answer.isFine();
    }

    /// A test now, whatever waits. What comes of it stands in the list of deliveries.
    public boolean test(Webhook hook) {
        var body = Json.MAPPER.createObjectNode();
        body.put("code", "webhooks.test").put("says", "A test from Platen.");
        return send(hook, TEST, "webhooks.test", body).isFine();
    }

    private Sender.Answer send(Webhook hook, long event, String code, ObjectNode body) {
        var begun = clock.instant();
        var delivery = "hook-" + hook.id() + "-" + (event == TEST ? "test-" + begun.toEpochMilli() : "" + event);
        body.put("delivery", delivery);
        var secret = database.reading(Webhooks.class).secret(hook.id());
        var answer = sender.send(hook, secret, delivery, code, Json.write(body), begun);
        var took = Duration.between(begun, clock.instant()).toMillis();
        database.use(change -> change.attach(Webhooks.class)
                .note(hook.id(), event, delivery, begun, took, answer.status(), answer.problem(), answer.isFine()));
        return answer;
    }

    /// As the API writes events.
    private ObjectNode body(Event event) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", event.id())
                .put("at", event.at().toString())
                .put("actor", event.actorName())
                .put("actor_kind", event.actorKind().name())
                .put("about", event.subjectKind().name())
                .put("about_id", event.subjectId())
                .put("code", event.what().key())
                .put("says", words.apply(event.what()));
    }

    /// Twice as long each time, up to an hour.
    static Duration wait(int tries) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 12));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    @Override
    public void close() {
        couriers.shutdownNow();
        sender.close();
    }
}
