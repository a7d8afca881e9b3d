package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.fleet.PastPrints;
import platen.machines.MachineKind;
import platen.machines.Machines;

/// What a 3D printer has printed, the newest first, and how much of it came to its end.
final class PastPrintPages {
    private static final int SHOWN = 30;
    private static final String PLACE = "\\d{1,15}-\\d{1,18}";

    private final PageMaker pages;
    private final Website.Parts parts;

    PastPrintPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.get("/work/machines/{id}/prints", Access.VIEWER, this::show);
    }

    private void show(Context ctx) {
        var machine = parts.database()
                .reading(Machines.class)
                .find(Acts.machine(ctx))
                .filter(one -> one.kind() == MachineKind.PRINTER_3D)
                .orElseThrow(NotFoundResponse::new);
        var place = ctx.queryParam("before");
        var at = Long.MAX_VALUE;
        var id = Long.MAX_VALUE;
        if (place != null && place.matches(PLACE)) {
            at = Long.parseLong(place.substring(0, place.indexOf('-')));
            id = Long.parseLong(place.substring(place.indexOf('-') + 1));
        }
        var past = parts.database().reading(PastPrints.class);
        var prints = past.before(machine.id(), Instant.ofEpochMilli(at), id, SHOWN);
        var model = new HashMap<String, @Nullable Object>();
        model.put("machine", machine);
        model.put("prints", prints);
        model.put("lately", PastPrints.Rate.of(past.lately(machine.id(), SHOWN)));
        model.put("all", past.inAll(machine.id()));
        model.put(
                "older",
                prints.size() < SHOWN
                        ? null
                        : prints.getLast().endedAt().toEpochMilli() + "-"
                                + prints.getLast().id());
        pages.show(ctx, "machine-prints", model);
    }
}
