package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import platen.fleet.Attempts;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.values.HostId;
import platen.values.Message;

/// What is true now at a 3D printer: what these records say, what its printer computer says when it is asked, and what
/// was found when one was held against the other.
final class TruthPages {
    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;

    TruthPages(PageMaker pages, Live live, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.get("/work/machines/{id}/truth", Access.VIEWER, this::show);
        routes.post("/work/machines/{id}/truth", Access.WORKER, this::ask);
    }

    private void ask(Context ctx) {
        parts.fleet().ask(host(machine(ctx)));
        pages.goOn(ctx, ctx.path(), Message.of("web.asked-truth"));
    }

    private void show(Context ctx) {
        var machine = machine(ctx);
        var host = host(machine);
        var watch = parts.fleet().watch();
        var here = parts.database().reading(Attempts.class).on(machine.id()).orElse(null);
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("machine", machine);
        model.put("host", parts.database().reading(Hosts.class).find(host).orElseThrow(NotFoundResponse::new));
        model.put("printing", here);
        model.put("compared", watch.compared(host).orElse(null));
        model.put("asked", watch.asked(host).orElse(null));
        model.put("lastSeen", parts.fleet().lastHeard(host).orElse(null));
        model.put("offline", Offline.of(parts, machine).orElse(null));
        var told = parts.fleet().live(machine.id()).orElse(null);
        model.put("live", told);
        model.put("agree", told != null && Objects.equals(here == null ? null : here.attemptKey(), told.attempt()));
        pages.show(ctx, "machine-truth", model);
    }

    /// One with a plug: what people start by hand has nobody to ask.
    private Machine machine(Context ctx) {
        return parts.database().reading(Machines.class).find(Acts.machine(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private static HostId host(Machine machine) {
        var host = machine.host();
        if (host == null) throw new NotFoundResponse();
        return host;
    }
}
