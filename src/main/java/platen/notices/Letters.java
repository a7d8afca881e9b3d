package platen.notices;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import platen.orders.Order;
import platen.orders.Readers;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.templating.Manner;
import platen.templating.Pages;
import platen.templating.Words;
import platen.values.Language;
import platen.values.Message;

/// Writes what customers get: mail as text and as HTML, or the words that a worker says.
public final class Letters {
    private static final String OF_ORDERS = "mail.";

    private final Pages pages;
    private final Supplier<String> origin;

    /// `origin` is the site's address as customers know it.
    public Letters(Pages pages, Supplier<String> origin) {
        this.pages = pages;
        this.origin = origin;
    }

    /// Whether what a notice says is not true any more, or a newer one says it.
    static boolean isOvertaken(Handle look, Notice notice, Order order) {
        return !Wording.isTrue(notice.what(), order.state()) || isReplaced(look, notice);
    }

    /// What it said or would have said, whatever happened since.
    Said words(Handle look, Notice notice, Order order) {
        var shop = Settings.shop(look);
        var manner = Readers.of(look, order);
        return new Wording(look, notice, order, shop, manner, origin.get() + "/o/" + order.token()).said();
    }

    private static boolean isReplaced(Handle look, Notice notice) {
        return Wording.replacesOlder(notice.what())
                && look.attach(Notices.class).of(notice.orderId()).stream()
                        .anyMatch(other -> other.what() == notice.what() && other.id() > notice.id());
    }

    /// The mail of a notice to whom `order` is for.
    Letter letter(Handle look, Notice notice, Order order) {
        if (order.email() == null) throw new IllegalStateException("no address for " + order.code());
        var said = words(look, notice, order);
        return letter(Settings.shop(look), Readers.of(look, order), notice.mailKey(), order.email(), said, OF_ORDERS);
    }

    /// A mail of somebody else's words, in a language. `frame` begins the keys of what stands around them.
    public Letter letter(Handle look, Language language, String key, String to, Said said, String frame) {
        var shop = Settings.shop(look);
        return letter(shop, Settings.manner(look, language), key, to, said, frame);
    }

    /// A mail that only shows that mail arrives.
    Letter trial(Handle look, String key, String to) {
        var shop = Settings.shop(look);
        var said = new Said(
                trialWords("subject", shop),
                trialWords("greeting", shop),
                trialWords("lead", shop),
                List.of(),
                "",
                List.of(),
                trialWords("next", shop),
                trialWords("button", shop),
                origin.get() + "/work");
        return letter(shop, Settings.manner(look, Language.ENGLISH), key, to, said, OF_ORDERS);
    }

    private static String trialWords(String which, Shop shop) {
        return Words.say(Message.of("mail.trial-" + which, shop.name()), Locale.US);
    }

    private Letter letter(Shop shop, Manner manner, String key, String to, Said said, String frame) {
        var language = manner.locale().getLanguage();
        var model = Map.of("said", said, "shop", shop, "language", language, "frame", frame);
        return new Letter(
                key,
                to,
                said.subject(),
                pages.render("mail/text", model, manner),
                pages.render("mail/letter", model, manner),
                shop.name(),
                shop.email());
    }
}
