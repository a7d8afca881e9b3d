package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.machines.Machines;
import platen.machines.Register;
import platen.queue.Jobs;
import platen.values.Language;
import platen.values.Message;

/// The board, for hands and for the wall; and what each work centre does. The columns are made once for all who see the
/// same, and sent only where they changed.
final class BoardPages {
    private static final int LONGEST_SEARCH = 100;
    private static final int LONGEST_STEPS = 1_000;
    private static final int LONGEST_DRYING = 10_000;

    private final PageMaker pages;
    private final Live live;
    private final FloorBoard board;
    private final Pictures pictures;
    private final Shared<Asked, SharedPart> shared;
    private final Website.Parts parts;
    private final Register register;

    BoardPages(PageMaker pages, Live live, Board board, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.board = new FloorBoard(board.floorNow(), parts.clock(), pictures::thumbnail);
        this.shared = new Shared<>(parts.database(), parts.clock());
        this.parts = parts;
        this.register = new Register(parts.database(), parts.clock());
    }

    /// What decides how the columns look: who sees the same asks for the same.
    private record Asked(String words, String only, boolean isWall, boolean acts, Language language) {
        String query() {
            return "?q=" + URLEncoder.encode(words, UTF_8) + "&only=" + URLEncoder.encode(only, UTF_8)
                    + (isWall ? "&wall=1" : "");
        }
    }

    void addTo(Routes routes) {
        routes.get("/work/board", Access.VIEWER, this::board);
        routes.get("/work/board/columns", Access.VIEWER, this::columns);
        routes.get("/work/board/said", Access.VIEWER, ctx -> pages.show(ctx, "board-said", Map.of()));
        routes.get("/work/jobs/{id}/thumbnail/{digest}", Access.VIEWER, this::thumbnail);
        routes.post("/work/machines/{id}/steps", Access.WORKER, this::steps);
        routes.post("/work/machines/{id}/dries", Access.WORKER, this::dries);
    }

    private void board(Context ctx) {
        var asked = asked(ctx);
        var model = new HashMap<String, @Nullable Object>();
        // The number comes first: what happens while the columns are made is heard of afterwards.
        model.put("cursor", live.cursor());
        model.put("columns", made(ctx, asked).html());
        model.put("words", asked.words());
        model.put("only", asked.only());
        model.put("wall", asked.isWall());
        model.put("part", "/work/board/columns" + asked.query());
        pages.show(ctx, "board", model);
    }

    private void columns(Context ctx) {
        made(ctx, asked(ctx)).send(ctx);
    }

    private SharedPart made(Context ctx, Asked asked) {
        return shared.get(asked, () -> {
            var model = new HashMap<String, @Nullable Object>();
            model.put("columns", board.columns(new FloorBoard.Search(asked.words(), asked.only())));
            model.put("wall", asked.isWall());
            model.put("acts", asked.acts());
            model.put("self", "/work/board" + asked.query());
            return new SharedPart(pages.part(ctx, "parts/board-columns", model));
        });
    }

    private Asked asked(Context ctx) {
        var person = Visit.of(ctx).person();
        var acts = person != null && person.acts();
        return new Asked(
                asked(ctx, "q"), asked(ctx, "only"), "1".equals(ctx.queryParam("wall")), acts, pages.language(ctx));
    }

    private static String asked(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name))
                .map(text -> text.substring(0, Math.min(LONGEST_SEARCH, text.length())))
                .orElse("");
    }

    private void thumbnail(Context ctx) throws IOException, InterruptedException {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        pictures.sendThumbnail(ctx, job, ctx.pathParam("digest"));
    }

    private void steps(Context ctx) {
        var form = Form.of(ctx);
        var steps = form.may("steps", LONGEST_STEPS)
                .transform(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(step -> !step.isEmpty())
                        .distinct()
                        .toList());
        var isDone = form.isFaultless()
                && register.setSteps(Acts.machine(ctx), steps, Visit.worker(ctx).actor());
        say(ctx, form, isDone);
    }

    private void dries(Context ctx) {
        var form = Form.of(ctx);
        var minutes = form.number("minutes", 0, LONGEST_DRYING);
        var isDone = form.isFaultless()
                && parts.database()
                        .reading(Machines.class)
                        .find(Acts.machine(ctx))
                        .isPresent()
                && register.setDryMinutes(
                        Acts.machine(ctx), minutes, Visit.worker(ctx).actor());
        say(ctx, form, isDone);
    }

    private void say(Context ctx, Form form, boolean isDone) {
        if (isDone) pages.goOn(ctx, Acts.back(form), Message.of("web.saved"));
        else pages.goBack(ctx, Acts.back(form), Message.of("web.centre-refused"));
    }
}
