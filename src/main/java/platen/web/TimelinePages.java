package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.values.Language;

/// The floor by hours, on a screen and on one sheet of paper.
final class TimelinePages {
    private static final String PLACE = "/work/timeline";
    private static final int MOST_SKIPPED = 100_000;

    private final PageMaker pages;
    private final Live live;
    private final Timeline timeline;
    private final DaySheet sheet;
    private final Shared<Key, SharedPart> shared;
    private final Website.Parts parts;

    TimelinePages(PageMaker pages, Live live, Board board, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.timeline = new Timeline(board.floorNow(), parts.clock());
        this.sheet = new DaySheet(board.floorNow(), parts.clock());
        this.shared = new Shared<>(parts.database(), parts.clock());
        this.parts = parts;
    }

    private record Key(Timeline.Asked asked, Language language) {}

    void addTo(Routes routes) {
        routes.get(PLACE, Access.VIEWER, this::show);
        routes.get(PLACE + "/lanes", Access.VIEWER, ctx -> made(ctx).send(ctx));
        routes.get("/work/board/sheet", Access.VIEWER, this::sheet);
    }

    private void show(Context ctx) {
        var asked = asked(ctx);
        var span = asked.span().name().toLowerCase(Locale.ROOT);
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("span", span);
        model.put("lanes", made(ctx).html());
        model.put("part", PLACE + "/lanes?span=" + span + "&skip=" + asked.skip());
        pages.show(ctx, "timeline", model);
    }

    private SharedPart made(Context ctx) {
        var asked = asked(ctx);
        return shared.get(new Key(asked, pages.language(ctx)), () -> {
            var model = new HashMap<String, @Nullable Object>();
            model.put("drawing", timeline.draw(asked));
            model.put("span", asked.span().name().toLowerCase(Locale.ROOT));
            model.put("skip", asked.skip());
            return new SharedPart(pages.part(ctx, "parts/timeline", model));
        });
    }

    private static Timeline.Asked asked(Context ctx) {
        var span = Optional.ofNullable(ctx.queryParam("span")).orElse("");
        var skip = Optional.ofNullable(ctx.queryParam("skip"))
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .filter(number -> number <= MOST_SKIPPED)
                .orElse(0);
        return switch (span) {
            case "tomorrow" -> new Timeline.Asked(Timeline.Span.TOMORROW, skip);
            case "week" -> new Timeline.Asked(Timeline.Span.WEEK, skip);
            default -> new Timeline.Asked(Timeline.Span.TODAY, skip);
        };
    }

    private void sheet(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("sheet", sheet.today());
        model.put("now", parts.clock().instant());
        pages.show(ctx, "board-sheet", model);
    }
}
