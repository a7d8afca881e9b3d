package platen.shop;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.templating.Manner;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Language;
import platen.values.Message;

/// Reads and changes what the shop says of itself; each changed field is an event with before and after.
public final class Settings {
    private static final String LOGO_USE = "shop";

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public Settings(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    public Shop shop() {
        return database.reading(ShopRow.class).read();
    }

    public Speech speech() {
        return database.reading(SpeechRow.class).read();
    }

    public static Speech speech(Handle look) {
        return look.attach(SpeechRow.class).read();
    }

    /// How a reader of this language likes things written here.
    public Manner manner(Shop shop, Language language) {
        return speech().manner(shop, language, database.reading(OwnWords.class).in(language));
    }

    /// As it is in the caller's look.
    public static Manner manner(Handle look, Language language) {
        return speech(look)
                .manner(shop(look), language, look.attach(OwnWords.class).in(language));
    }

    /// Notes how the shop speaks, and the country in whose manner it writes.
    public void speak(Actor who, Speech speech) {
        database.use(change -> {
            var row = change.attach(SpeechRow.class);
            var before = row.read();
            row.write(speech.usual(), speech.country());
            tellSpeech(
                    change,
                    who,
                    "language",
                    before.usual().itself(),
                    speech.usual().itself());
            tellSpeech(change, who, "country", before.country(), speech.country());
        });
    }

    private void tellSpeech(Handle change, Actor who, String field, String before, String after) {
        if (before.equals(after)) return;
        Events.write(change, clock.instant(), who, Subject.SHOP, Message.of("shop.changed-" + field, before, after));
    }

    /// What the shop does not print and why, in the languages in which it has said so itself.
    public Map<Language, String> notPrinted() {
        return database.reading(NotPrinted.class).all();
    }

    /// Says it anew; an empty text takes the shop's own words away.
    public void sayNotPrinted(Actor who, Map<Language, String> words) {
        database.use(change -> {
            var rows = change.attach(NotPrinted.class);
            var before = rows.all();
            words.forEach((language, text) -> {
                if (text.equals(before.getOrDefault(language, ""))) return;
                rows.clear(language);
                if (!text.isEmpty()) rows.add(language, text);
                var was = before.getOrDefault(language, "");
                var what = Message.of("shop.changed-not-printed", was, text, language.itself());
                Events.write(change, clock.instant(), who, Subject.SHOP, what);
            });
        });
    }

    /// As it is in the caller's look.
    public static Shop shop(Handle look) {
        return look.attach(ShopRow.class).read();
    }

    /// Applies `edit` to the shop as it is at that moment.
    public Shop change(Actor who, UnaryOperator<Shop> edit) {
        return database.change(change -> {
            var row = change.attach(ShopRow.class);
            var before = row.read();
            var after = edit.apply(before);
            row.write(ShopRow.Stored.of(after));
            if (!Objects.equals(before.logo(), after.logo())) keepLogo(change, before.logo(), after.logo());
            tell(change, who, before, after);
            return after;
        });
    }

    /// Notes that a step of the first-run guide is done.
    public void finish(Actor who, Step step) {
        database.use(change -> {
            var row = change.attach(ShopRow.class);
            var shop = row.read();
            if (shop.done().contains(step)) return;
            var done = EnumSet.of(step);
            done.addAll(shop.done());
            row.write(ShopRow.Stored.of(withDone(shop, done)));
            Events.write(change, clock.instant(), who, Subject.SHOP, Message.of("shop.step-done", step));
        });
    }

    private void keepLogo(Handle change, @Nullable Digest before, @Nullable Digest after) {
        if (before != null) files.endUse(change, before, LOGO_USE);
        if (after != null) files.use(change, after, LOGO_USE);
    }

    private void tell(Handle change, Actor who, Shop before, Shop after) {
        var was = fields(before);
        fields(after).forEach((field, is) -> {
            var old = was.getOrDefault(field, "");
            if (old.equals(is)) return;
            Events.write(change, clock.instant(), who, Subject.SHOP, Message.of("shop.changed-" + field, old, is));
        });
    }

    private static Map<String, String> fields(Shop shop) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", shop.name());
        fields.put("address", shop.address());
        fields.put("phone", shop.phone());
        fields.put("email", shop.email());
        fields.put("logo", shop.logo() == null ? "" : shop.logo().hex());
        fields.put("hours", shop.hours().stored());
        fields.put("zone", shop.zone().getId());
        fields.put("currency", shop.currency().getCurrencyCode());
        fields.put("tax", shop.taxName() + " " + shop.taxBasisPoints());
        fields.put("units", shop.units().name());
        fields.put("paper", shop.paper().name());
        fields.put("products", shop.makesParts() + " " + shop.makesPaper());
        return fields;
    }

    private static Shop withDone(Shop shop, Set<Step> done) {
        return new Shop(
                shop.name(),
                shop.address(),
                shop.phone(),
                shop.email(),
                shop.logo(),
                shop.hours(),
                shop.zone(),
                shop.currency(),
                shop.taxName(),
                shop.taxBasisPoints(),
                shop.units(),
                shop.paper(),
                shop.makesParts(),
                shop.makesPaper(),
                done);
    }
}
