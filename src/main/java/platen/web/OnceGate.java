package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.idempotency.Answer;
import platen.idempotency.Asked;
import platen.idempotency.Once;
import platen.idempotency.Outcome;
import platen.values.Digest;
import platen.values.Secrets;

/// Stands before every act of workers and programs, so that what is sent twice is done once: a double tap, a page that
/// is loaded anew, a retry after the line dropped.
///
/// Forms get their name when a page is made, all of them in one place; programs give theirs in a header (the IETF's
/// draft `Idempotency-Key`). What was answered is kept with it: to a program as it was, to a browser where it was led.
final class OnceGate {
    static final String HEADER = "Idempotency-Key";
    static final String FIELD = "_once";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{8,200}");
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*\\bmethod=\"post\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]*)\"");
    /// A person who taps twice waits for the answer to the first; a program is told at once.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SEES_OTHER = HttpStatus.SEE_OTHER.getCode();

    private final Once once;

    OnceGate(Once once) {
        this.once = once;
    }

    /// `handler`, done once for each name; for everybody else than workers and programs as it is.
    Handler guarded(Access access, Handler handler) {
        return switch (access) {
            case ANYONE, HOST, SLICER -> handler;
            case VIEWER, SELF, WORKER, BOOKS, COORDINATOR ->
                ctx -> once(ctx, "person " + Visit.worker(ctx).id().value(), PATIENCE, handler);
            case PROGRAM_SEES_FLOOR,
                    PROGRAM_RUNS_FLOOR,
                    PROGRAM_SEES_ORDERS,
                    PROGRAM_RUNS_ORDERS,
                    PROGRAM_SEES_MONEY,
                    PROGRAM_TAKES_MONEY ->
                ctx -> {
                    if (ctx.header(HEADER) == null && isNeeded(access)) throw new BadRequestResponse("api.key-needed");
                    once(ctx, "key " + Gate.program(ctx).id(), Duration.ZERO, handler);
                };
        };
    }

    /// Whether a program that acts has to name its act.
    static boolean isNeeded(Access access) {
        return access == Access.PROGRAM_RUNS_FLOOR
                || access == Access.PROGRAM_RUNS_ORDERS
                || access == Access.PROGRAM_TAKES_MONEY;
    }

    private void once(Context ctx, String who, Duration patience, Handler handler) throws Exception {
        var name = name(ctx);
        if (name == null) {
            handler.handle(ctx);
            return;
        }
        if (!NAME.matcher(name).matches()) throw new BadRequestResponse("api.key-wrong");
        var refusal = new HttpResponseException[1];
        var outcome = once.run(new Asked(who, name, fingerprint(ctx)), patience, () -> {
            try {
                handler.handle(ctx);
                return answer(ctx);
            } catch (HttpResponseException e) {
                refusal[0] = e;
                return null;
            }
        });
        if (refusal[0] != null) throw refusal[0];
        switch (outcome) {
            case Outcome.Done() -> {}
            case Outcome.Before(var answer) -> replay(ctx, answer);
            case Outcome.Unanswered() -> throw new ConflictResponse("api.key-unanswered");
            case Outcome.Running() -> throw new ConflictResponse("api.key-running");
            case Outcome.Other() -> throw new HttpResponseException(422, "api.key-other");
        }
    }

    /// What was asked for with files is read by its handler alone, so its name stands in the address.
    private static @Nullable String name(Context ctx) {
        var header = ctx.header(HEADER);
        if (header != null) return header.strip().replaceAll("^\"|\"$", "");
        var inAddress = ctx.queryParam(FIELD);
        if (inAddress != null || ctx.isMultipartFormData()) return inAddress;
        return ctx.formParam(FIELD);
    }

    /// Of a request with files its length: its boundary is another each time.
    private static String fingerprint(Context ctx) {
        var head = ctx.method() + " " + ctx.path() + "?" + ctx.queryString() + "\n";
        var rest = ctx.isMultipartFormData() ? "" + ctx.req().getContentLengthLong() : ctx.body();
        return Digest.of((head + rest).getBytes(UTF_8)).hex();
    }

    private static @Nullable Answer answer(Context ctx) {
        var status = ctx.statusCode();
        if (status >= 400) return null;
        var location = ctx.res().getHeader("Location");
        if (ctx.path().startsWith(ApiErrors.ROOT))
            return new Answer(status, location, null, ctx.res().getContentType(), ctx.result());
        var cookie = ctx.res().getHeaders("Set-Cookie").stream()
                .filter(PageMaker::isNotice)
                .findFirst()
                .orElse(null);
        return new Answer(status, location, cookie, null, null);
    }

    private static void replay(Context ctx, Answer before) {
        if (before.status() != SEES_OTHER && before.body() == null) throw new ConflictResponse("api.key-shown");
        ctx.status(before.status());
        if (before.location() != null) ctx.header("Location", before.location());
        if (before.cookie() != null) ctx.res().addHeader("Set-Cookie", before.cookie());
        if (before.contentType() != null) ctx.contentType(before.contentType());
        if (before.body() != null) ctx.header("Idempotent-Replayed", "true").result(before.body());
    }

    /// Gives each form of a page its name. No page has to remember it.
    static String named(String html) {
        var page = Secrets.token();
        var forms = FORM.matcher(html);
        var marked = new StringBuilder(html.length() + html.length() / 16);
        for (var count = 0; forms.find(); count++)
            forms.appendReplacement(marked, Matcher.quoteReplacement(named(forms.group(), page + "." + count)));
        return forms.appendTail(marked).toString();
    }

    private static String named(String form, String name) {
        if (!form.contains("multipart/form-data"))
            return form + "<input type=\"hidden\" name=\"" + FIELD + "\" value=\"" + name + "\">";
        return ACTION.matcher(form)
                .replaceFirst(action -> Matcher.quoteReplacement("action=\"" + action.group(1)
                        + (action.group(1).contains("?") ? "&amp;" : "?") + FIELD + "=" + name + "\""));
    }
}
