package platen.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.websocket.WsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Adds routes. Each says who may use it.
public final class Routes {
    private final RoutesConfig config;
    private final OnceGate once;
    private final Crowd crowd;
    private final List<Route> added = new ArrayList<>();

    /// What can be asked for, and by whom.
    public record Route(String method, String path, Access access) {}

    Routes(RoutesConfig config, OnceGate once) {
        this(config, once, new Crowd());
    }

    Routes(RoutesConfig config, OnceGate once, Crowd crowd) {
        this.config = config;
        this.once = once;
        this.crowd = crowd;
    }

    /// All of them so far.
    List<Route> added() {
        return List.copyOf(added);
    }

    /// A page; asked for by HEAD it is made as well, and only its head is sent.
    public void get(String path, Access access, Handler handler) {
        var guarded = crowd.guarded(access, handler);
        config.get(path, guarded, access);
        config.head(path, guarded, access);
        added.add(new Route("GET", path, access));
    }

    /// An act, which is done once however often it is sent.
    public void post(String path, Access access, Handler handler) {
        config.post(path, crowd.guarded(access, once.guarded(access, handler)), access);
        added.add(new Route("POST", path, access));
    }

    public void put(String path, Access access, Handler handler) {
        config.put(path, crowd.guarded(access, handler), access);
        added.add(new Route("PUT", path, access));
    }

    /// A web socket, whose handler looks at who speaks.
    void socket(String path, Consumer<WsConfig> socket) {
        config.ws(path, socket);
    }

    public void options(String path, Access access, Handler handler) {
        config.options(path, crowd.guarded(access, handler), access);
        added.add(new Route("OPTIONS", path, access));
    }

    public void head(String path, Access access, Handler handler) {
        config.head(path, crowd.guarded(access, handler), access);
        added.add(new Route("HEAD", path, access));
    }

    public void patch(String path, Access access, Handler handler) {
        config.patch(path, crowd.guarded(access, handler), access);
        added.add(new Route("PATCH", path, access));
    }

    public void delete(String path, Access access, Handler handler) {
        config.delete(path, crowd.guarded(access, handler), access);
        added.add(new Route("DELETE", path, access));
    }
}
