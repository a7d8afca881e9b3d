package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.fleet.Watch;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.values.HostId;
import platen.values.MachineId;
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

    /// What a printer computer has in hand for one printer.
    ///
    /// @param print nothing where it prints nothing there
    /// @param agree whether that is what the records say
    public record There(Watch.Compared told, @Nullable Held print, boolean agree) {}

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
        model.put(
                "there",
                watch.compared(host)
                        .map(told -> there(told, machine.id(), here))
                        .orElse(null));
        model.put("asked", watch.asked(host).orElse(null));
        model.put("lastSeen", parts.fleet().lastHeard(host).orElse(null));
        model.put("offline", Offline.of(parts, machine).orElse(null));
        model.put("live", parts.fleet().live(machine.id()).orElse(null));
        pages.show(ctx, "machine-truth", model);
    }

    private static There there(Watch.Compared told, MachineId machine, @Nullable Attempt here) {
        var print = told.held().stream()
                .filter(held ->
                        held.stage() != Stage.CLOSED && held.offer().machine().equals(machine))
                .findFirst()
                .orElse(null);
        var agree = Objects.equals(
                here == null ? null : here.attemptKey(),
                print == null ? null : print.offer().attempt());
        return new There(told, print, agree);
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
