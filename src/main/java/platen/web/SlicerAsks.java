package platen.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import platen.slicerdoor.AskedKeys;
import platen.slicerdoor.Doors.Opening;
import platen.slicerdoor.SlicerRequest;
import platen.values.Json;
import platen.values.Message;

/// Application keys: a program asks for a key, somebody says yes on our page, and the program fetches it. Nobody has a
/// key yet who asks here.
final class SlicerAsks {
    private static final String PLACE = "plugin/appkeys/";
    private static final Pattern REQUEST = Pattern.compile(PLACE + "request/([\\w-]{10,60})");
    private static final int LONGEST_BODY = 4_096;
    private static final int LONGEST_APP = 60;

    private final SlicerParts slicers;

    SlicerAsks(SlicerParts slicers) {
        this.slicers = slicers;
    }

    /// Whether the path was one of these.
    boolean answer(Context ctx, Opening opening, String base, String path) throws IOException {
        var looks = ctx.method().equals(HandlerType.GET);
        if (looks && path.equals(PLACE + "probe")) {
            ctx.status(HttpStatus.NO_CONTENT);
            return true;
        }
        if (ctx.method().equals(HandlerType.POST) && path.equals(PLACE + "request")) {
            ask(ctx, opening, base);
            return true;
        }
        var request = REQUEST.matcher(path);
        if (!looks || !request.matches()) return false;
        poll(ctx, request.group(1));
        return true;
    }

    private void ask(Context ctx, Opening opening, String base) throws IOException {
        var app = app(ctx);
        if (app.isEmpty()) {
            SlicerCall.refuse(ctx, HttpStatus.BAD_REQUEST.getCode(), Message.of("slicers.not-understood"));
            return;
        }
        var asked = slicers.asked().ask(opening.door(), app);
        if (asked.isEmpty()) {
            SlicerCall.refuse(ctx, HttpStatus.TOO_MANY_REQUESTS.getCode(), Message.of("slicers.too-many"));
            return;
        }
        var token = asked.get().token();
        var origin = base.substring(0, base.indexOf(SlicerParts.ROOT, "https://".length()));
        ctx.header("Location", base + "/" + PLACE + "request/" + token);
        SlicerCall.answer(
                ctx,
                HttpStatus.CREATED,
                Map.of(
                        "app_token",
                        token,
                        "auth_dialog",
                        origin + SlicerPages.ASKS + asked.get().id()));
    }

    private static String app(Context ctx) throws IOException {
        try {
            var body = Json.MAPPER.readTree(ctx.bodyInputStream().readNBytes(LONGEST_BODY));
            var app = Form.line(body.path("app").asText(""));
            return app.substring(0, Math.min(LONGEST_APP, app.length()));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /// Answers are JSON even where there is nothing to say: Home Assistant reads each.
    private void poll(Context ctx, String token) {
        var request = slicers.asked().look(token);
        var state = request.map(SlicerRequest::state).orElse(SlicerRequest.State.REFUSED);
        switch (state) {
            case OPEN -> SlicerCall.answer(ctx, HttpStatus.ACCEPTED, Map.of("message", "Awaiting decision"));
            case ALLOWED -> SlicerCall.answer(ctx, HttpStatus.OK, Map.of("api_key", AskedKeys.key(token)));
            case REFUSED -> SlicerCall.refuse(ctx, HttpStatus.NOT_FOUND.getCode(), Message.of("slicers.unknown"));
        }
    }
}
