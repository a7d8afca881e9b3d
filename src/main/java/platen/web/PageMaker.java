package platen.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.templating.Manner;
import platen.templating.Pages;
import platen.values.Json;
import platen.values.Language;
import platen.values.Message;

/// Answers with a page: the template's own values, and what the frame of every page needs.
public final class PageMaker {
    /// What was just done, said on the next page and only there.
    private static final String NOTICE_COOKIE = "platen-notice";
    private static final int NOTICE_SECONDS = 60;
    private static final int LONGEST_NOTICE = 2_000;

    private final Pages pages;
    private final Settings settings;
    private final Listening listening;
    private final IntSupplier toTell;
    private final IntSupplier needs;

    /// What is said once on the next page; `refused` when nothing was done.
    public record Notice(Message what, boolean refused) {}

    /// `toTell` is the number of customers whom workers have to tell something, `needs` of all that needs a person.
    PageMaker(Pages pages, Settings settings, Listening listening, IntSupplier toTell, IntSupplier needs) {
        this.pages = pages;
        this.settings = settings;
        this.listening = listening;
        this.toTell = toTell;
        this.needs = needs;
    }

    public Shop shop() {
        return settings.shop();
    }

    public void show(Context ctx, String template, Map<String, ? extends @Nullable Object> model) {
        show(ctx, template, model, language(ctx));
    }

    /// For a page that somebody else reads than who asks for it.
    void show(Context ctx, String template, Map<String, ? extends @Nullable Object> model, Language language) {
        var shop = settings.shop();
        var values = frame(ctx, shop, template, language);
        if (!Collections.disjoint(values.keySet(), model.keySet())) {
            throw new IllegalStateException(template + " has a value of a name that is the frame's: " + model.keySet());
        }
        values.putAll(model);
        ctx.header("Content-Language", language.tag());
        ctx.res().addHeader("Vary", "Accept-Language, Cookie");
        var html = pages.render(template, values, settings.manner(shop, language));
        ctx.html(isForWork(ctx) ? OnceGate.named(html) : html);
    }

    /// Pages whose forms are acts of somebody who works here.
    private static boolean isForWork(Context ctx) {
        return Visit.of(ctx).person() != null
                && (ctx.path().startsWith("/work") || ctx.path().startsWith("/guide"));
    }

    /// Whether a cookie is the one that says on the next page what was done.
    static boolean isNotice(String cookie) {
        return cookie.startsWith(NOTICE_COOKIE + "=");
    }

    /// What the frame of every page needs. A page has no values of these names: one of the two would be lost in
    /// silence.
    private Map<String, @Nullable Object> frame(Context ctx, Shop shop, String template, Language language) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("shop", shop);
        values.put("visitor", Visit.of(ctx).person());
        values.put("station", Visit.of(ctx).station());
        values.put("toTell", Visit.of(ctx).person() == null ? 0 : toTell.getAsInt());
        var person = Visit.of(ctx).person();
        values.put("needs", person != null && person.acts() ? needs.getAsInt() : 0);
        values.put("template", template);
        values.put("path", ctx.path());
        values.put("savesData", "on".equalsIgnoreCase(ctx.header("Save-Data")));
        values.put("notice", notice(ctx));
        values.put("weekdays", DayOfWeek.values());
        values.put("origin", origin(ctx));
        values.put("floorOrigin", floorOrigin(ctx));
        values.put("atFront", Visit.of(ctx).atFront());
        values.put("language", language);
        values.put("languages", Language.values());
        values.put("back", Tongues.back(ctx));
        return values;
    }

    /// A part of a page, which knows nothing of the frame.
    String part(Context ctx, String template, Map<String, ? extends @Nullable Object> model) {
        return pages.render(template, model, manner(ctx));
    }

    /// A part of a page on one line, for a page that listens.
    String line(Context ctx, String template, Map<String, ? extends @Nullable Object> model) {
        return pages.render(template, model, manner(ctx)).strip().replaceAll("\\R", " ");
    }

    /// Shows a form again, with what was written in it and what is wrong where.
    public void showAgain(Context ctx, String template, Map<String, ? extends @Nullable Object> model) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, template, model);
    }

    /// Leads on to `path`, where `done` is said once.
    public void goOn(Context ctx, String path, Message done) {
        lead(ctx, path, new Notice(done, false));
    }

    /// Leads back to `path`, where it is said why nothing was done.
    public void goBack(Context ctx, String path, Message why) {
        lead(ctx, path, new Notice(why, true));
    }

    /// A path on this site; never an address elsewhere.
    static Optional<String> local(String path) {
        var safe =
                path.startsWith("/") && !path.startsWith("//") && path.chars().noneMatch(c -> c == '\\' || c < ' ');
        return safe ? Optional.of(path) : Optional.empty();
    }

    private static void lead(Context ctx, String path, Notice done) {
        var value = Base64.getUrlEncoder().encodeToString(Json.write(done).getBytes(StandardCharsets.UTF_8));
        ctx.cookie(noticeCookie(ctx, value, NOTICE_SECONDS));
        ctx.redirect(path, HttpStatus.SEE_OTHER);
    }

    /// The site's address for customers, as this visitor knows it.
    public String origin(Context ctx) {
        return listening.publicUrl() == null ? asked(ctx) : text(listening.publicUrl());
    }

    /// The same for workers, printer computers, slicers and programs.
    String floorOrigin(Context ctx) {
        if (listening.floorUrl() != null) return text(listening.floorUrl());
        return listening.front() == null ? origin(ctx) : asked(ctx);
    }

    private static String asked(Context ctx) {
        return (Visit.of(ctx).secure() ? "https://" : "http://") + ctx.header("Host");
    }

    private static String text(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /// How the reader of the page that is asked for likes things written.
    public Manner manner(Context ctx) {
        return settings.manner(shop(), language(ctx));
    }

    public Language language(Context ctx) {
        return Tongues.of(ctx, () -> settings.speech().usual());
    }

    private static @Nullable Notice notice(Context ctx) {
        var value = ctx.cookie(NOTICE_COOKIE);
        if (value == null || value.isEmpty() || value.length() > LONGEST_NOTICE) return null;
        ctx.cookie(noticeCookie(ctx, "", 0));
        try {
            var json = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            return Json.read(json, Notice.class);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return null;
        }
    }

    private static Cookie noticeCookie(Context ctx, String value, int seconds) {
        return new Cookie(NOTICE_COOKIE, value, "/", seconds, Visit.of(ctx).secure(), true, null, SameSite.LAX);
    }
}
