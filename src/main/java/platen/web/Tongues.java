package platen.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import platen.values.Language;

/// In which language somebody reads: as chosen before, else as the browser likes, else as the shop usually speaks.
final class Tongues {
    private static final String COOKIE = "platen-language";
    private static final int ONE_YEAR_SECONDS = 365 * 24 * 3600;
    /// The pages of who works here are in English for now.
    private static final List<String> ENGLISH_ONLY = List.of("/work", "/guide");

    private Tongues() {}

    static void addTo(Routes routes) {
        routes.post("/language", Access.ANYONE, Tongues::choose);
    }

    /// The reader's of the page that is asked for.
    static Language of(Context ctx, Supplier<Language> usual) {
        if (ENGLISH_ONLY.stream().anyMatch(part -> isIn(part, ctx.path()))) return Language.ENGLISH;
        return chosen(ctx).or(() -> liked(ctx)).orElseGet(usual);
    }

    private static boolean isIn(String part, String path) {
        return path.equals(part) || path.startsWith(part + "/");
    }

    private static Optional<Language> chosen(Context ctx) {
        return Optional.ofNullable(ctx.cookie(COOKIE)).flatMap(Language::of);
    }

    private static Optional<Language> liked(Context ctx) {
        return Optional.ofNullable(ctx.header("Accept-Language")).flatMap(Language::liked);
    }

    /// Where the switch comes back to: this page, or for the answer to a form the page that had the form.
    static String back(Context ctx) {
        var isPage = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
        var path = isPage ? ctx.path() + query(ctx.queryString()) : before(ctx.header("Referer"));
        return PageMaker.local(path).orElse("/");
    }

    private static String query(@Nullable String query) {
        return query == null || query.isEmpty() ? "" : "?" + query;
    }

    /// The part of an address that is on this site; only our own pages tell where they were.
    private static String before(@Nullable String referer) {
        if (referer == null) return "/";
        try {
            var page = URI.create(referer);
            return page.getRawPath() == null ? "/" : page.getRawPath() + query(page.getRawQuery());
        } catch (IllegalArgumentException _) {
            return "/";
        }
    }

    private static void choose(Context ctx) {
        var form = Form.of(ctx);
        Language.of(form.value("language")).ifPresent(language -> ctx.cookie(cookie(ctx, language)));
        ctx.redirect(PageMaker.local(form.value("back")).orElse("/"), HttpStatus.SEE_OTHER);
    }

    private static Cookie cookie(Context ctx, Language language) {
        var secure = Visit.of(ctx).secure();
        return new Cookie(COOKIE, language.tag(), "/", ONE_YEAR_SECONDS, secure, true, null, SameSite.LAX);
    }
}
