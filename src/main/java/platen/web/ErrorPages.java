package platen.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.io.EofException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import platen.templating.Words;
import platen.values.Language;
import platen.values.Message;
import platen.values.Secrets;

/// What people see when something is not there, not theirs, too big, too often, or broken. Nothing of
/// the inside is shown; what broke is in the log under the reference that the page names.
final class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final int REFERENCE_LETTERS = 6;
    private static final String COME_AGAIN_IN_S = "5";

    private static final List<String> NO_ROOM = List.of(
            "no space left", "disk is full", "disk quota exceeded", "read-only file system", "readonly database");

    private final PageMaker pages;

    ErrorPages(PageMaker pages) {
        this.pages = pages;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, this::refused);
        routes.exception(EofException.class, (_, ctx) -> ctx.status(HttpStatus.BAD_REQUEST));
        routes.exception(Pace.TooSlow.class, (_, ctx) -> ctx.status(HttpStatus.REQUEST_TIMEOUT));
        routes.exception(Exception.class, this::broken);
    }

    /// A handler of ours gives a message key as the text; Javalin's own texts are not shown.
    private void refused(HttpResponseException refusal, Context ctx) {
        if (refusal instanceof ApiProblem problem) {
            ApiErrors.answer(ctx, problem.getStatus(), problem.what(), null, problem.now());
            return;
        }
        var text = refusal.getMessage();
        var key = text != null && (text.startsWith("web.") || text.startsWith("api."))
                ? text
                : words(refusal.getStatus());
        answer(ctx, refusal.getStatus(), Message.of(key), null);
    }

    private void broken(Exception e, Context ctx) {
        var reference = Secrets.code(REFERENCE_LETTERS);
        if (hasNoRoom(e)) {
            LOG.error("{}: {} {}: nothing can be written", reference, ctx.method(), ctx.endpoint().path, e);
            answer(ctx, HttpStatus.INSUFFICIENT_STORAGE.getCode(), Message.of("web.no-room"), reference);
            return;
        }
        LOG.error("{}: {} {} failed", reference, ctx.method(), ctx.endpoint().path, e);
        answer(ctx, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), Message.of("web.broken"), reference);
    }

    /// Whether a disk is full or can only be read, in the words of Linux and of both databases.
    static boolean hasNoRoom(Throwable failure) {
        for (var one = failure; one != null; one = one.getCause()) {
            var said = String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT);
            if (NO_ROOM.stream().anyMatch(said::contains)) return true;
        }
        return false;
    }

    private static String words(int status) {
        return switch (status) {
            case 403 -> "web.not-yours";
            case 404 -> "web.not-found";
            case 405 -> "web.not-so";
            case 413 -> "web.too-big";
            case 429 -> "web.too-often";
            case 503 -> "web.too-busy";
            default -> "web.not-understood";
        };
    }

    private void answer(Context ctx, int status, Message what, @Nullable String reference) {
        ctx.status(status);
        if (status == HttpStatus.SERVICE_UNAVAILABLE.getCode()) ctx.header("Retry-After", COME_AGAIN_IN_S);
        if (ctx.path().startsWith(ApiErrors.ROOT)) {
            ApiErrors.answer(ctx, status, what, reference, null);
            return;
        }
        var accepted = ctx.header("Accept");
        if (accepted == null || !accepted.contains("text/html")) {
            answerInALine(ctx, what, reference);
            return;
        }
        var model = new HashMap<String, @Nullable Object>();
        model.put("status", status);
        model.put("what", what);
        model.put("reference", reference);
        try {
            pages.show(ctx, "error", model);
        } catch (JdbiException e) {
            LOG.error("not even a page can be made: the database fails", e);
            answerInALine(ctx, what, reference);
        }
    }

    private static void answerInALine(Context ctx, Message what, @Nullable String reference) {
        var language = Tongues.of(ctx, () -> Language.ENGLISH);
        var words = Words.say(what, Locale.of(language.tag())) + (reference == null ? "" : " (" + reference + ")");
        ctx.contentType("text/plain; charset=utf-8").result(words + "\n");
    }
}
