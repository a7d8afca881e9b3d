package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.slicerdoor.Doors.Opening;
import platen.slicerdoor.SlicerKey;
import platen.templating.Words;
import platen.values.Json;
import platen.values.Message;

/// One call through a slicers' door, by a key that opens it. `base` is the door's whole address; `rest` is what stands
/// in the path after what its way names.
record SlicerCall(Context ctx, Opening opening, SlicerKey key, String base, String rest) {
    private static final int LONGEST_COMMAND = 64 << 10;

    SlicerCall at(String other) {
        return new SlicerCall(ctx, opening, key, base, other);
    }

    /// What it asks for as JSON; nothing where that is no JSON.
    @Nullable
    JsonNode body() throws IOException {
        var body = ctx.bodyInputStream().readNBytes(LONGEST_COMMAND);
        if (body.length == 0) return JsonNodeFactory.instance.objectNode();
        try {
            var json = Json.MAPPER.readTree(body);
            return json.isObject() ? json : null;
        } catch (IOException e) {
            return null;
        }
    }

    void answer(Map<String, ?> json) {
        answer(HttpStatus.OK, json);
    }

    void answer(HttpStatus status, Map<String, ?> json) {
        answer(ctx, status, json);
    }

    /// Done, and nothing to say.
    void done() {
        ctx.status(HttpStatus.NO_CONTENT);
    }

    void refuse(HttpStatus status, String key, Object... args) {
        refuse(ctx, status.getCode(), Message.of(key, args));
    }

    static void answer(Context ctx, HttpStatus status, Map<String, ?> json) {
        ctx.status(status).contentType("application/json").result(Json.write(json));
    }

    /// One plain sentence. Slicers show it as it is, and Cura shows only plain text; other programs read JSON.
    static void refuse(Context ctx, int status, Message why) {
        var sentence = sentence(why);
        ctx.status(status);
        if (isShownAsItIs(ctx)) ctx.contentType("text/plain").result(sentence);
        else ctx.contentType("application/json").result(Json.write(Map.of("error", sentence)));
    }

    private static boolean isShownAsItIs(Context ctx) {
        var agent = ctx.userAgent();
        if (agent == null) return false;
        var lower = agent.toLowerCase(Locale.ROOT);
        return lower.contains("slicer") || lower.contains("studio") || lower.contains("cura");
    }

    /// Of several sentences the first says what is wrong.
    static String sentence(Message why) {
        var words = Words.say(why, Locale.ENGLISH);
        var end = words.indexOf(". ");
        return end < 0 ? words : words.substring(0, end + 1);
    }

    /// A path of names as part of an address.
    static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(name -> URLEncoder.encode(name, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
