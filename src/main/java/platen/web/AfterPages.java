package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.inspection.DisplayName;
import platen.machines.MachineKind;
import platen.orders.Contents;
import platen.queue.Act;
import platen.queue.Job;
import platen.queue.JobRun;
import platen.queue.JobRuns;
import platen.queue.JobState;
import platen.queue.Reason;
import platen.queue.Said;
import platen.queue.Said.Cost;
import platen.stock.PlasticUses;
import platen.talk.Talk;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Secrets;

/// After a print, and after any step on paper: how many are good, why the others are not, and who bears what is made
/// again.
final class AfterPages {
    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_ASK = 300;
    private static final int MOST_COPIES = 1_000_000;
    private static final int MOST_GRAMS = 20_000;
    private static final long LARGEST_PHOTO_BYTES = Talk.LARGEST_FILE_BYTES;
    private static final long MEGABYTE = 1_000_000;
    private static final double MG_PER_G = 1_000;
    /// A picture reads the same for every printer.
    private static final String JUDGED_FOR = "generic-marlin";

    private final PageMaker pages;
    private final Board board;
    private final Path spool;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final Talk talk;

    AfterPages(PageMaker pages, Board board, Path spool, Website.Parts parts) {
        this.pages = pages;
        this.board = board;
        this.spool = spool;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.talk = new Talk(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/jobs/{id}/after", Access.WORKER, this::form);
        routes.post("/work/jobs/{id}/after", Access.WORKER, this::note);
        routes.get("/work/jobs/{id}/runs/{run}/photo", Access.VIEWER, this::photo);
    }

    /// What a person can say of a job now.
    enum Way {
        /// A plate lies on a printer.
        TAKE_OFF,
        /// A press has run.
        COUNT,
        /// A step without a machine was done.
        BY_HAND,
        /// A print failed by itself, and waits for another try.
        AGAIN,
        /// A run was counted before without a word.
        SAY
    }

    private static Optional<Way> way(Board.Card card, @Nullable JobRun unexplained) {
        var job = card.job();
        if (job.state() == JobState.TO_CHECK) return Optional.of(Way.TAKE_OFF);
        if (job.state() == JobState.FAILED) return Optional.of(Way.AGAIN);
        if (job.state() == JobState.RUNNING && !card.isPrint()) return Optional.of(Way.COUNT);
        if (unexplained != null) return Optional.of(Way.SAY);
        var byHand = job.state() == JobState.WAITING && job.kind() == MachineKind.BENCH && card.here() > 0;
        return byHand && job.hold() == null ? Optional.of(Way.BY_HAND) : Optional.empty();
    }

    private Board.Card card(Context ctx) {
        return board.card(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private void form(Context ctx) {
        show(ctx, card(ctx), Form.of(Map.of("once", Secrets.token())));
    }

    private void show(Context ctx, Board.Card card, Form form) {
        var unexplained = unexplained(card.job());
        var way = way(card, unexplained);
        if (way.isEmpty()) {
            pages.goBack(ctx, place(card.job()), Message.of("web.after-nothing"));
            return;
        }
        var model = new HashMap<String, @Nullable Object>();
        model.put("card", card);
        model.put("way", way.get().name());
        model.put("run", way.get() == Way.SAY ? unexplained : null);
        model.put("reasons", Reason.of(card.job().kind()));
        model.put("reckonedG", reckoned(card.job(), way.get()));
        model.put("canAsk", card.order() != null && way.get() != Way.SAY);
        model.put("form", form);
        if (form.isFaultless()) pages.show(ctx, "job-after", model);
        else pages.showAgain(ctx, "job-after", model);
    }

    private @Nullable JobRun unexplained(Job job) {
        return parts.database().reading(JobRuns.class).unexplained(job.id()).orElse(null);
    }

    /// What a failed print took as it is reckoned from how far it came, in grams; of a plate all that it took.
    private @Nullable Double reckoned(Job job, Way way) {
        if (job.kind() != MachineKind.PRINTER_3D) return null;
        var uses = parts.database().reading(PlasticUses.class);
        var took = way == Way.TAKE_OFF ? uses.needed(job.id()) : uses.spoiledOf(job.id());
        return took.map(mg -> mg / MG_PER_G).orElse(null);
    }

    private void note(Context ctx) throws IOException, InterruptedException {
        var card = card(ctx);
        parts.reader().expect();
        var form = Form.withFiles(ctx, spool, "photo", LARGEST_PHOTO_BYTES);
        var said = said(ctx, card, form).orElse(null);
        if (said != null) {
            var act = act(ctx, card, form, said);
            if (act instanceof Act.Done) {
                ask(ctx, card, form, said);
                var done = said.cost() == Cost.CUSTOMER ? "web.after-asked" : "web.after-noted";
                pages.goOn(ctx, back(card, form), Message.of(done));
                return;
            }
            if (said.photo() != null) parts.files().discard(said.photo());
            if (act instanceof Act.Refused(var why)) form.wrong("good", why);
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, card, form);
        form.hearOut(ctx);
    }

    private static String back(Board.Card card, Form form) {
        return form.value("way").equals(Way.SAY.name()) ? place(card.job()) : Acts.back(form);
    }

    private static String place(Job job) {
        return "/work/jobs/" + job.id().value();
    }

    /// Nothing where the form says what cannot be.
    private Optional<Said> said(Context ctx, Board.Card card, Form form) throws IOException, InterruptedException {
        var reason = form.has("reason") ? form.choice("reason", Reason.class) : Optional.<Reason>empty();
        if (reason.isEmpty()) form.wrong("reason", Message.of("queue.reason-missing-run"));
        else if (!Reason.of(card.job().kind()).contains(reason.get()))
            form.wrong("reason", Message.of("web.no-choice"));
        var words = form.lines("words", LONGEST_WORDS);
        var scrap = form.has("grams") ? Long.valueOf(Math.round(form.number("grams", 1, MOST_GRAMS) * MG_PER_G)) : null;
        var cost = form.value("cost").equals(Cost.CUSTOMER.name()) ? Cost.CUSTOMER : Cost.SHOP;
        var ask = cost == Cost.CUSTOMER ? form.need("ask", LONGEST_ASK) : "";
        if (cost == Cost.CUSTOMER && !Access.COORDINATOR.admits(Visit.of(ctx).person()))
            form.wrong("ask", Message.of("web.after-coordinator"));
        if (cost == Cost.CUSTOMER && card.order() == null) form.wrong("ask", Message.of("web.after-no-customer"));
        var photo = form.isFaultless() ? photo(form) : null;
        return form.isFaultless()
                ? Optional.of(new Said(reason.orElse(null), words, photo, scrap, cost, ask))
                : Optional.empty();
    }

    private Act act(Context ctx, Board.Card card, Form form, Said said) {
        var who = Visit.worker(ctx).actor();
        var id = card.job().id();
        var floor = parts.floor();
        var good = form.has("good") ? form.number("good", 0, MOST_COPIES) : 0;
        var spoiled = form.has("spoiled") ? form.number("spoiled", 0, MOST_COPIES) : 0;
        if (!form.isFaultless())
            return new Act.Refused(form.errors().values().iterator().next());
        return switch (form.value("way")) {
            case "TAKE_OFF" -> floor.takeOff(id, good, form.ticked("empty"), said, who);
            case "COUNT" -> floor.finish(id, good, spoiled, said, who);
            case "BY_HAND" -> floor.done(id, good, spoiled, form.number("seen", 0, MOST_COPIES), said, who);
            case "AGAIN" -> floor.again(id, said, who);
            case "SAY" -> floor.say(id, form.number("run", 1, Integer.MAX_VALUE), said, who);
            default -> Act.refused("queue.too-late");
        };
    }

    /// What the customer is asked stands in the conversation about the order, and is mailed as any answer is.
    private void ask(Context ctx, Board.Card card, Form form, Said said) {
        if (said.cost() != Cost.CUSTOMER || card.order() == null) return;
        var written = new Talk.Written(Attachments.once(form), said.ask(), List.of());
        talk.answer(card.order().id(), written, Visit.worker(ctx).actor());
    }

    /// Stores it, unless it is no picture.
    private @Nullable Digest photo(Form form) throws IOException, InterruptedException {
        var upload = form.upload("photo").orElse(null);
        if (upload == null) return null;
        var name = DisplayName.of(upload.name());
        try (var in = upload.open()) {
            switch (parts.files().store(in, LARGEST_PHOTO_BYTES)) {
                case TooLarge(var limit) -> form.wrong("photo", Message.of("web.file-too-large", limit / MEGABYTE));
                case Stored(var digest, var _) -> {
                    var read = parts.reader().read(parts.files().path(digest), name, JUDGED_FOR);
                    if (read instanceof Contents.Outcome.Read(Contents contents)
                            && contents instanceof Contents.Document) return digest;
                    parts.files().discard(digest);
                    form.wrong("photo", Message.of("talk.not-a-picture", name));
                }
            }
        }
        return null;
    }

    private void photo(Context ctx) throws IOException {
        var run = ctx.pathParam("run");
        if (!run.matches("\\d{1,18}")) throw new NotFoundResponse();
        var photo = parts.database()
                .reading(JobRuns.class)
                .find(Acts.job(ctx), Long.parseLong(run))
                .map(JobRun::photo)
                .orElseThrow(NotFoundResponse::new);
        pictures.sendFirst(ctx, photo);
    }
}
