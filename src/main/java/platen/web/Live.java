package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;

/// Tells open pages that what they show has changed; they then ask for it anew.
///
/// One thread follows the events by their number, so changes made by another server are seen too.
/// Each page listens on a virtual thread of its own, with a queue of one: several changes that it
/// was too slow for are one change, and a browser that reads nothing holds up nobody.
public final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// After this a browser connects again, and is asked again who it is.
    private static final Duration LONGEST_STAY = Duration.ofMinutes(10);
    private static final int LISTENERS = 2_000;
    private static final int EVENTS_AT_ONCE = 1_000;

    private final Events events;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Thread follower;
    private volatile boolean open = true;

    public Live(Database database) {
        events = database.reading(Events.class);
        follower = Thread.ofPlatform().daemon().name("live").unstarted(this::follow);
    }

    private record Listener(Predicate<Subject> concerns, BlockingQueue<Boolean> changed) {
        void hear(Subject subject) {
            if (concerns.test(subject)) changed.offer(true);
        }
    }

    void start() {
        follower.start();
    }

    /// The number of the last event: a page that shows it is as new as that.
    public long cursor() {
        return events.last();
    }

    /// Tells of a change that is no event: a temperature, some progress.
    public void touch(Subject subject) {
        listeners.forEach(listener -> listener.hear(subject));
    }

    /// Answers a request with news of what concerns it, for as long as the browser listens.
    public void stream(Context ctx, Predicate<Subject> concerns) throws IOException {
        if (listeners.size() >= LISTENERS) throw new ServiceUnavailableResponse("web.too-busy");
        var listener = new Listener(concerns, new ArrayBlockingQueue<>(1));
        ctx.disableCompression();
        ctx.contentType("text/event-stream").header("Cache-Control", "no-store");
        ctx.header("X-Accel-Buffering", "no");
        listeners.add(listener);
        try {
            catchUp(ctx, listener);
            speak(ctx, listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(listener);
        }
    }

    @Override
    public void close() {
        open = false;
        follower.interrupt();
        listeners.forEach(listener -> listener.changed().offer(true));
    }

    /// What happened between the making of the page and its listening.
    private void catchUp(Context ctx, Listener listener) {
        var known = ctx.header("Last-Event-ID") == null ? ctx.queryParam("after") : ctx.header("Last-Event-ID");
        if (known == null || !known.matches("\\d{1,18}")) return;
        events.after(Long.parseLong(known), EVENTS_AT_ONCE).forEach(event -> listener.hear(subject(event)));
    }

    private void speak(Context ctx, Listener listener) throws IOException, InterruptedException {
        var out = ctx.res().getOutputStream();
        var end = System.nanoTime() + LONGEST_STAY.toNanos();
        out.write("retry: 2000\n\n".getBytes(UTF_8));
        out.flush();
        while (open && System.nanoTime() < end) {
            var changed = listener.changed().poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            var text = changed == null ? ":\n\n" : "event: change\nid: " + events.last() + "\ndata: 1\n\n";
            out.write(text.getBytes(UTF_8));
            out.flush();
        }
    }

    private void follow() {
        var recent = new RecentEvents(events.last());
        while (open) {
            try {
                Thread.sleep(LOOK_EVERY);
                look(recent);
            } catch (JdbiException e) {
                LOG.warn("looking for news failed, and is tried again", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(RecentEvents recent) {
        if (!recent.isDue(events.last())) return;
        events.after(recent.from(), EVENTS_AT_ONCE).stream()
                .filter(event -> recent.isNew(event.id()))
                .forEach(event -> touch(subject(event)));
    }

    private static Subject subject(Event event) {
        return new Subject(event.subjectKind(), event.subjectId());
    }
}
