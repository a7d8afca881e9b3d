package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.fleet.Attempts;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.machines.Register;
import platen.values.Message;

/// A 3D printer that is plugged in somewhere else from now on: at another port, or at another printer computer.
final class ReplugPages {
    private final PageMaker pages;
    private final Website.Parts parts;
    private final Register register;
    private final Sockets sockets;

    ReplugPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.register = new Register(parts.database(), parts.clock());
        this.sockets = new Sockets(parts);
    }

    void addTo(Routes routes) {
        routes.get("/work/machines/{id}/plug", Access.COORDINATOR, this::ask);
        routes.post("/work/machines/{id}/plug", Access.COORDINATOR, this::move);
    }

    private void ask(Context ctx) {
        var machine = printer(ctx);
        pages.show(ctx, "machine-plug", model(machine, Form.of(Map.of())));
    }

    private void move(Context ctx) {
        var machine = printer(ctx);
        var form = Form.of(ctx);
        var plug = sockets.plug(form, machine);
        if (!form.isFaultless() || plug.isEmpty() || machine.profile() == null)
            pages.showAgain(ctx, "machine-plug", model(machine, form));
        else {
            register.connect(
                    machine.id(),
                    machine.profile(),
                    plug.get(),
                    Visit.worker(ctx).actor());
            pages.goOn(ctx, "/work/machines/" + machine.id().value(), Message.of("web.plugged-in", machine.name()));
        }
    }

    private Map<String, @Nullable Object> model(Machine machine, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("machine", machine);
        model.put(
                "host",
                machine.host() == null
                        ? null
                        : parts.database()
                                .reading(Hosts.class)
                                .find(machine.host())
                                .orElse(null));
        model.put(
                "running",
                parts.database()
                        .reading(Attempts.class)
                        .on(machine.id())
                        .filter(attempt -> attempt.state().isGranted())
                        .orElse(null));
        sockets.putInto(model, machine);
        return model;
    }

    /// What people start by hand has no plug of ours.
    private Machine printer(Context ctx) {
        return parts.database()
                .reading(Machines.class)
                .find(Acts.machine(ctx))
                .filter(machine -> machine.profile() != null)
                .orElseThrow(NotFoundResponse::new);
    }
}
