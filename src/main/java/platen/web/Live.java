package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(50);
    /// After this a browser connects again, and is asked again who it is.
    private static final Duration LONGEST_STAY = Duration.ofMinutes(10);
    private static final int LISTENERS = 2_000;
    /// Of these so many follow an order: the shop's own pages always find room.
    private static final int FOLLOWERS = 1_500;
    private static final int EVENTS_AT_ONCE = 1_000;

    private final Events events;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Thread follower;
    private volatile boolean open = true;

    public Live(Database database) {
        events = database.reading(Events.class);
        follower = Thread.ofPlatform().daemon().name("live").unstarted(this::lookForNews);
    }

    /// `hearsAll`: also of what is no event.
    private record Listener(Predicate<Subject> concerns, boolean hearsAll, BlockingQueue<Boolean> changed) {
        static Listener to(Predicate<Subject> concerns, boolean hearsAll) {
            return new Listener(concerns, hearsAll, new ArrayBlockingQueue<>(1));
        }

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

    /// How many pages listen now.
    int listening() {
        return listeners.size();
    }

    /// Whether anybody hears of changes that are no events.
    boolean isWatched() {
        return listeners.stream().anyMatch(Listener::hearsAll);
    }

    /// Tells of a change that is no event: a temperature, some progress.
    public void touch(Subject subject) {
        listeners.stream().filter(Listener::hearsAll).forEach(listener -> listener.hear(subject));
    }

    /// Answers a request with news of what concerns it, for as long as the browser listens.
    public void stream(Context ctx, Predicate<Subject> concerns) throws IOException {
        stream(ctx, Listener.to(concerns, true), HEARTBEAT, () -> "");
    }

    /// The same for somebody who pays for each byte: tells of events only, and now and then how far it is, as
    /// `progress` says on one line. An hour of it is some kilobytes.
    public void follow(Context ctx, Predicate<Subject> concerns, Supplier<String> progress) throws IOException {
        stream(ctx, Listener.to(concerns, false), PROGRESS_EVERY, progress);
    }

    private void stream(Context ctx, Listener listener, Duration every, Supplier<String> progress) throws IOException {
        if (listeners.size() >= (listener.hearsAll() ? LISTENERS : FOLLOWERS))
            throw new ServiceUnavailableResponse("web.too-busy");
        ctx.disableCompression();
        ctx.contentType("text/event-stream").header("Cache-Control", "no-store");
        ctx.header("X-Accel-Buffering", "no");
        listeners.add(listener);
        try {
            catchUp(ctx, listener);
            speak(ctx.res().getOutputStream(), listener, every, progress);
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

    private void speak(OutputStream out, Listener listener, Duration every, Supplier<String> progress)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + LONGEST_STAY.toNanos();
        var said = progress.get();
        write(out, "retry: 2000\n\n" + (said.isEmpty() ? "" : progress(said)));
        while (open && System.nanoTime() < end) {
            if (listener.changed().poll(every.toMillis(), TimeUnit.MILLISECONDS) != null) {
                write(out, "event: change\nid: " + events.last() + "\ndata: 1\n\n");
                continue;
            }
            var now = progress.get();
            write(out, now.equals(said) ? ":\n\n" : progress(now));
            said = now;
        }
    }

    private static String progress(String line) {
        return "event: progress\ndata: " + line + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private void lookForNews() {
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
                .forEach(event -> listeners.forEach(listener -> listener.hear(subject(event))));
    }

    private static Subject subject(Event event) {
        return new Subject(event.subjectKind(), event.subjectId());
    }
}
