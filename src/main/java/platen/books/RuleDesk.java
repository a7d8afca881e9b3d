package platen.books;

import java.time.InstantSource;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.shop.MoneyRules;
import platen.shop.MoneyRulesRow;
import platen.values.Actor;
import platen.values.Message;

/// Reads and changes the shop's rules of money.
public final class RuleDesk {
    private final Database database;
    private final InstantSource clock;

    public RuleDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public MoneyRules rules() {
        return database.look(MoneyRules::of);
    }

    public void set(MoneyRules rules, Actor who) {
        database.use(change -> {
            var row = change.attach(MoneyRulesRow.class);
            if (row.read().equals(rules)) return;
            row.write(rules);
            var what = Message.of("books.rules-changed", rules.startRule(), rules.depositPercent(), rules.startAbove());
            Events.write(change, clock.instant(), who, Subject.SHOP, what);
        });
    }
}
