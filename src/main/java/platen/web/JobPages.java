package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.books.PostCalculation;
import platen.books.Took;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.fleet.Attempt;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Contents;
import platen.orders.WireText;
import platen.queue.Act;
import platen.queue.Job;
import platen.queue.JobNeeds;
import platen.queue.JobPlaces;
import platen.queue.JobRuns;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.streaming.BlackBoxFile;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;

/// Each job: what it is, and where workers start, stop and count it.
final class JobPages {
    static final long LARGEST_PROGRAM_BYTES = 500_000_000;
    private static final int LONGEST_REASON = 300;
    private static final int MOST_COPIES = 1_000_000;

    private final PageMaker pages;
    private final Live live;
    private final Board board;
    private final LastWords lastWords;
    private final Pictures pictures;
    private final Layered layered;
    private final SlicerCards slicerCards;
    private final PostCalculation calculation;
    private final Path spool;
    private final JobSpools spools;
    private final Handling handling;
    private final JobFacts facts;
    private final Website.Parts parts;

    JobPages(PageMaker pages, Live live, Board board, Path spool, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.board = board;
        this.spool = spool;
        this.parts = parts;
        this.spools = new JobSpools(pages, parts);
        this.handling = new Handling(pages, parts);
        this.facts = new JobFacts(parts);
        this.calculation = new PostCalculation(parts.database(), parts.clock());
        this.lastWords = new LastWords(parts.database(), parts.files());
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.layered = new Layered(parts);
        this.slicerCards = new SlicerCards(parts);
    }

    void addTo(Routes routes) {
        routes.get("/work/jobs/{id}", Access.VIEWER, this::job);
        routes.get("/work/jobs/{id}/file", Access.WORKER, this::file);
        routes.get("/work/jobs/{id}/pages/{page}", Access.VIEWER, this::pagePicture);
        routes.get("/work/jobs/{id}/program", Access.WORKER, this::program);
        routes.get("/work/jobs/{id}/sliced", Access.WORKER, this::sliced);
        routes.get("/work/jobs/{id}/tries/{number}/said", Access.WORKER, this::said);
        routes.post("/work/jobs/{id}/program", Access.WORKER, this::setProgram);
        routes.post("/work/jobs/{id}/start", Access.WORKER, this::start);
        routes.post("/work/jobs/{id}/pause", Access.WORKER, this::pause);
        routes.post("/work/jobs/{id}/resume", Access.WORKER, this::resume);
        routes.post("/work/jobs/{id}/stop", Access.WORKER, this::stop);
        routes.post("/work/jobs/{id}/take-off", Access.WORKER, this::takeOff);
        routes.post("/work/jobs/{id}/count", Access.WORKER, this::count);
        routes.post("/work/jobs/{id}/again", Access.WORKER, this::again);
        routes.post("/work/jobs/{id}/give-up", Access.WORKER, this::giveUp);
    }

    private void job(Context ctx) {
        var card = card(ctx);
        var profile = card.job().profile();
        show(ctx, card, Form.of(profile == null ? Map.of() : Map.of("profile", profile)));
    }

