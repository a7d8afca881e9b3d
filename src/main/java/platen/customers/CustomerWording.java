package platen.customers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.books.CustomerAccounts;
import platen.customers.MailedLinks.Purpose;
import platen.notices.NoticeState;
import platen.notices.Said;
import platen.notices.Said.Fact;
import platen.orders.Order;
import platen.orders.Orders;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Message;

/// Makes the words of a letter, and the link in it.
final class CustomerWording {
    /// After so long nobody waits for a link to sign in any more.
    private static final Duration LINK_MAILED_FOR = Duration.ofHours(2);
    private static final Duration LINK_TOLD_FOR = Duration.ofDays(1);
    private static final String NO_LINK = "";

    private final Handle look;
    private final CustomerLetter letter;
    private final Shop shop;
    private final Manner manner;
    private final List<Fact> facts = new ArrayList<>();
    private String quoted = "";
    private String greeted = "";

    CustomerWording(Handle look, CustomerLetter letter) {
        this.look = look;
        this.letter = letter;
        this.shop = Settings.shop(look);
        this.manner = Settings.manner(look, letter.language());
    }

    /// Whether what it says is not so any more.
    static boolean isOvertaken(Handle look, CustomerLetter letter, Instant now) {
        return switch (letter.what()) {
            case SIGN_IN -> {
                var life = letter.state() == NoticeState.WAITING ? LINK_MAILED_FOR : LINK_TOLD_FOR;
                yield !now.isBefore(letter.createdAt().plus(life));
            }
            case INVITED ->
                look.attach(Members.class)
                        .find(letter.subject())
                        .filter(member -> member.state() == Member.State.INVITED)
                        .isEmpty();
            case TO_APPROVE -> {
                var consent = look.attach(Consents.class).find(letter.subject()).filter(Consent::isOpen);
                yield consent.flatMap(one -> look.attach(Members.class).of(one.account(), letter.email()))
                        .filter(Member::mayApprove)
                        .isEmpty();
            }
            case SAID_NO -> look.attach(Consents.class).find(letter.subject()).isEmpty();
        };
    }

    /// Makes the link that a letter brings, in a transaction that writes.
    static String link(Handle change, CustomerLetter letter, String origin, Instant now) {
        var links = change.attach(MailedLinks.class);
        return origin
                + switch (letter.what()) {
                    case SIGN_IN -> "/account/enter/" + links.make(Purpose.SIGN_IN, letter.email(), null, now);
                    case INVITED -> "/account/join/" + links.make(Purpose.JOIN, letter.email(), letter.about(), now);
                    case TO_APPROVE -> "/approve/" + links.make(Purpose.CONSENT, letter.email(), letter.about(), now);
                    case SAID_NO -> "/o/" + order(change, letter).token();
                };
    }

    private static Order order(Handle look, CustomerLetter letter) {
        var consent = look.attach(Consents.class).find(letter.subject()).orElseThrow();
        return look.attach(Orders.class).find(consent.orderId()).orElseThrow();
    }

    /// The words without the link.
    Said said() {
        return said(NO_LINK);
    }

    Said said(String link) {
        return switch (letter.what()) {
            case SIGN_IN -> words(link, "", "", "");
            case INVITED -> {
                var member = look.attach(Members.class).find(letter.subject()).orElseThrow();
                yield words(link, account(member.account()), member.role().name(), "");
            }
            case TO_APPROVE -> toApprove(link);
            case SAID_NO -> saidNo(link);
        };
    }

    private Said toApprove(String link) {
        var consent = look.attach(Consents.class).find(letter.subject()).orElseThrow();
        quoted = consent.word();
        fact("customer.mail-price", manner.money(consent.total()));
        var budget = Budget.of(look, consent.account(), consent.askedAt());
        if (budget.isSet()) fact("customer.mail-budget-left", manner.money(budget.left()));
        return words(link, account(consent.account()), isolated(consent.name()), manner.money(consent.total()));
    }

    private Said saidNo(String link) {
        var consent = look.attach(Consents.class).find(letter.subject()).orElseThrow();
        greeted = consent.name();
        quoted = consent.answer() == null ? "" : consent.answer();
        return words(link, account(consent.account()), order(look, letter).code(), "");
    }

    private String account(long id) {
        return isolated(
                look.attach(CustomerAccounts.class).find(id).orElseThrow().name());
    }

    private void fact(String label, String value) {
        facts.add(new Fact(say(Message.of(label)), value, null));
    }

    /// A name that is written from right to left turns nothing of what stands around it.
    private static String isolated(String name) {
        return "\u2068" + name + "\u2069";
    }

    /// Words name the shop, and what the letter is about.
    private Said words(String link, String first, String second, String third) {
        var stem = letter.what().stem();
        return new Said(
                say(Message.of(stem + "-subject", shop.name(), first, second, third)),
                greeted.isEmpty()
                        ? say(Message.of("customer.mail-greeting"))
                        : say(Message.of("customer.mail-greeting-name", isolated(greeted))),
                say(Message.of(stem + "-lead", shop.name(), first, second, third)),
                List.of(),
                quoted,
                List.copyOf(facts),
                say(Message.of(stem + "-next", shop.name(), first, second, third)),
                say(Message.of(stem + "-button", shop.name(), first, second, third)),
                link);
    }

    private String say(Message message) {
        return Words.say(message, manner.locale());
    }
}
