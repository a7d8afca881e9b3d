package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import platen.fleet.Outcome;
import platen.queue.Act;
import platen.stock.Stocked;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.SpoolId;
import platen.values.SupplyId;

/// What the pages of the floor share: keys in paths, and saying what became of an act.
final class Acts {
    private static final String KEY = "\\d{1,18}";

    private Acts() {}

    static JobId job(Context ctx) {
        return new JobId(key(ctx.pathParam("id")));
    }

    static MachineId machine(Context ctx) {
        return new MachineId(key(ctx.pathParam("id")));
    }

    static OrderId order(Context ctx) {
        return new OrderId(key(ctx.pathParam("id")));
    }

    static SpoolId spool(Context ctx) {
        return new SpoolId(key(ctx.pathParam("id")));
    }

    static SupplyId supply(Context ctx) {
        return new SupplyId(key(ctx.pathParam("id")));
    }

    /// The spool that a form names; none where it names nothing that could be one.
    static Optional<SpoolId> spool(Form form) {
        var value = form.value("spool");
        return value.matches(KEY) ? Optional.of(new SpoolId(Long.parseLong(value))) : Optional.empty();
    }

    /// The machine that a form names; none where it names nothing that could be one.
    static Optional<MachineId> machine(Form form) {
        var value = form.value("machine");
        return value.matches(KEY) ? Optional.of(new MachineId(Long.parseLong(value))) : Optional.empty();
    }

    private static long key(String text) {
        if (!text.matches(KEY)) throw new NotFoundResponse();
        return Long.parseLong(text);
    }

    static void tell(PageMaker pages, Context ctx, Form form, Act act, String done) {
        switch (act) {
            case Act.Done() -> pages.goOn(ctx, back(form), Message.of(done));
            case Act.Refused(var why) -> pages.goBack(ctx, back(form), why);
        }
    }

    static void tell(PageMaker pages, Context ctx, Form form, Outcome outcome, String done) {
        switch (outcome) {
            case Outcome.Done() -> pages.goOn(ctx, back(form), Message.of(done));
            case Outcome.Refused(var why) -> pages.goBack(ctx, back(form), why);
        }
    }

    static void tell(PageMaker pages, Context ctx, Form form, Stocked stocked, String done) {
        switch (stocked) {
            case Stocked.Done() -> pages.goOn(ctx, back(form), Message.of(done));
            case Stocked.Refused(var why) -> pages.goBack(ctx, back(form), why);
        }
    }

    /// The page that the form stood on.
    static String back(Form form) {
        return PageMaker.local(form.value("back")).orElse("/work");
    }
}
