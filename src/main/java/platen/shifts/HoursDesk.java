package platen.shifts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Person;
import platen.values.Message;
import platen.values.PersonId;

/// Where members note their hours. What was noted is corrected only with a reason, and every correction is an event.
public final class HoursDesk {
    /// A day has no more.
    public static final int MOST_MINUTES = 24 * 60;
    /// Who is at work for longer has forgotten to clock out.
    static final Duration LONGEST_SHIFT = Duration.ofHours(16);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;

    public HoursDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Since when somebody is at work, if they are.
    public Optional<Clock> clock(PersonId person) {
        return database.reading(Hours.class).clock(person);
    }

    /// Who is at work now, by name.
    public List<String> atWork() {
        return database.reading(Hours.class).atWork();
    }

    public List<Entry> of(PersonId person, YearMonth month) {
        return database.reading(Hours.class).of(person, first(month), first(month.plusMonths(1)));
    }

    public List<Entry> of(YearMonth month) {
        return database.reading(Hours.class).between(first(month), first(month.plusMonths(1)));
    }

    private static String first(YearMonth month) {
        return month.atDay(1).toString();
    }

    /// False when they are at work already.
    public boolean clockIn(Person who, Task task) {
        return database.change(change -> {
            var now = clock.instant();
            if (!change.attach(Hours.class).begin(who.id(), now, task)) return false;
            Events.write(
                    change,
                    now,
                    who.actor(),
                    Subject.of(who.id()),
                    Message.of("shifts.clocked-in", task.kind().name()));
            return true;
        });
    }

    /// Ends the shift and notes its minutes on the day on which it began; or why not. A shift that is not `counted`, or
    /// is longer than anybody works, is noted by hand instead.
    public Optional<Message> clockOut(Person who, boolean counted, ZoneId zone) {
        return database.change(change -> {
            var hours = change.attach(Hours.class);
            var running = hours.clock(who.id());
            if (running.isEmpty()) return Optional.of(Message.of("shifts.not-clocked-in"));
            var began = running.get().beganAt();
            var now = clock.instant();
            if (counted && Duration.between(began, now).compareTo(LONGEST_SHIFT) > 0)
                return Optional.of(Message.of("shifts.too-long", LONGEST_SHIFT.toHours()));
            if (!hours.end(who.id(), began)) return Optional.of(Message.of("shifts.not-clocked-in"));
            var minutes = counted ? minutes(began, now) : 0;
            if (counted)
                hours.add(
                        who.id(),
                        began.atZone(zone).toLocalDate().toString(),
                        minutes,
                        running.get().task(),
                        now);
            var what = Message.of(counted ? "shifts.clocked-out" : "shifts.clock-dropped", minutes);
            Events.write(change, now, who.actor(), Subject.of(who.id()), what);
            return Optional.empty();
        });
    }

    private static int minutes(Instant began, Instant now) {
        return (int) Math.max(1, Duration.between(began, now).plusSeconds(30).dividedBy(MINUTE));
    }

    /// Notes hours by hand; or why not.
    public Optional<Message> enter(Person who, LocalDate day, int minutes, Task task, ZoneId zone) {
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), zone))) return Optional.of(Message.of("shifts.not-yet"));
        database.use(change -> {
            change.attach(Hours.class).add(who.id(), day.toString(), minutes, task, clock.instant());
            var what = Message.of("shifts.entered", day, minutes, task.kind().name());
            Events.write(change, clock.instant(), who.actor(), Subject.of(who.id()), what);
        });
        return Optional.empty();
    }

    /// Changes an entry, one's own or, for coordinators, anybody's; or why not. No minutes take it back.
    public Optional<Message> correct(Person by, long id, int minutes, WorkKind kind, String reason) {
        return database.change(change -> {
            var hours = change.attach(Hours.class);
            var found = hours.find(id)
                    .filter(entry -> by.coordinates() || entry.person().equals(by.id()));
            if (found.isEmpty()) return Optional.of(Message.of("shifts.no-entry"));
            var entry = found.get();
            if (entry.minutes() == minutes && entry.kind() == kind)
                return Optional.of(Message.of("shifts.nothing-changed"));
            if (!hours.correct(id, entry.minutes(), entry.kind(), minutes, kind))
                return Optional.of(Message.of("shifts.no-entry"));
            var before = entry.minutes() + " " + entry.kind();
            var what = Message.of("shifts.corrected", before, minutes + " " + kind, entry.day(), reason);
            Events.write(change, clock.instant(), by.actor(), Subject.of(entry.person()), what);
            return Optional.empty();
        });
    }
}
