package platen.web;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.machines.Machines;
import platen.machines.Register;
import platen.values.Message;

/// The board, for hands, for the wall and for paper; and what each work centre does.
final class BoardPages {
    private static final int LONGEST_SEARCH = 100;
    private static final int LONGEST_STEPS = 1_000;
    private static final int LONGEST_DRYING = 10_000;

    private final PageMaker pages;
    private final Live live;
    private final FloorBoard board;
    private final Website.Parts parts;
    private final Register register;

    BoardPages(PageMaker pages, Live live, Board board, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.board = new FloorBoard(parts.database(), board.senses(), parts.clock());
        this.parts = parts;
        this.register = new Register(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/board", Access.WORKER, this::board);
        routes.post("/work/machines/{id}/steps", Access.WORKER, this::steps);
        routes.post("/work/machines/{id}/dries", Access.WORKER, this::dries);
    }

    private void board(Context ctx) {
        var words = asked(ctx, "q");
        var only = asked(ctx, "only");
        var isWall = "1".equals(ctx.queryParam("wall"));
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("columns", board.columns(new FloorBoard.Search(words, only)));
        model.put("words", words);
        model.put("only", only);
        model.put("wall", isWall);
        model.put("now", parts.clock().instant());
        var query = ctx.queryString();
        model.put("self", "/work/board" + (query == null ? "" : "?" + query));
        pages.show(ctx, "board", model);
    }

    private static String asked(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name))
                .map(text -> text.substring(0, Math.min(LONGEST_SEARCH, text.length())))
                .orElse("");
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
