package platen.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.notices.Post.Outcome;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Secrets;

/// Where notices become mail. A mail that cannot go out is tried again after growing pauses for a day; then, or when
/// its address is refused for good, a worker tells it.
public final class Mailroom {
    private static final Logger LOG = Logger.getLogger(Mailroom.class.getName());
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3));
    static final Duration TRIED_FOR = Duration.ofDays(1);
    /// A try that was begun and never ended is made again after this, with the same Message-ID.
    static final Duration DEAD_AFTER = Duration.ofMinutes(10);
    private static final int AT_ONCE = 50;
    private static final Duration SWEPT_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final Letters letters;
    private final Mailing mailing;
    private final Follower follower;
    private final InstantSource clock;
    /// Only the thread that mails knows it.
    private Instant sweptAt = Instant.EPOCH;

    public Mailroom(Database database, Letters letters, Mailing mailing, InstantSource clock) {
        this.database = database;
        this.letters = letters;
        this.mailing = mailing;
        this.clock = clock;
        this.follower = new Follower(database, mailing::isSetUp, clock);
    }

    /// Reads what happened, and mails what is due.
    public void tick() {
        var isNews = follower.follow();
        if (isNews || !clock.instant().isBefore(sweptAt.plus(SWEPT_EVERY))) forgetOvertaken();
        for (var notice : database.reading(Notices.class).due(clock.instant(), AT_ONCE)) {
            if (!take(notice)) return;
        }
    }

    /// Sends a mail that only shows that mail arrives.
    public Outcome trial(String to) {
        var post = mailing.post();
        if (post.isEmpty()) return new Outcome.Unreachable(mailing.status());
        var letter = database.<Letter, RuntimeException>look(look -> letters.trial(look, Secrets.token(), to));
        var outcome = post.get().send(letter);
        mailing.went(outcome);
        return outcome;
    }

    /// False when no other can be mailed now either.
    private boolean take(Notice notice) {
        var post = mailing.post();
        if (post.isEmpty()) {
            leaveToWorkers(notice, Message.of("notices.no-mail"));
            return true;
        }
        // The try is counted before it is made: one that would end us is not made for ever.
        var until = clock.instant().plus(DEAD_AFTER);
        if (!database.<Boolean, RuntimeException>change(
                change -> change.attach(Notices.class).claim(notice.id(), notice.tries(), until))) return true;
        var letter = letter(notice);
        return letter.isEmpty() || note(notice, letter.get(), post.get().send(letter.get()));
    }

    private boolean note(Notice notice, Letter letter, Outcome outcome) {
        mailing.went(outcome);
        switch (outcome) {
            case Outcome.Accepted() -> sent(notice, letter);
            case Outcome.Refused(var why) -> leaveToWorkers(notice, why);
            case Outcome.Later(var why) -> later(notice, why);
            case Outcome.Unreachable(var why) -> later(notice, why);
        }
        return !(outcome instanceof Outcome.Unreachable);
    }

    /// Nothing where it is overtaken, or cannot be written; both are noted.
    private Optional<Letter> letter(Notice notice) {
        try {
            var letter = database.<Optional<Letter>, RuntimeException>look(look -> {
                var order = look.attach(Orders.class).find(notice.orderId()).orElseThrow();
                return Letters.isOvertaken(look, notice, order)
                        ? Optional.empty()
                        : Optional.of(letters.letter(look, notice, order));
            });
            if (letter.isEmpty()) database.use(change -> overtaken(change, notice));
            return letter;
        } catch (RuntimeException e) {
            // One that cannot be written holds up no other.
            LOG.log(Level.WARNING, "notice " + notice.id() + " could not be written, and is tried again", e);
            later(notice, Message.of("notices.later"));
            return Optional.empty();
        }
    }

    private void sent(Notice notice, Letter letter) {
        database.use(change -> {
            var now = clock.instant();
            if (!change.attach(Notices.class).sent(notice.id(), now)) return;
            event(change, notice, Message.of("notices.mailed", letter.subject()), now);
        });
    }

    private void later(Notice notice, Message why) {
        var now = clock.instant();
        if (!now.isBefore(notice.createdAt().plus(TRIED_FOR))) {
            leaveToWorkers(notice, why);
            return;
        }
        var pause = PAUSES.get(Math.min(notice.tries(), PAUSES.size() - 1));
        database.use(change -> change.attach(Notices.class).postpone(notice.id(), now.plus(pause), why));
    }

    private void leaveToWorkers(Notice notice, Message why) {
        database.use(change -> {
            if (!change.attach(Notices.class).toTell(notice.id(), NoticeState.WAITING, why)) return;
            event(change, notice, Message.of("notices.not-mailed"), clock.instant());
        });
    }

    /// What is not true any more when a worker comes to it is not told.
    private void forgetOvertaken() {
        sweptAt = clock.instant();
        var overtaken = database.<List<Notice>, RuntimeException>look(look -> {
            var orders = look.attach(Orders.class);
            return look.attach(Notices.class).toTell(ToTell.MOST).stream()
                    .filter(notice -> Letters.isOvertaken(
                            look, notice, orders.find(notice.orderId()).orElseThrow()))
                    .toList();
        });
        if (overtaken.isEmpty()) return;
        database.use(change -> overtaken.forEach(notice -> overtaken(change, notice)));
    }

    private void overtaken(Handle change, Notice notice) {
        change.attach(Notices.class).overtaken(notice.id(), notice.state(), clock.instant());
    }

    private static void event(Handle change, Notice notice, Message what, Instant now) {
        Events.write(change, now, Actor.SYSTEM, Subject.of(notice.orderId()), what);
    }
}
