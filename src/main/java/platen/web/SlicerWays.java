package platen.web;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What can be asked for behind each slicers' door, by method and path.
final class SlicerWays {
    private final List<Way> ways = new ArrayList<>();

    interface Handler {
        void handle(SlicerCall call) throws IOException, InterruptedException;
    }

    private record Way(HandlerType method, Pattern path, Handler handler) {}

    /// What to do, and what the path says beyond the way.
    record Found(Handler handler, String rest) {}

    void get(String path, Handler handler) {
        add(HandlerType.GET, path, handler);
        add(HandlerType.HEAD, path, handler);
    }

    void post(String path, Handler handler) {
        add(HandlerType.POST, path, handler);
    }

    void put(String path, Handler handler) {
        add(HandlerType.PUT, path, handler);
    }

    void delete(String path, Handler handler) {
        add(HandlerType.DELETE, path, handler);
    }

    /// `path` is a pattern; its first group, if it has one, is what the handler gets as the rest.
    private void add(HandlerType method, String path, Handler handler) {
        ways.add(new Way(method, Pattern.compile(path), handler));
    }

    Optional<Found> find(HandlerType method, String path) {
        for (var way : ways) {
            if (!way.method().equals(method)) continue;
            var match = way.path().matcher(path);
            if (match.matches())
                return Optional.of(new Found(way.handler(), match.groupCount() == 0 ? "" : match.group(1)));
        }
        return Optional.empty();
    }
}
