package platen.web;

import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import platen.shop.Settings;
import platen.templating.Words;
import platen.values.Language;
import platen.values.Message;

/// Where a coordinator says what the shop does not print, and why, in both languages.
final class NotPrintedPages {
    private static final int LONGEST = 1_000;
    private static final String PLACE = "/work/shop/not-printed";

    private final PageMaker pages;
    private final Settings settings;

    NotPrintedPages(PageMaker pages, Settings settings) {
        this.pages = pages;
        this.settings = settings;
    }

    void addTo(Routes routes) {
        routes.get(PLACE, Access.COORDINATOR, ctx -> show(ctx, Form.of(known())));
        routes.post(PLACE, Access.COORDINATOR, this::save);
    }

    /// In the shop's words; in ours where it has none.
    static String words(Settings settings, Language language) {
        var own = settings.notPrinted().get(language);
        return own == null ? usual(language) : own;
    }

    private static String usual(Language language) {
        return Words.say(Message.of("front.not-printed-usual"), Locale.of(language.tag()));
    }

    private Map<String, String> known() {
        var known = new HashMap<String, String>();
        for (var language : Language.values()) known.put(language.tag(), words(settings, language));
        return known;
    }

    private void show(Context ctx, Form form) {
        pages.show(ctx, "shop-not-printed", model(form));
    }

    private static Map<String, Object> model(Form form) {
        return Map.of("form", form, "texts", List.of(Language.values()));
    }

    /// Our own words are not kept, so that they grow better with us.
    private void save(Context ctx) {
        var form = Form.of(ctx);
        var words = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) {
            var text = form.lines(language.tag(), LONGEST);
            words.put(language, text.equals(usual(language)) ? "" : text);
        }
        if (!form.isFaultless()) {
            pages.showAgain(ctx, "shop-not-printed", model(form));
            return;
        }
        settings.sayNotPrinted(Visit.worker(ctx).actor(), words);
        pages.goOn(ctx, "/work/shop", Message.of("web.saved"));
    }
}
