package platen.customers;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.notices.Letter;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.NoticeState;
import platen.notices.Post.Outcome;
import platen.values.Message;

/// Mails the letters to customers. One that cannot go out is tried again after growing pauses for a day; then, or when
/// its address is refused for good, a worker tells it. Each try makes its own link, so that none is ever stored.
public final class CustomerMail {
    private static final Logger LOG = Logger.getLogger(CustomerMail.class.getName());
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final Duration TRIED_FOR = Duration.ofDays(1);
    /// A try that was begun and never ended is made again after this, with the same Message-ID.
    private static final Duration DEAD_AFTER = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 50;

    private final Database database;
    private final Letters letters;
    private final Mailing mailing;
    private final Supplier<String> origin;
    private final InstantSource clock;

    public CustomerMail(
            Database database, Letters letters, Mailing mailing, Supplier<String> origin, InstantSource clock) {
        this.database = database;
        this.letters = letters;
        this.mailing = mailing;
        this.origin = origin;
        this.clock = clock;
    }

    /// Mails what is due.
    public void tick() {
        for (var letter : database.reading(CustomerLetters.class).due(clock.instant(), AT_ONCE)) {
            if (!take(letter)) return;
        }
    }

    /// What is over is forgotten after a while, and what nobody waits for is not told.
    public void sweep() {
        database.use(change -> {
            var all = change.attach(CustomerLetters.class);
            var now = clock.instant();
            for (var letter : all.toTell(CustomersToTell.MOST)) {
                if (CustomerWording.isOvertaken(change, letter, now))
                    all.overtaken(letter.id(), NoticeState.TO_TELL, now);
            }
            all.forget(now.minus(KEPT));
        });
    }

    /// False when no other can be mailed now either.
    private boolean take(CustomerLetter letter) {
        var post = mailing.post();
        if (post.isEmpty()) {
            leaveToWorkers(letter, Message.of("notices.no-mail"));
            return true;
        }
        var link = claim(letter);
        if (link == null) return true;
        var mail = write(letter, link);
        if (mail.isEmpty()) return true;
        var outcome = post.get().send(mail.get());
        mailing.went(outcome);
        note(letter, outcome);
        return !(outcome instanceof Outcome.Unreachable);
    }

    /// Counts the try and makes its link; nothing where somebody was quicker, or nobody waits for it any more.
    private @Nullable String claim(CustomerLetter letter) {
        return database.<Optional<String>, RuntimeException>change(change -> {
                    var now = clock.instant();
                    var all = change.attach(CustomerLetters.class);
                    if (CustomerWording.isOvertaken(change, letter, now)) {
                        all.overtaken(letter.id(), NoticeState.WAITING, now);
                        return Optional.empty();
                    }
                    if (!all.claim(letter.id(), letter.tries(), now.plus(DEAD_AFTER))) return Optional.empty();
                    return Optional.of(CustomerWording.link(change, letter, origin.get(), now));
                })
                .orElse(null);
    }

    private Optional<Letter> write(CustomerLetter letter, String link) {
        try {
            return Optional.of(database.<Letter, RuntimeException>look(look -> letters.letter(
                    look,
                    letter.language(),
                    letter.mailKey(),
                    letter.email(),
                    new CustomerWording(look, letter).said(link),
                    "customer.mail-")));
        } catch (RuntimeException e) {
            // One that cannot be written holds up no other.
            LOG.log(Level.WARNING, "letter " + letter.id() + " could not be written, and is tried again", e);
            later(letter, Message.of("notices.later"));
            return Optional.empty();
        }
    }

    private void note(CustomerLetter letter, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted() ->
                database.use(change -> change.attach(CustomerLetters.class).sent(letter.id(), clock.instant()));
            case Outcome.Refused(var why) -> leaveToWorkers(letter, why);
            case Outcome.Later(var why) -> later(letter, why);
            case Outcome.Unreachable(var why) -> later(letter, why);
        }
    }

    private void later(CustomerLetter letter, Message why) {
        var now = clock.instant();
        if (!now.isBefore(letter.createdAt().plus(TRIED_FOR))) {
            leaveToWorkers(letter, why);
            return;
        }
        var pause = PAUSES.get(Math.min(letter.tries(), PAUSES.size() - 1));
        database.use(change -> change.attach(CustomerLetters.class).postpone(letter.id(), now.plus(pause), why));
    }

    /// A link to an address that does not exist, and that nobody knows, is told by nobody.
    private void leaveToWorkers(CustomerLetter letter, Message why) {
        database.use(change -> {
            var all = change.attach(CustomerLetters.class);
            if (letter.what() == Errand.SIGN_IN
                    && !change.attach(Customers.class).isKnown(letter.email()))
                all.overtaken(letter.id(), NoticeState.WAITING, clock.instant());
            else all.toTell(letter.id(), why);
        });
    }
}