    private Board.Card card(Context ctx) {
        return board.card(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private void show(Context ctx, Board.Card card, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("card", card);
        model.put("pictures", facts.pictures(card.job()));
        model.put("layers", layered.shown(card.job()));
        model.put("slice", slicerCards.of(card.job().id()).orElse(null));
        model.put("losable", losable(card));
        model.put(
                "offline",
                card.machine() == null
                        ? null
                        : Offline.of(parts, card.machine()).orElse(null));
        model.put("afterwards", facts.afterwards(card.job()));
        model.put("rush", facts.rush(card.job()));
        var seesMoney = Access.BOOKS.admits(Visit.of(ctx).person());
        model.put("took", seesMoney ? taken(card.job()) : null);
        model.put("plastic", spools.plastic(card.job()));
        model.put("byHand", calculation.byHand(card.job().id()).orElse(null));
        model.put("events", history(card.job().id()));
        model.put("runs", parts.database().reading(JobRuns.class).of(card.job().id()));
        model.put("tries", lastWords.of(card.job().id()));
        model.put("profiles", parts.profiles().all());
        model.put("mostBytes", LARGEST_PROGRAM_BYTES);
        model.put("placeable", board.placeable(card.job()));
        model.put(
                "placed",
                parts.database().reading(JobPlaces.class).of(card.job().id()));
        model.put(
                "asks",
                parts.database()
                        .reading(JobNeeds.class)
                        .find(card.job().id())
                        .map(JobNeeds.Need::words)
                        .orElse(""));
        model.put("form", form);
        pages.show(ctx, "job", model);
    }

    /// Nothing before anything was made of it.
    private @Nullable Took taken(Job job) {
        var isBegun = job.startedAt() != null || job.state() == JobState.CANCELLED;
        return isBegun
                ? calculation.of(job.id()).map(PostCalculation.OfJob::took).orElse(null)
                : null;
    }

    /// The run of this job that nobody hears of any more, if it is so.
    private @Nullable Attempt losable(Board.Card card) {
        if (card.machine() == null) return null;
        return parts.fleet()
                .losable(card.machine().id())
                .filter(attempt -> card.job().id().equals(attempt.job()))
                .orElse(null);
    }

    /// G-code that a worker sliced: it passes the same file check as everything else.
    private void setProgram(Context ctx) throws IOException, InterruptedException {
        var card = card(ctx);
        parts.reader().expect();
        var form = Form.withFiles(ctx, spool, "file", LARGEST_PROGRAM_BYTES);
        var upload = form.upload("file");
        if (upload.isEmpty()) form.wrong("file", Message.of("web.file-missing"));
        var profile = form.value("profile");
        if (form.isFaultless() && parts.profiles().profile(profile).isEmpty())
            form.wrong("profile", Message.of("web.no-choice"));
        if (form.isFaultless() && upload.isPresent()) take(ctx, card.job().id(), form, upload.get(), profile);
        if (form.isFaultless()) return;
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, card, form);
        form.hearOut(ctx);
    }

    private void take(Context ctx, JobId job, Form form, Upload upload, String profile)
            throws IOException, InterruptedException {
        try (var in = upload.open()) {
            switch (parts.files().store(in, LARGEST_PROGRAM_BYTES)) {
                case Stored(var digest, var _) -> check(ctx, job, form, digest, upload.name(), profile);
                case TooLarge(var limit) -> form.wrong("file", Message.of("web.file-too-large", limit / 1_000_000));
            }
        }
    }

    private void check(Context ctx, JobId job, Form form, Digest digest, String name, String profile)
            throws InterruptedException {
        switch (parts.reader().read(parts.files().path(digest), name, profile)) {
            case Contents.Outcome.Refused(var why) -> form.wrong("file", why);
            case Contents.Outcome.Read(Contents.Program program) -> set(ctx, job, form, digest, program);
            case Contents.Outcome.Read _ -> form.wrong("file", Message.of("web.no-program"));
        }
        if (!form.isFaultless()) parts.files().discard(digest);
    }

    private void set(Context ctx, JobId job, Form form, Digest digest, Contents.Program read)
            throws InterruptedException {
        var ready = new WireText(parts.files(), parts.reader()).of(digest, read);
        if (!(ready.orElse(null) instanceof Contents.Program program)) {
            form.wrong("file", Message.of("inspection.failed"));
            return;
        }
        var who = Visit.worker(ctx).actor();
        var act = parts.floor()
                .setProgram(
                        job,
                        program.forTheWire(digest),
                        program.profile(),
                        program.seconds(),
                        spools.milligrams(job, program),
                        program.nozzleUm(),
                        who);
        if (act instanceof Act.Refused(var why)) form.wrong("file", why);
        else pages.goOn(ctx, "/work/jobs/" + job.value(), Message.of("web.program-set"));
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

    private void pagePicture(Context ctx) throws IOException {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        var file = job.file();
        if (file == null) throw new NotFoundResponse();
        pictures.sendPage(ctx, file);
    }

    private void program(Context ctx) throws IOException {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        send(ctx, job.program(), job.title() + ".gcode");
    }

    private void sliced(Context ctx) throws IOException {
        var shown = slicerCards.of(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        pictures.sendProgram(ctx, shown.upload().file());
    }

    private void said(Context ctx) throws IOException {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        var number = ctx.pathParam("number");
        var attempt = lastWords.find(job.id(), number).orElseThrow(NotFoundResponse::new);
        send(ctx, attempt.blackBox(), job.title() + " try " + number + BlackBoxFile.SUFFIX);
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
        else if (handling.refuses(ctx, form, machine.get().id())) return;
        else if (spools.asks(ctx, form, machine.get())) return;
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
        if (handling.refuses(ctx, Form.of(ctx), Acts.job(ctx))) return;
        var outcome = parts.fleet().pause(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.pauses");
    }

    private void resume(Context ctx) {
        if (handling.refuses(ctx, Form.of(ctx), Acts.job(ctx))) return;
        var outcome = parts.fleet().resume(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.resumes");
    }

    private void stop(Context ctx) {
        if (handling.refuses(ctx, Form.of(ctx), Acts.job(ctx))) return;
        var outcome = parts.fleet().cancel(Acts.job(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.stops");
    }

    private void takeOff(Context ctx) {
        var form = Form.of(ctx);
        var job = Acts.job(ctx);
        var isEmpty = form.ticked("empty");
        if (isEmpty && handling.refuses(ctx, form, job)) return;
        var who = Visit.worker(ctx).actor();
        var act = switch (form.value("result")) {
            case "good" -> parts.floor().takeOff(job, true, isEmpty, who);
            case "failed" -> parts.floor().takeOff(job, false, isEmpty, who);
            case "some" -> parts.floor().takeOff(job, form.number("good", 0, MOST_COPIES), isEmpty, who);
            default -> new Act.Refused(Message.of("web.good-or-failed"));
        };
        Acts.tell(pages, ctx, form, act, form.value("result").equals("failed") ? "web.spoiled-one" : "web.good-one");
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
