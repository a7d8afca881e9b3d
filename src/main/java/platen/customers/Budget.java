package platen.customers;

import java.time.Instant;
import java.time.YearMonth;
import org.jdbi.v3.core.Handle;
import platen.books.Entries;
import platen.shop.Settings;
import platen.values.Money;

/// What an organisation may order in a calendar month, and what it has ordered in this one. Nothing a month is no
/// bound at all.
public record Budget(YearMonth month, Money monthly, Money spent) {

    /// In the month that has `now` by the shop's calendar. What was put on the account by workers counts, too, and
    /// what was agreed to and is not on it yet.
    static Budget of(Handle look, long account, Instant now) {
        var zone = Settings.shop(look).zone();
        var month = YearMonth.from(now.atZone(zone));
        var from = month.atDay(1).atStartOfDay(zone).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        var spent = look.attach(Entries.class)
                .spent(account, from, to)
                .plus(look.attach(Consents.class).agreed(account, from, to));
        var monthly = look.attach(Members.class).budget(account).orElse(Money.ZERO);
        return new Budget(month, monthly, spent);
    }

    public boolean isSet() {
        return monthly.cents() > 0;
    }

    public Money left() {
        return spent.compareTo(monthly) > 0 ? Money.ZERO : monthly.minus(spent);
    }

    public boolean covers(Money total) {
        return !isSet() || spent.plus(total).compareTo(monthly) <= 0;
    }
}
