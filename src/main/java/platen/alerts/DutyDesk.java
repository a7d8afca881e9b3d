package platen.alerts;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.outbound.Poster;
import platen.people.Person;
import platen.values.Message;
import platen.values.PersonId;

/// Where those who work here say how they are reached and whether they are on duty.
public final class DutyDesk {
    private static final int LATELY = 5;

    private final Database database;
    private final InstantSource clock;

    public DutyDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What somebody wishes; quiet hours are both ends or none.
    public record Wish(
            Duty duty,
            boolean byMail,
            String push,
            boolean customers,
            @Nullable Integer quietFrom,
            @Nullable Integer quietUntil) {}

    public OnCall of(PersonId person) {
        return database.reading(OnCalls.class).of(person).orElse(OnCall.none(person));
    }

    /// All who have ever said how they are reached.
    public List<OnCall> all() {
        return database.reading(OnCalls.class).all();
    }

    /// What somebody was told last, and what became of it.
    public List<Alert> lately(PersonId person) {
        return database.reading(Alerts.class).lately(person, LATELY);
    }

    /// Notes the wish; or what is wrong with it. The address of a push is often its only key, so no event names it.
    public Optional<Message> set(Person who, Wish wish) {
        if (!wish.push().isEmpty()) {
            var problem = Poster.problem(wish.push().replace("{title}", "a").replace("{text}", "a"));
            if (problem.isPresent()) return problem;
        }
        if (wish.duty() != Duty.OFF && !wish.byMail() && wish.push().isEmpty())
            return Optional.of(Message.of("alerts.no-way"));
        database.use(change -> {
            var rows = change.attach(OnCalls.class);
            var before = rows.of(who.id()).orElse(OnCall.none(who.id())).duty();
            var now = clock.instant();
            rows.write(
                    who.id(),
                    wish.duty(),
                    wish.byMail(),
                    wish.push(),
                    wish.customers(),
                    wish.quietFrom(),
                    wish.quietUntil(),
                    now);
            Events.write(change, now, who.actor(), Subject.of(who.id()), Message.of("alerts.reach-set"));
            if (before != wish.duty()) Events.write(change, now, who.actor(), Subject.of(who.id()), duty(wish.duty()));
        });
        return Optional.empty();
    }

    /// Comes on duty, or goes.
    public Optional<Message> setDuty(Person who, Duty duty) {
        var now = of(who.id());
        return set(who, new Wish(duty, now.byMail(), now.push(), now.customers(), now.quietFrom(), now.quietUntil()));
    }

    private static Message duty(Duty duty) {
        return Message.of("alerts.duty-" + duty.name().toLowerCase(Locale.ROOT));
    }

    public boolean allowsLan() {
        return database.reading(OnCalls.class).allowsLan();
    }

    public void allowLan(Person who, boolean allows) {
        database.use(change -> {
            if (!change.attach(OnCalls.class).allowLan(allows)) return;
            var what = Message.of(allows ? "alerts.lan-on" : "alerts.lan-off");
            Events.write(change, clock.instant(), who.actor(), Subject.SHOP, what);
        });
    }
}
