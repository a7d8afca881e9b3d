package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.printers.Profile;
import platen.queue.Act;
import platen.queue.MatchDesk;
import platen.values.Message;

/// What decides which machine takes which job: nozzles, words about machines, what jobs ask for, and whether anything
/// prints while nobody is there.
final class MatchPages {
    private static final String MILLIMETRES = "\\d{1,2}([.,]\\d{1,3})?";
    private static final double UM_IN_A_MM = 1_000;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final MatchDesk desk;

    MatchPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.desk = new MatchDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.post("/work/machines/{id}/fitting", Access.WORKER, this::fit);
        routes.post("/work/jobs/{id}/needs", Access.WORKER, this::ask);
        routes.post("/work/machines/alone", Access.COORDINATOR, this::alone);
    }

    private void fit(Context ctx) {
        var form = Form.of(ctx);
        var machine =
                parts.database().reading(Machines.class).find(Acts.machine(ctx)).orElseThrow(NotFoundResponse::new);
        var written = form.value("nozzle").strip();
        var nozzle = written.isEmpty() ? null : micrometres(written);
        var act = !written.isEmpty() && nozzle == null
                ? new Act.Refused(Message.of("queue.no-nozzle"))
                : desk.fit(
                        machine.id(),
                        nozzle,
                        usual(parts, machine),
                        form.value("words"),
                        Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.saved");
    }

    /// In thousandths of a millimetre; nothing where it is no nozzle.
    private static @Nullable Integer micrometres(String written) {
        if (!written.matches(MILLIMETRES)) return null;
        var um = new BigDecimal(written.replace(',', '.')).movePointRight(3).intValueExact();
        return um < MatchDesk.SMALLEST_NOZZLE_UM || um > MatchDesk.LARGEST_NOZZLE_UM ? null : um;
    }

    /// The nozzle of the machine's model.
    static @Nullable Integer usual(Website.Parts parts, Machine machine) {
        if (machine.profile() == null) return null;
        return parts.profiles()
                .profile(machine.profile())
                .map(Profile::nozzle)
                .map(nozzle -> (int) Math.round(nozzle.diameterMm() * UM_IN_A_MM))
                .orElse(null);
    }

    private void ask(Context ctx) {
        var form = Form.of(ctx);
        var act = desk.ask(Acts.job(ctx), form.value("words"), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.asks");
    }

    private void alone(Context ctx) {
        var form = Form.of(ctx);
        var act = desk.printAlone(form.ticked("alone"), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.saved");
    }
}
