package platen.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.events.Subject;
import platen.queue.Jobs;
import platen.queue.planning.Forecasts;
import platen.webhooks.HookDesk;

/// The queue: what workers look at first.
final class QueuePages {
    private static final Set<Subject.Kind> ON_THE_FLOOR =
            Set.of(Subject.Kind.JOB, Subject.Kind.MACHINE, Subject.Kind.ORDER, Subject.Kind.HOST);
    private static final int LATELY = 10;

    private final PageMaker pages;
    private final Live live;
    private final Board board;
    private final Website.Parts parts;
    private final DeskList desk;
    private final SlicerCards slicerCards;
    private final HookDesk hooks;

    QueuePages(PageMaker pages, Live live, Board board, Website.Parts parts, DeskList desk) {
        this.pages = pages;
        this.live = live;
        this.board = board;
        this.parts = parts;
        this.desk = desk;
        this.slicerCards = new SlicerCards(parts);
        this.hooks = new HookDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work", Access.VIEWER, this::queue);
        routes.get("/work/live", Access.VIEWER, this::follow);
    }

    private void queue(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        var sliced = slicerCards.open();
        model.put("sliced", sliced);
        model.put("cards", sliced.inTurn(board.open()));
        model.put("desk", desk.desk());
        model.put("paused", hooks.paused());
        var seen = board.floorNow().seen();
        model.put(
                "missed",
                Forecasts.missed(seen.plan, seen.orders.values(), parts.clock().instant()));
        model.put("ended", parts.database().reading(Jobs.class).ended(LATELY));
        pages.show(ctx, "queue", model);
    }

    /// Everything that happens on the floor concerns every page of the floor.
    private void follow(Context ctx) throws IOException {
        live.stream(ctx, subject -> ON_THE_FLOOR.contains(subject.kind()));
    }
}
