package platen.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.templating.Words;
import platen.values.Message;

/// What programs are told when it can't be: a problem as RFC 9457 writes it, in one plain sentence.
final class ApiErrors {
    static final String ROOT = "/api/v1/";
    static final String TYPE = "application/problem+json";

    private ApiErrors() {}

    @ApiText("Why it can't be, as RFC 9457 writes it.")
    record Problem(
            String type,
            @ApiText("What sort of problem it is.") String title,
            int status,

            @ApiText("What is wrong, and what to do, in a sentence.")
            String detail,

            @ApiText("The name of the sentence, which stays when its words change.")
            String code,

            @ApiText("Where something broke: tell it to whoever looks after the server.") @Nullable
            String reference,

            @ApiText("What is true now, where two may have acted at once.") @Nullable
            Object now) {}

    static void answer(Context ctx, int status, Message what, @Nullable String reference, @Nullable Object now) {
        var problem = new Problem(
                "about:blank", title(status), status, Words.say(what, Locale.ENGLISH), what.key(), reference, now);
        if (status == 401) ctx.header("WWW-Authenticate", "Bearer");
        ctx.status(status).contentType(TYPE).result(ApiJson.write(problem));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Key needed";
            case 403 -> "Not for this key";
            case 404 -> "Not found";
            case 405 -> "Not so";
            case 409 -> "Not as things are now";
            case 413 -> "Too large";
            case 422 -> "Not understood";
            case 429 -> "Too often";
            case 503 -> "Too busy";
            default -> status >= 500 ? "Broken" : "Refused";
        };
    }
}
