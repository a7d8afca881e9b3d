package platen.customers;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.notices.NoticeState;
import platen.notices.Reach;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.Message;

/// Letters that no mail could bring: a worker tells them. The link in one is made when a worker asks for it, shown to
/// them once, and stored nowhere.
public final class CustomersToTell {
    /// More are not shown at once.
    static final int MOST = 200;

    private final Database database;
    private final Supplier<String> origin;
    private final InstantSource clock;

    public CustomersToTell(Database database, Supplier<String> origin, InstantSource clock) {
        this.database = database;
        this.origin = origin;
        this.clock = clock;
    }

    /// One letter in a list: `name` and `phone` as far as they are known.
    public record Entry(CustomerLetter letter, String subject, String name, String phone) {}

    /// One with its link, to be told now.
    public record Ready(
            Entry entry, String text, String link, @Nullable Reach reach) {}

    public List<Entry> entries() {
        return database.look(look -> look.attach(CustomerLetters.class).toTell(MOST).stream()
                .filter(letter -> !CustomerWording.isOvertaken(look, letter, clock.instant()))
                .map(letter -> entry(look, letter))
                .toList());
    }

    public int count() {
        return database.reading(CustomerLetters.class).countToTell();
    }

    /// Makes the link of a letter; nothing where it is told already, or nobody waits for it.
    public Optional<Ready> ready(long id, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var letter = change.attach(CustomerLetters.class)
                    .find(id)
                    .filter(one -> one.state() == NoticeState.TO_TELL)
                    .filter(one -> !CustomerWording.isOvertaken(change, one, now));
            if (letter.isEmpty()) return Optional.empty();
            var link = CustomerWording.link(change, letter.get(), origin.get(), now);
            Events.write(change, now, who, Subject.SHOP, Message.of("customer.link-made", id));
            return Optional.of(ready(change, letter.get(), link));
        });
    }

    private static Ready ready(Handle look, CustomerLetter letter, String link) {
        var shop = Settings.shop(look);
        var entry = entry(look, letter);
        var text = new CustomerWording(look, letter).said(link).brief(shop.name());
        var reach = entry.phone().isEmpty() ? null : Reach.of(entry.phone(), text, shop);
        return new Ready(entry, text, link, reach);
    }

    private static Entry entry(Handle look, CustomerLetter letter) {
        var subject = new CustomerWording(look, letter).said().subject();
        if (letter.what() == Errand.SAID_NO) {
            var asked = look.attach(Consents.class).find(letter.subject()).orElseThrow();
            return new Entry(letter, subject, asked.name(), asked.phone() == null ? "" : asked.phone());
        }
        var customers = look.attach(Customers.class);
        var customer = customers.byEmail(letter.email());
        var known = customers.known(letter.email());
        var name =
                customer.map(Customer::name).filter(one -> !one.isEmpty()).or(() -> known.map(Customers.Known::name));
        var phone = customer.map(Customer::phone)
                .filter(one -> !one.isEmpty())
                .or(() -> known.flatMap(one -> Optional.ofNullable(one.phone())));
        return new Entry(letter, subject, name.orElse(""), phone.orElse(""));
    }

    /// False when it was told already.
    public boolean told(long id, Actor who) {
        return database.change(change -> {
            if (!change.attach(CustomerLetters.class).told(id, clock.instant())) return false;
            Events.write(change, clock.instant(), who, Subject.SHOP, Message.of("customer.told", id));
            return true;
        });
    }
}
