package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.machines.MachineKind;
import platen.queue.OwnWork;
import platen.queue.Purpose;
import platen.values.Digest;
import platen.values.Message;

/// Where workers bring in a job that nobody ordered.
final class OwnWorkPages {
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_REASON = 300;
    private static final int MOST_COPIES = 100_000;

    private final PageMaker pages;
    private final Path spool;
    private final Website.Parts parts;
    private final OwnWork work;

    OwnWorkPages(PageMaker pages, Path spool, Website.Parts parts) {
        this.pages = pages;
        this.spool = spool;
        this.parts = parts;
        this.work = new OwnWork(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/jobs/new", Access.WORKER, this::form);
        routes.post("/work/jobs/new", Access.WORKER, this::add);
    }

    private void form(Context ctx) {
        var known = Map.of("kind", MachineKind.PRINTER_3D.name(), "purpose", Purpose.TEST.name(), "copies", "1");
        pages.show(ctx, "job-new", model(Form.of(known)));
    }

    private static Map<String, @Nullable Object> model(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("mostBytes", JobPages.LARGEST_PROGRAM_BYTES);
        return model;
    }

    private void add(Context ctx) throws IOException {
        var form = Form.withFiles(ctx, spool, "file", JobPages.LARGEST_PROGRAM_BYTES);
        var title = form.need("title", LONGEST_TITLE);
        var reason = form.need("reason", LONGEST_REASON);
        var kind = form.choice("kind", MachineKind.class);
        var purpose = form.choice("purpose", Purpose.class);
        var copies = form.number("copies", 1, MOST_COPIES);
        var material = form.may("material", LONGEST_TITLE);
        var colour = form.may("colour", LONGEST_TITLE);
        var file = form.isFaultless() ? store(form) : Optional.<Digest>empty();
        if (!form.isFaultless() || kind.isEmpty() || purpose.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            pages.show(ctx, "job-new", model(form));
            form.hearOut(ctx);
            return;
        }
        var wish = new OwnWork.Wish(
                title,
                kind.get(),
                purpose.get(),
                reason,
                copies,
                file.orElse(null),
                material.isEmpty() ? null : material,
                colour.isEmpty() ? null : colour);
        var id = work.add(wish, Visit.worker(ctx).actor());
        pages.goOn(ctx, "/work/jobs/" + id.value(), Message.of("web.own-work-added"));
    }

    private Optional<Digest> store(Form form) throws IOException {
        var upload = form.upload("file");
        if (upload.isEmpty()) return Optional.empty();
        try (var in = upload.get().open()) {
            return switch (parts.files().store(in, JobPages.LARGEST_PROGRAM_BYTES)) {
                case Stored(var digest, var _) -> Optional.of(digest);
                case TooLarge(var limit) -> {
                    form.wrong("file", Message.of("web.file-too-large", limit / 1_000_000));
                    yield Optional.empty();
                }
            };
        }
    }
}
