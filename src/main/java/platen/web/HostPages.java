package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.machines.Host;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.machines.Pairing;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.Message;

/// The printer computers: which there are, how a new one is let in, and how one is shut out.
final class HostPages {
    private static final String PAGE = "/work/machines/computers";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Pairing pairing;

    /// A printer computer as its row shows it.
    public record Seen(
            Host host, List<Machine> machines, @Nullable Instant lastHeard, VitalWords.@Nullable Seen health) {}

    HostPages(PageMaker pages, Website.Parts parts, Pairing pairing) {
        this.pages = pages;
        this.parts = parts;
        this.pairing = pairing;
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.WORKER, ctx -> show(ctx, null));
        routes.post(PAGE + "/pair", Access.COORDINATOR, ctx -> show(ctx, pairing.begin(who(ctx))));
        routes.post(PAGE + "/{id}/revoke", Access.COORDINATOR, this::revoke);
    }

    private void show(Context ctx, @Nullable String code) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("code", code);
        model.put("minutes", Pairing.HOLDS.toMinutes());
        model.put("hosts", hosts());
        pages.show(ctx, "computers", model);
    }

    private List<Seen> hosts() {
        var machines = parts.database().reading(Machines.class);
        return parts.database().reading(Hosts.class).all().stream()
                .filter(host -> host.revokedAt() == null)
                .map(host -> new Seen(
                        host,
                        machines.at(host.id()),
                        parts.fleet().lastHeard(host.id()).orElse(null),
                        parts.fleet()
                                .watch()
                                .health(host.id())
                                .map(VitalWords::seen)
                                .orElse(null)))
                .toList();
    }

    private void revoke(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        if (!pairing.revoke(new HostId(Long.parseLong(id)), who(ctx))) throw new NotFoundResponse();
        pages.goOn(ctx, PAGE, Message.of("web.host-revoked"));
    }

    private static Actor who(Context ctx) {
        return Actor.worker(Visit.worker(ctx).name());
    }
}
