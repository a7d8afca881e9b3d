package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.queue.Act;
import platen.queue.Jobs;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;

/// The queue and each job in it: what workers look at first, and where they start, stop and count.
final class QueuePages {
    private static final Set<Subject.Kind> ON_THE_FLOOR =
            Set.of(Subject.Kind.JOB, Subject.Kind.MACHINE, Subject.Kind.ORDER, Subject.Kind.HOST);
    private static final int LATELY = 10;
    private static final int LONGEST_REASON = 300;
    private static final int MOST_COPIES = 1_000_000;

    private final PageMaker pages;
    private final Live live;
    private final Board board;
    private final Website.Parts parts;

    QueuePages(PageMaker pages, Live live, Board board, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.board = board;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.get("/work", Access.WORKER, this::queue);
        routes.get("/work/live", Access.WORKER, this::follow);
        routes.get("/work/jobs/{id}", Access.WORKER, this::job);
        routes.get("/work/jobs/{id}/file", Access.WORKER, this::file);
        routes.get("/work/jobs/{id}/program", Access.WORKER, this::program);
        routes.post("/work/jobs/{id}/start", Access.WORKER, this::start);
        routes.post("/work/jobs/{id}/pause", Access.WORKER, this::pause);
        routes.post("/work/jobs/{id}/resume", Access.WORKER, this::resume);
        routes.post("/work/jobs/{id}/stop", Access.WORKER, this::stop);
        routes.post("/work/jobs/{id}/take-off", Access.WORKER, this::takeOff);
        routes.post("/work/jobs/{id}/count", Access.WORKER, this::count);
        routes.post("/work/jobs/{id}/again", Access.WORKER, this::again);
        routes.post("/work/jobs/{id}/give-up", Access.WORKER, this::giveUp);
    }

    private void queue(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("cards", board.open());
        model.put("ended", parts.database().reading(Jobs.class).ended(LATELY));
        pages.show(ctx, "queue", model);
    }

    /// Everything that happens on the floor concerns every page of the floor.
    private void follow(Context ctx) throws IOException {
        live.stream(ctx, subject -> ON_THE_FLOOR.contains(subject.kind()));
    }

    private void job(Context ctx) {
        var id = Acts.job(ctx);
        var cursor = live.cursor();
        var card = board.card(id).orElseThrow(NotFoundResponse::new);
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", cursor);
        model.put("card", card);
        model.put("events", history(id));
        model.put("profiles", parts.profiles().all());
        model.put(
                "form",
                Form.of(
                        card.job().profile() == null
                                ? Map.of()
                                : Map.of("profile", card.job().profile())));
        pages.show(ctx, "job", model);
    }

    private List<Event> history(JobId id) {
        return parts.database()
                .reading(Events.class)
                .about(Subject.Kind.JOB, id.value())
                .reversed();
    }

    private void file(Context ctx) throws IOException {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        send(ctx, job.file(), job.title());
    }

    private void program(Context ctx) throws IOException {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        send(ctx, job.program(), job.title() + ".gcode");
    }

    private void send(Context ctx, @Nullable Digest digest, String name) throws IOException {
        if (digest == null) throw new NotFoundResponse();
        Path file = parts.files().find(digest).orElseThrow(NotFoundResponse::new);
        FileSending.send(ctx, file, digest, name);
    }

    private void start(Context ctx) {
        var form = Form.of(ctx);
        var who = Visit.worker(ctx).actor();
        var machine = Acts.machine(form)
                .flatMap(id -> parts.database().reading(Machines.class).find(id));
        if (machine.isEmpty()) Acts.tell(pages, ctx, form, Act.refused("queue.gone"), "");
        else if (machine.get().kind() == MachineKind.PRINTER_3D)
            Acts.tell(
                    pages,
                    ctx,
                    form,
                    parts.fleet().release(Acts.job(ctx), machine.get().id(), who),
                    "web.starts");
        else
            Acts.tell(
                    pages,
                    ctx,
                    form,
                    parts.floor().start(Acts.job(ctx), machine.get().id(), who),
                    "web.started");
    }

    private void pause(Context ctx) {
        var outcome = parts.fleet().pause(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.pauses");
    }

    private void resume(Context ctx) {
        var outcome = parts.fleet().resume(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.resumes");
    }

    private void stop(Context ctx) {
        var outcome = parts.fleet().cancel(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.stops");
    }

    private void takeOff(Context ctx) {
        var form = Form.of(ctx);
        var good = form.value("result").equals("good");
        var act = good || form.value("result").equals("failed")
                ? parts.floor()
                        .takeOff(
                                Acts.job(ctx),
                                good,
                                form.ticked("empty"),
                                Visit.worker(ctx).actor())
                : new Act.Refused(Message.of("web.good-or-failed"));
        Acts.tell(pages, ctx, form, act, good ? "web.good-one" : "web.spoiled-one");
    }

    private void count(Context ctx) {
        var form = Form.of(ctx);
        var good = form.has("good") ? form.number("good", 0, MOST_COPIES) : 0;
        var spoiled = form.has("spoiled") ? form.number("spoiled", 0, MOST_COPIES) : 0;
        var act = form.isFaultless()
                ? parts.floor()
                        .finish(Acts.job(ctx), good, spoiled, Visit.worker(ctx).actor())
                : new Act.Refused(form.errors().values().iterator().next());
        Acts.tell(pages, ctx, form, act, "web.counted");
    }

    private void again(Context ctx) {
        var act = parts.floor().again(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), act, "web.waits-again");
    }

    private void giveUp(Context ctx) {
        var form = Form.of(ctx);
        var reason = form.may("reason", LONGEST_REASON);
        var act = parts.floor().cancel(Acts.job(ctx), reason, Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.given-up");
    }
}
