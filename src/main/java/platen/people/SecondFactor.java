package platen.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.Message;
import platen.values.PersonId;
import platen.values.Secrets;

/// The second step of signing in: a code from the person's telephone, or one of ten from their drawer.
public final class SecondFactor {
    private static final int CODES = 10;
    private static final int CODE_LETTERS = 12;
    private static final int GROUP = 4;

    private final Database database;
    private final InstantSource clock;

    public SecondFactor(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public boolean isOn(PersonId person) {
        return database.reading(Factors.class).isOn(person);
    }

    /// How many of the ten codes have not been used.
    public int codesLeft(PersonId person) {
        return database.reading(Factors.class).codesLeft(person);
    }

    /// Whether the shop demands it of this person, who has not set it up.
    public boolean isDemandedOf(PersonId person) {
        return database.reading(Factors.class).isDemandedOf(person);
    }

    /// The secret of a set-up that is under way, a fresh one if need be; none once it is done.
    public Optional<String> settingUp(PersonId person) {
        return database.change(change -> {
            var factors = change.attach(Factors.class);
            var factor = factors.of(person);
            if (factor.isPresent() && factor.get().confirmedAt() != null) return Optional.empty();
            if (factor.isPresent()) return Optional.of(factor.get().secret());
            var secret = Totp.newSecret();
            factors.add(person, secret);
            return Optional.of(secret);
        });
    }

    /// What a telephone reads from the square code.
    public static String address(String shop, Person person, String secret) {
        return "otpauth://totp/" + encoded(shop) + ":" + encoded(person.email()) + "?secret=" + secret + "&issuer="
                + encoded(shop);
    }

    /// Begins with a right code; the ten recovery codes, which are shown only now.
    public Optional<List<String>> confirm(Person person, String code) {
        return database.change(change -> {
            var factors = change.attach(Factors.class);
            var factor = factors.of(person.id()).filter(one -> one.confirmedAt() == null);
            if (factor.isEmpty()) return Optional.empty();
            var secret = factor.get().secret();
            var step = Totp.stepOf(secret, digits(code), clock.instant());
            if (step.isEmpty() || !factors.confirm(person.id(), secret, step.getAsLong(), clock.instant()))
                return Optional.empty();
            tell(change, person, person.id(), "people.factor-on");
            return Optional.of(codes(factors, person.id()));
        });
    }

    /// Ten new recovery codes for who shows a right code; the old ones end.
    public Optional<List<String>> renewCodes(Person person, String code) {
        return database.change(change -> {
            if (!acceptsInside(change, person.id(), code)) return Optional.empty();
            tell(change, person, person.id(), "people.codes-renewed");
            return Optional.of(codes(change.attach(Factors.class), person.id()));
        });
    }

    /// Takes one's own off, with a right code.
    public boolean takeOff(Person person, String code) {
        return database.change(
                change -> acceptsInside(change, person.id(), code) && takeOff(change, person.actor(), person.id()));
    }

    /// Takes somebody's off, whom the coordinator has before their eyes.
    public boolean takeOff(Person by, PersonId whose) {
        return database.change(change -> takeOff(change, by.actor(), whose));
    }

    /// Takes somebody's off, for who sits at the server itself.
    public boolean takeOffAtTheServer(Person whose) {
        return database.change(change -> takeOff(change, Actor.SYSTEM, whose.id()));
    }

    private boolean takeOff(Handle change, Actor by, PersonId whose) {
        var factors = change.attach(Factors.class);
        if (!factors.takeOff(whose)) return false;
        factors.forgetCodes(whose);
        Events.write(change, clock.instant(), by, Subject.of(whose), Message.of("people.factor-off"));
        return true;
    }

    /// Under which tries of this person's codes are counted.
    static String account(PersonId person) {
        return "code of " + person.value();
    }

    /// How long nobody's code is looked at after too many wrong ones.
    public Optional<Duration> wait(PersonId person) {
        var account = account(person);
        return database.reading(Attempts.class).left(account, clock.instant());
    }

    /// As [#accepts], of somebody who is signed in, and with no more tries than at the door: a browser that was
    /// left open is no place to guess.
    private boolean acceptsInside(Handle change, PersonId person, String code) {
        var account = account(person);
        var attempts = Attempts.in(change);
        if (attempts.begin(account, account, false, clock.instant()).isPresent()) return false;
        if (!accepts(change, person, code, clock.instant())) return false;
        attempts.clear(account);
        return true;
    }

    /// Whether a code is right now; it is used up by it.
    static boolean accepts(Handle change, PersonId person, String code, Instant now) {
        var factors = change.attach(Factors.class);
        var factor = factors.of(person).filter(one -> one.confirmedAt() != null);
        if (factor.isEmpty()) return false;
        var step = Totp.stepOf(factor.get().secret(), digits(code), now);
        if (step.isPresent()) return factors.useStep(person, step.getAsLong());
        return factors.useCode(person, TokenHash.of(letters(code)), now);
    }

    private static List<String> codes(Factors factors, PersonId person) {
        factors.forgetCodes(person);
        var codes =
                Stream.generate(() -> Secrets.code(CODE_LETTERS)).limit(CODES).toList();
        for (var code : codes) factors.addCode(person, TokenHash.of(code));
        return codes.stream().map(SecondFactor::grouped).toList();
    }

    private static String grouped(String code) {
        return code.substring(0, GROUP) + "-" + code.substring(GROUP, 2 * GROUP) + "-" + code.substring(2 * GROUP);
    }

    /// People write them with blanks and lines between, as they were shown.
    private static String letters(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static String digits(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private void tell(Handle change, Person by, PersonId whose, String what) {
        Events.write(change, clock.instant(), by.actor(), Subject.of(whose), Message.of(what));
    }
}
