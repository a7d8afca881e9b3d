package platen.web;

import io.javalin.http.HttpResponseException;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// A program asked for what can't be. `now` is what is true instead, where that helps.
final class ApiProblem extends HttpResponseException {
    private static final long serialVersionUID = 1;

    private final transient Message what;
    private final transient @Nullable Object now;

    ApiProblem(int status, Message what, @Nullable Object now) {
        super(status, what.key());
        this.what = what;
        this.now = now;
    }

    static ApiProblem of(int status, String key, Object... args) {
        return new ApiProblem(status, Message.of(key, args), null);
    }

    Message what() {
        return what;
    }

    @Nullable
    Object now() {
        return now;
    }
}
