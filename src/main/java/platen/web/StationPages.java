package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.people.Person;
import platen.people.Stations;
import platen.values.Message;

/// A tablet at a machine: who is there says so by their PIN. Coordinators make a device one, and end it.
final class StationPages {
    private static final String DOOR = "/work/station";
    private static final String LIST = "/work/stations";
    private static final int LONGEST_NAME = 40;

    private final PageMaker pages;
    private final Gate gate;
    private final Stations stations;

    StationPages(PageMaker pages, Gate gate, Website.Parts parts) {
        this.pages = pages;
        this.gate = gate;
        this.stations = new Stations(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(DOOR, Access.ANYONE, ctx -> show(ctx, asked(ctx), Form.empty()));
        routes.post(DOOR, Access.ANYONE, this::enter);
        routes.post(DOOR + "/leave", Access.ANYONE, this::leave);
        routes.post(DOOR + "/touch", Access.ANYONE, ctx -> ctx.status(HttpStatus.NO_CONTENT));
        routes.get(LIST, Access.COORDINATOR, ctx -> list(ctx, Form.empty()));
        routes.post(LIST, Access.COORDINATOR, this::open);
        routes.post(LIST + "/{id}/end", Access.COORDINATOR, this::end);
    }

    private Optional<Person> asked(Context ctx) {
        var who = ctx.queryParam("who");
        return named(who == null ? "" : who);
    }

    private Optional<Person> named(String id) {
        return stations.people().stream()
                .filter(person -> String.valueOf(person.id().value()).equals(id))
                .findFirst();
    }

    /// First the names, then the PIN of one of them.
    private void show(Context ctx, Optional<Person> who, Form form) {
        if (Visit.of(ctx).station() == null) {
            pages.goBack(ctx, "/sign-in", Message.of("team.no-station"));
            return;
        }
        var next = ctx.queryParam("next");
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("people", stations.people());
        model.put("who", who.orElse(null));
        model.put(
                "next",
                PageMaker.local(next == null ? form.value("next") : next).orElse(""));
        if (form.isFaultless()) pages.show(ctx, "station", model);
        else pages.showAgain(ctx, "station", model);
    }

    private void enter(Context ctx) {
        var station = Visit.of(ctx).station();
        var form = Form.of(ctx);
        var who = named(form.value("who"));
        if (station == null || who.isEmpty()) {
            show(ctx, Optional.empty(), form);
            return;
        }
        var name = who.get().name();
        switch (stations.enter(station, who.get().id(), form.value("pin"))) {
            case ENTERED ->
                pages.goOn(ctx, PageMaker.local(form.value("next")).orElse("/work"), Message.of("team.here", name));
            case WRONG -> {
                form.wrong("pin", Message.of("team.wrong-pin", name));
                show(ctx, who, form);
            }
            case LOCKED -> {
                form.wrong("pin", Message.of("team.pin-locked", name));
                show(ctx, who, form);
            }
        }
    }

    private void leave(Context ctx) {
        var station = Visit.of(ctx).station();
        if (station != null) stations.leave(station);
        ctx.redirect(DOOR, HttpStatus.SEE_OTHER);
    }

    private void list(Context ctx, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("stations", stations.all());
        if (form.isFaultless()) pages.show(ctx, "stations", model);
        else pages.showAgain(ctx, "stations", model);
    }

    private void open(Context ctx) {
        var form = Form.of(ctx);
        var name = form.need("name", LONGEST_NAME);
        if (!form.isFaultless()) {
            list(ctx, form);
            return;
        }
        gate.openStation(ctx, stations.open(Visit.worker(ctx), name));
        pages.goOn(ctx, DOOR, Message.of("team.station-opened", name));
    }

    private void end(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        var ended = stations.end(Visit.worker(ctx), Long.parseLong(id));
        pages.goOn(ctx, LIST, Message.of(ended ? "team.station-ended" : "team.nothing-ended"));
    }
}
