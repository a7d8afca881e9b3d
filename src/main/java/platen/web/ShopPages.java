package platen.web;

import static platen.shop.Shop.HIGHEST_TAX_BASIS_POINTS;

import io.javalin.http.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import platen.shop.Countries;
import platen.shop.OpeningHours;
import platen.shop.OpeningHours.Span;
import platen.shop.Paper;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.shop.Speech;
import platen.shop.Step;
import platen.shop.Units;
import platen.values.Digest;
import platen.values.Language;
import platen.values.Message;

/// What the shop says of itself, as a form; also the first step of the guide.
final class ShopPages {
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_HOURS = 60;
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(America|Europe|Africa|Asia|Australia|Pacific|Atlantic|Indian)/.+|UTC"))
            .sorted()
            .toList();
    private static final List<Country> COUNTRIES = Countries.all().stream()
            .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
            .sorted(Comparator.comparing(Country::name))
            .toList();
    private static final List<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() == 2)
            .map(Currency::getCurrencyCode)
            .sorted(Comparator.naturalOrder())
            .toList();

    private final PageMaker pages;
    private final Settings settings;
    private final Logo logos;
    private final Path spool;
    private final Supplier<TellPages.Messages> messages;

    ShopPages(PageMaker pages, Settings settings, Logo logos, Path spool, Supplier<TellPages.Messages> messages) {
        this.pages = pages;
        this.settings = settings;
        this.logos = logos;
        this.spool = spool;
        this.messages = messages;
    }

    /// `code` is what the form sends.
    public record Country(String code, String name) {}

    void addTo(Routes routes) {
        routes.get("/logo/{digest}", Access.ANYONE, ctx -> logos.send(ctx, settings.shop()));
        routes.get("/work/shop", Access.WORKER, ctx -> form(ctx, "shop"));
        routes.post("/work/shop", Access.COORDINATOR, ctx -> save(ctx, "shop", "/work/shop"));
        routes.get("/guide/shop", Access.COORDINATOR, ctx -> form(ctx, "guide-shop"));
        routes.post("/guide/shop", Access.COORDINATOR, ctx -> save(ctx, "guide-shop", "/guide"));
    }

    private void form(Context ctx, String template) {
        pages.show(ctx, template, model(Form.of(known())));
    }

    private void save(Context ctx, String template, String next) throws IOException {
        var form = Form.withFiles(ctx, spool, Logo.FIELD, Logo.MOST_READ_BYTES);
        if (!form.isFaultless()) {
            pages.showAgain(ctx, template, model(unread(form)));
            form.hearOut(ctx);
            return;
        }
        var picked = logos.take(form);
        var edit = read(form, picked.orElse(null));
        if (edit.isEmpty()) {
            picked.ifPresent(picture -> logos.giveBack(form, picture));
            pages.showAgain(ctx, template, model(form));
            return;
        }
        var who = Visit.worker(ctx).actor();
        settings.change(who, edit.get()::applyTo);
        settings.speak(who, edit.get().speech());
        settings.finish(who, Step.SHOP);
        pages.goOn(ctx, next, Message.of("web.saved"));
    }

    /// The form as it is known here, where none of what was sent could be read.
    private Form unread(Form sent) {
        var form = Form.of(known());
        sent.errors().forEach((field, what) -> form.wrong(field, isTooLarge(what) ? Logo.tooLarge() : what));
        return form;
    }

    private static boolean isTooLarge(Message what) {
        return what.key().equals(Logo.tooLarge().key());
    }

    /// A shop as the form has it; what the form does not know stays, and so does the logo unless it says otherwise.
    private record Edit(
            Shop written, Speech speech, @Nullable Digest newLogo, boolean withoutLogo) {
        Shop applyTo(Shop now) {
            return new Shop(
                    written.name(),
                    written.address(),
                    written.phone(),
                    written.email(),
                    newLogo != null ? newLogo : withoutLogo ? null : now.logo(),
                    written.hours(),
                    written.zone(),
                    written.currency(),
                    written.taxName(),
                    written.taxBasisPoints(),
                    written.units(),
                    written.paper(),
                    now.makesParts(),
                    now.makesPaper(),
                    now.done());
        }
    }

    private Optional<Edit> read(Form form, @Nullable Digest newLogo) {
        var now = settings.shop();
        var name = form.need("name", LONGEST_LINE);
        var address = form.lines("address", LONGEST_ADDRESS);
        var phone = form.may("phone", LONGEST_LINE);
        var email = form.email("email", LONGEST_LINE);
        var hours = hours(form);
        if (!ZONES.contains(form.value("zone"))) form.wrong("zone", Message.of("web.no-choice"));
        if (!CURRENCIES.contains(form.value("currency"))) form.wrong("currency", Message.of("web.no-choice"));
        var taxName = form.may("taxName", LONGEST_LINE);
        var tax = basisPoints(form);
        var speech = speech(form);
        var units = form.choice("units", Units.class);
        var paper = form.choice("paper", Paper.class);
        if (!form.isFaultless() || speech.isEmpty() || tax.isEmpty() || units.isEmpty() || paper.isEmpty())
            return Optional.empty();
        var written = new Shop(
                name,
                address,
                phone,
                email,
                now.logo(),
                hours,
                ZoneId.of(form.value("zone")),
                Currency.getInstance(form.value("currency")),
                taxName,
                tax.get(),
                units.get(),
                paper.get(),
                now.makesParts(),
                now.makesPaper(),
                now.done());
        return Optional.of(new Edit(written, speech.get(), newLogo, form.ticked("noLogo")));
    }

    /// A form that does not ask leaves both as they are.
    private Optional<Speech> speech(Form form) {
        var now = settings.speech();
        var country = form.has("country") ? form.value("country") : now.country();
        var language = form.has("language") ? Language.of(form.value("language")) : Optional.of(now.usual());
        if (!Countries.isOne(country)) form.wrong("country", Message.of("web.no-choice"));
        if (language.isEmpty()) form.wrong("language", Message.of("web.no-choice"));
        return language.map(usual -> new Speech(usual, country));
    }

    private static OpeningHours hours(Form form) {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var spans = OpeningHours.day(form.may(day.name(), LONGEST_HOURS));
            if (spans.isEmpty()) form.wrong(day.name(), Message.of("web.no-hours"));
            else if (!spans.get().isEmpty()) days.put(day, spans.get());
        }
        return new OpeningHours(days);
    }

    /// `8.25` or `8,25 %` as 825.
    private static Optional<Integer> basisPoints(Form form) {
        var written = form.value("tax").replace("%", "").replace(',', '.').strip();
        if (written.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            var points = new BigDecimal(written).movePointRight(2).intValueExact();
            if (points <= HIGHEST_TAX_BASIS_POINTS) return Optional.of(points);
        }
        form.wrong("tax", Message.of("web.no-tax"));
        return Optional.empty();
    }

    private Map<String, String> known() {
        var shop = settings.shop();
        var speech = settings.speech();
        var known = new HashMap<String, String>();
        known.put("country", speech.country());
        known.put("language", speech.usual().tag());
        known.put("name", shop.name());
        known.put("address", shop.address());
        known.put("phone", shop.phone());
        known.put("email", shop.email());
        known.put("zone", shop.zone().getId());
        known.put("currency", shop.currency().getCurrencyCode());
        known.put("taxName", shop.taxName());
        known.put(
                "tax",
                BigDecimal.valueOf(shop.taxBasisPoints(), 2)
                        .stripTrailingZeros()
                        .toPlainString());
        known.put("units", shop.units().name());
        known.put("paper", shop.paper().name());
        for (var day : DayOfWeek.values())
            known.put(day.name(), written(shop.hours().on(day)));
        return known;
    }

    private static String written(List<Span> spans) {
        return String.join(", ", spans.stream().map(Span::toString).toList());
    }

    private Map<String, @Nullable Object> model(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("days", DayOfWeek.values());
        model.put("zones", ZONES);
        model.put("currencies", CURRENCIES);
        model.put("countries", COUNTRIES);
        model.put("mostLogoBytes", Logo.LARGEST_BYTES);
        model.put("messages", messages.get());
        return model;
    }
}
