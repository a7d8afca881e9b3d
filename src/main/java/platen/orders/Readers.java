package platen.orders;

import org.jdbi.v3.core.Handle;
import platen.shop.Settings;
import platen.templating.Manner;

/// How the customers of orders like things written that are not on a page: mails and documents.
public final class Readers {
    private Readers() {}

    /// In the language in which they ordered; where nobody said, as the shop usually speaks.
    public static Manner of(Handle look, Order order) {
        var language = look.attach(Orders.class)
                .language(order.id())
                .orElseGet(() -> Settings.speech(look).usual());
        return Settings.manner(look, language);
    }
}
