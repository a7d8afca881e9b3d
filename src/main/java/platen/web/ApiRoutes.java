package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// Adds what programs can ask for, and remembers it for the document: neither is without the other.
final class ApiRoutes {
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final Routes routes;
    private final List<ApiRoute> added = new ArrayList<>();

    ApiRoutes(Routes routes) {
        this.routes = routes;
    }

    List<ApiRoute> added() {
        return List.copyOf(added);
    }

    interface Answering<A> {
        A of(Context ctx) throws Exception;
    }

    interface Acting<B, A> {
        A of(Context ctx, B asked) throws Exception;
    }

    /// A page of a list: those after `after`, at most `limit`.
    interface Listing<A> {
        List<Row<A>> after(Context ctx, long after, int limit);
    }

    /// One thing, and the place in the list at which it stands; nothing in place of what this key does not see.
    record Row<A>(long at, @Nullable A what) {}

    record Page(List<?> items, @Nullable String next) {}

    /// What an act is sent with that needs nothing said.
    @ApiText("Nothing more needs to be said: an empty body, or {}.")
    record Nothing() {}

    <A> void get(String path, Access access, String says, Class<A> type, Answering<A> answering) {
        add(new ApiRoute("GET", ApiErrors.ROOT + path, access, says, null, type, false, List.of()), ctx -> {
            var body = ApiJson.write(answering.of(ctx));
            var tag = "\"" + Digest.of(body.getBytes(UTF_8)).hex().substring(0, 32) + "\"";
            ctx.header("ETag", tag);
            if (tag.equals(ctx.header("If-None-Match"))) ctx.status(HttpStatus.NOT_MODIFIED);
            else ctx.contentType("application/json").result(body);
        });
    }

    <A> void list(
            String path, Access access, String says, Class<A> type, List<ApiRoute.Query> queries, Listing<A> listing) {
        add(new ApiRoute("GET", ApiErrors.ROOT + path, access, says, null, type, true, queries), ctx -> {
            var limit = (int) number(ctx, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
            var rows = listing.after(ctx, number(ctx, "after", 0, 0, Long.MAX_VALUE), limit);
            var items =
                    rows.stream().map(Row::what).filter(what -> what != null).toList();
            var next = rows.size() < limit ? null : "" + rows.getLast().at();
            ctx.contentType("application/json").result(ApiJson.write(new Page(items, next)));
        });
    }

    <B, A> void post(String path, Access access, String says, Class<B> asks, Class<A> answers, Acting<B, A> acting) {
        add(new ApiRoute("POST", ApiErrors.ROOT + path, access, says, asks, answers, false, List.of()), ctx -> {
            var body = ctx.body();
            var type = ctx.contentType();
            if (!body.isEmpty() && (type == null || !type.startsWith("application/json")))
                throw ApiProblem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "api.not-as-json");
            var asked = ApiJson.read(body, asks);
            ctx.contentType("application/json").result(ApiJson.write(acting.of(ctx, asked)));
        });
    }

    private void add(ApiRoute route, io.javalin.http.Handler handler) {
        if (route.method().equals("GET")) routes.get(route.path(), route.access(), handler);
        else routes.post(route.path(), route.access(), handler);
        added.add(route);
    }

    private static long number(Context ctx, String name, long usual, long least, long most) {
        var text = ctx.queryParam(name);
        if (text == null) return usual;
        if (!text.matches("\\d{1,18}")) throw ApiProblem.of(422, "api.number-wrong", name, least, most);
        var number = Long.parseLong(text);
        if (number < least || number > most) throw ApiProblem.of(422, "api.number-wrong", name, least, most);
        return number;
    }

    /// One of the words that a list can be asked by; empty where it is not.
    static String choice(Context ctx, String name, List<String> choices) {
        var text = ctx.queryParam(name);
        if (text == null) return "";
        if (!choices.contains(text)) throw ApiProblem.of(422, "api.choice-wrong", name, String.join(", ", choices));
        return text;
    }
}
