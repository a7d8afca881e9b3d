package platen.people;

import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;

/// Where coordinators set what the shop asks of its people; each change is an event with before and after.
public final class TeamDesk {
    /// With fewer people nobody could be asked to look, too.
    static final int PEOPLE_FOR_SECOND = 3;

    private final Database database;
    private final InstantSource clock;

    public TeamDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public TeamRules rules() {
        return database.reading(TeamRulesRow.class).read();
    }

    /// Sets the rules; or what is against it. Who would be shut out by their own rule is told so.
    public Optional<Message> set(Person by, TeamRules rules) {
        return database.change(change -> {
            var row = change.attach(TeamRulesRow.class);
            var before = row.read();
            var factors = change.attach(Factors.class);
            if (rules.demandsFactor() && !before.demandsFactor() && !factors.isOn(by.id()))
                return Optional.of(Message.of("people.factor-first"));
            var people = change.attach(People.class).present().size();
            if (rules.demandsSecond() && !before.demandsSecond() && people < PEOPLE_FOR_SECOND)
                return Optional.of(Message.of("people.too-few", PEOPLE_FOR_SECOND));
            row.write(rules.demandsFactor(), rules.demandsSecond(), rules.refundLimit());
            tell(change, by, "factor", yes(before.demandsFactor()), yes(rules.demandsFactor()));
            tell(change, by, "second", yes(before.demandsSecond()), yes(rules.demandsSecond()));
            tell(change, by, "limit", before.refundLimit(), rules.refundLimit());
            return Optional.empty();
        });
    }

    private void tell(Handle change, Person by, String rule, Object before, Object after) {
        if (before.equals(after)) return;
        var what = Message.of("people.rule-" + rule, before, after);
        Events.write(change, clock.instant(), by.actor(), Subject.SHOP, what);
    }

    private static String yes(boolean on) {
        return on ? "yes" : "no";
    }
}
