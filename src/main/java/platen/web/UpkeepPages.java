package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.machines.Machine;
import platen.machines.MachineLog;
import platen.machines.Machines;
import platen.upkeep.Meter;
import platen.upkeep.UpkeepDesk;
import platen.upkeep.UpkeepDesk.Done;
import platen.values.Digest;
import platen.values.Message;

/// How each machine is kept in order: its counters, what it wants when, and what was done to it.
final class UpkeepPages {
    private static final String PAGE = "/work/machines/{id}/upkeep";
    private static final int LOG_SHOWN = 30;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_WORDS = 500;
    private static final int MOST_UNITS = 10_000_000;
    private static final int MOST_DAYS = 3_650;
    private static final long LARGEST_PHOTO_BYTES = 15_000_000;
    private static final String NUMBER = "\\d{1,18}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Path spool;
    private final UpkeepDesk desk;

    UpkeepPages(PageMaker pages, Path spool, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.spool = spool;
        this.desk = new UpkeepDesk(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.VIEWER, ctx -> show(ctx, null));
        routes.post(PAGE + "/task", Access.WORKER, this::addTask);
        routes.post(PAGE + "/suggest", Access.WORKER, this::suggest);
        routes.post(PAGE + "/done", Access.WORKER, this::done);
        routes.post(PAGE + "/end", Access.WORKER, this::end);
        routes.post(PAGE + "/note", Access.WORKER, this::note);
        routes.get(PAGE + "/photo/{entry}", Access.WORKER, this::photo);
    }

    private Machine machine(Context ctx) {
        return parts.database().reading(Machines.class).find(Acts.machine(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private static String at(Machine machine) {
        return "/work/machines/" + machine.id().value() + "/upkeep";
    }

    private void show(Context ctx, @Nullable Form again) {
        var machine = machine(ctx);
        var from = ctx.queryParam("before");
        var before = from != null && from.matches(NUMBER) ? Long.parseLong(from) : Long.MAX_VALUE;
        var log = desk.log(machine.id(), before, LOG_SHOWN);
        var model = new HashMap<String, @Nullable Object>();
        model.put("machine", machine);
        model.put("readings", desk.readings(machine.id()));
        model.put("tasks", desk.tasks(machine.id()));
        model.put("log", log);
        model.put("older", log.size() == LOG_SHOWN ? log.getLast().id() : null);
        model.put("meters", Meter.values());
        model.put("form", again == null ? Form.empty() : again);
        if (again == null) pages.show(ctx, "machine-upkeep", model);
        else pages.showAgain(ctx, "machine-upkeep", model);
    }

    private void addTask(Context ctx) {
        var form = Form.of(ctx);
        var machine = machine(ctx);
        var name = form.need("name", LONGEST_NAME);
        var meter = form.has("units") ? form.choice("meter", Meter.class).orElse(null) : null;
        Long units = form.has("units") ? (long) form.number("units", 1, MOST_UNITS) : null;
        Integer days = form.has("days") ? form.number("days", 1, MOST_DAYS) : null;
        if (form.isFaultless())
            desk.add(machine.id(), name, meter, units, days, Visit.worker(ctx).actor())
                    .ifPresent(why -> form.wrong(why.key().equals("upkeep.when") ? "units" : "name", why));
        if (form.isFaultless()) pages.goOn(ctx, at(machine), Message.of("web.saved"));
        else show(ctx, form);
    }

    private void suggest(Context ctx) {
        var machine = machine(ctx);
        var added = desk.suggest(machine.id(), Visit.worker(ctx).actor());
        pages.goOn(ctx, at(machine), Message.of("web.tasks-suggested", added));
    }

    private void done(Context ctx) {
        var form = Form.of(ctx);
        var machine = machine(ctx);
        var task = form.value("task");
        var seen = form.value("seen");
        var noted = task.matches(NUMBER)
                && seen.matches(NUMBER)
                && desk.done(
                        machine.id(),
                        Long.parseLong(task),
                        Instant.ofEpochMilli(Long.parseLong(seen)),
                        new Done(form.may("what", LONGEST_WORDS), "", null, null),
                        Visit.worker(ctx).actor());
        if (noted) pages.goOn(ctx, at(machine), Message.of("web.task-done"));
        else pages.goBack(ctx, at(machine), Message.of("web.task-gone"));
    }

    private void end(Context ctx) {
        var form = Form.of(ctx);
        var machine = machine(ctx);
        var task = form.value("task");
        if (task.matches(NUMBER)
                && desk.end(
                        machine.id(), Long.parseLong(task), Visit.worker(ctx).actor()))
            pages.goOn(ctx, at(machine), Message.of("web.saved"));
        else pages.goBack(ctx, at(machine), Message.of("web.task-gone"));
    }

    private void note(Context ctx) throws IOException {
        var form = Form.withFiles(ctx, spool, "photo", LARGEST_PHOTO_BYTES);
        var machine = machine(ctx);
        var what = form.need("did", LONGEST_WORDS);
        var used = form.may("parts", LONGEST_WORDS);
        var cost = form.has("cost") ? form.money("cost") : null;
        var photo = form.isFaultless() ? photo(form) : null;
        if (form.isFaultless()) {
            desk.note(
                    machine.id(),
                    new Done(what, used, cost, photo),
                    Visit.worker(ctx).actor());
            pages.goOn(ctx, at(machine), Message.of("web.saved"));
        } else show(ctx, form);
        form.hearOut(ctx);
    }

    private @Nullable Digest photo(Form form) throws IOException {
        var upload = form.upload("photo");
        if (upload.isEmpty()) return null;
        try (var in = upload.get().open()) {
            return switch (parts.files().store(in, LARGEST_PHOTO_BYTES)) {
                case Stored(var digest, var _) -> digest;
                case TooLarge(var limit) -> {
                    form.wrong("photo", Message.of("web.file-too-large", limit / 1_000_000));
                    yield null;
                }
            };
        }
    }

    /// As something to save, never to be run: what people add is not looked into.
    private void photo(Context ctx) throws IOException {
        var entry = ctx.pathParam("entry");
        if (!entry.matches(NUMBER)) throw new NotFoundResponse();
        Optional<Digest> digest =
                parts.database().reading(MachineLog.class).photo(Acts.machine(ctx), Long.parseLong(entry));
        Path file = digest.flatMap(parts.files()::find).orElseThrow(NotFoundResponse::new);
        FileSending.send(ctx, file, digest.orElseThrow(), "machine " + entry + ".jpg");
    }
}
