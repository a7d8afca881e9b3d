package platen.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.orders.Contents;
import platen.queue.Act;
import platen.queue.Hold;
import platen.queue.QueueDesk;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Where workers put the queue in order: each act is a form of its own, and says what became of it.
final class QueueDeskPages {
    private static final int MOST_COPIES = 1_000_000;
    private static final String KEY = "\\d{1,18}";

    private final PageMaker pages;
    private final Path spool;
    private final Website.Parts parts;
    private final QueueDesk desk;

    QueueDeskPages(PageMaker pages, Path spool, Website.Parts parts) {
        this.pages = pages;
        this.spool = spool;
        this.parts = parts;
        this.desk = new QueueDesk(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.post("/work/jobs/{id}/hold", Access.WORKER, this::hold);
        routes.post("/work/jobs/{id}/new-file", Access.WORKER, this::replaceFile);
        routes.post("/work/jobs/{id}/let-go", Access.WORKER, this::letGo);
        routes.post("/work/jobs/{id}/split", Access.WORKER, this::split);
        routes.post("/work/jobs/{id}/places", Access.WORKER, this::place);
        routes.post("/work/jobs/{id}/before", Access.WORKER, this::moveBefore);
        routes.post("/work/jobs/{id}/enough", Access.WORKER, this::enough);
        routes.post("/work/jobs/{id}/done", Access.WORKER, this::done);
    }

    private void hold(Context ctx) {
        var form = Form.of(ctx);
        var kind = form.choice("hold", Hold.class).orElse(Hold.SHOP);
        var who = Visit.worker(ctx).actor();
        Acts.tell(pages, ctx, form, desk.hold(Acts.job(ctx), kind, form.value("reason"), who), "web.held");
    }

    private void replaceFile(Context ctx) throws IOException, InterruptedException {
        var form = Form.withFiles(ctx, spool, "file", JobPages.LARGEST_PROGRAM_BYTES);
        var upload = form.upload("file");
        if (upload.isEmpty()) form.wrong("file", Message.of("web.file-missing"));
        var act = form.isFaultless() && upload.isPresent() ? replace(ctx, upload.get()) : wrong(form);
        Acts.tell(pages, ctx, form, act, "web.file-replaced");
    }

    private Act replace(Context ctx, Upload upload) throws IOException, InterruptedException {
        try (var in = upload.open()) {
            return switch (parts.files().store(in, JobPages.LARGEST_PROGRAM_BYTES)) {
                case Stored(var digest, var _) -> replace(ctx, digest, upload.name());
                case TooLarge(var limit) -> new Act.Refused(Message.of("web.file-too-large", limit / 1_000_000));
            };
        }
    }

    /// Like every file it is looked into first, which also draws what the customer sees of it.
    private Act replace(Context ctx, Digest digest, String name) throws IOException, InterruptedException {
        if (parts.reader().read(parts.files().path(digest), name, "") instanceof Contents.Outcome.Refused(var why)) {
            parts.files().discard(digest);
            return new Act.Refused(why);
        }
        return desk.replaceFile(Acts.job(ctx), digest, name, Visit.worker(ctx).actor());
    }

    private void letGo(Context ctx) {
        var act = desk.letGo(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), act, "web.let-go");
    }

    private void split(Context ctx) {
        var form = Form.of(ctx);
        var copies = form.number("copies", 1, MOST_COPIES);
        var seen = form.number("seen", 1, MOST_COPIES);
        var act = form.isFaultless()
                ? desk.split(Acts.job(ctx), copies, seen, Visit.worker(ctx).actor())
                : wrong(form);
        Acts.tell(pages, ctx, form, act, "web.split");
    }

    private void place(Context ctx) {
        var form = Form.of(ctx);
        var machines = machines(ctx);
        var act = desk.place(
                Acts.job(ctx),
                machines,
                Places.read(form.value("seen")),
                Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, machines.isEmpty() ? "web.placed-anywhere" : "web.placed");
    }

    private static Set<MachineId> machines(Context ctx) {
        var machines = new HashSet<MachineId>();
        for (var value : ctx.formParams("machine")) {
            if (value.matches(KEY)) machines.add(new MachineId(Long.parseLong(value)));
        }
        return machines;
    }

    private void moveBefore(Context ctx) {
        var form = Form.of(ctx);
        var next = form.value("next");
        var seen = form.value("seen");
        var act = next.matches(KEY)
                ? desk.moveBefore(
                        Acts.job(ctx),
                        new JobId(Long.parseLong(next)),
                        seen.matches("-?" + KEY) ? Long.valueOf(seen) : null,
                        Visit.worker(ctx).actor())
                : new Act.Refused(Message.of("queue.too-late"));
        Acts.tell(pages, ctx, form, act, "web.moved");
    }

    private void enough(Context ctx) {
        var act = desk.enough(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), act, "web.enough");
    }

    private void done(Context ctx) {
        var form = Form.of(ctx);
        var good = form.has("good") ? form.number("good", 0, MOST_COPIES) : 0;
        var spoiled = form.has("spoiled") ? form.number("spoiled", 0, MOST_COPIES) : 0;
        var seen = form.number("seen", 0, MOST_COPIES);
        var act = form.isFaultless()
                ? parts.floor()
                        .done(
                                Acts.job(ctx),
                                good,
                                spoiled,
                                seen,
                                Visit.worker(ctx).actor())
                : wrong(form);
        Acts.tell(pages, ctx, form, act, "web.counted");
    }

    private static Act wrong(Form form) {
        return new Act.Refused(form.errors().values().iterator().next());
    }
}
