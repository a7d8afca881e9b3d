package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.fleet.Thermograph;
import platen.gcode.TypedLine;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Material;
import platen.printers.Profile;
import platen.sync.ByHand;
import platen.values.Json;
import platen.values.Message;

/// Working with a printer by hand from its page, and its temperatures of the last hours.
final class HandPages {
    private static final String NUMBER = "\\d{1,12}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Handling handling;

    HandPages(PageMaker pages, Website.Parts parts) {
        this.handling = new Handling(pages, parts);
        this.pages = pages;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.post("/work/machines/{id}/by-hand", Access.WORKER, this::handle);
        routes.get("/work/machines/{id}/temperatures", Access.VIEWER, this::temperatures);
    }

    private void handle(Context ctx) {
        var form = Form.of(ctx);
        var machine = find(ctx);
        var who = Visit.worker(ctx);
        var profile = profile(machine);
        if (handling.refuses(ctx, form, machine.id())) return;
        if (profile.isEmpty()) {
            pages.goBack(ctx, Acts.back(form), Message.of("fleet.refused.no-host", machine.name()));
            return;
        }
        var wanted = new HandForm(form, profile.get(), loaded(machine, profile.get()), who.coordinates()).wanted();
        switch (wanted) {
            case HandForm.Wanted.Wrong(var why) -> pages.goBack(ctx, Acts.back(form), why);
            case HandForm.Wanted.Act(var act) -> {
                var refusal = refusal(act, machine, profile.get());
                if (refusal.isPresent()) pages.goBack(ctx, Acts.back(form), refusal.get());
                else
                    Acts.tell(pages, ctx, form, parts.fleet().handle(machine.id(), act, who.actor()), "web.hand-asked");
            }
        }
    }

    /// What is known to be wrong before its host is asked.
    private Optional<Message> refusal(ByHand act, Machine machine, Profile profile) {
        if (!(act instanceof ByHand.Line(var typed, var coordinates))) return Optional.empty();
        var prints = parts.fleet()
                .live(machine.id())
                .filter(live -> live.attempt() != null)
                .isPresent();
        return TypedLine.read(typed)
                .map(line -> line.refusal(profile, coordinates, prints))
                .orElse(Optional.of(Message.of("streaming.line-none")));
    }

    /// As JSON for the plot: times in seconds since 1970; `after` leaves out what the page has.
    private void temperatures(Context ctx) {
        var machine = find(ctx);
        var after = Optional.ofNullable(ctx.queryParam("after"))
                .filter(text -> text.matches(NUMBER))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .orElse(Instant.EPOCH);
        var hours = parts.fleet().watch().temperatures(machine.id(), after);
        var series = new ArrayList<Map<String, Object>>();
        for (var each : hours.series()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("sensor", each.sensor());
            one.put("label", label(each.sensor()));
            one.put("actual", each.actual());
            one.put("target", each.target());
            series.add(one);
        }
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/json").result(Json.write(Map.of("at", hours.at(), "series", series)));
    }

    /// What people call the place of a sensor.
    static String label(String sensor) {
        return switch (sensor) {
            case "T" -> "Nozzle";
            case "B" -> "Plate";
            case "C" -> "Chamber";
            default -> "Nozzle " + (Integer.parseInt(sensor.substring(1)) + 1);
        };
    }

    private Machine find(Context ctx) {
        return parts.database()
                .reading(Machines.class)
                .find(Acts.machine(ctx))
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D)
                .orElseThrow(NotFoundResponse::new);
    }

    private Optional<Profile> profile(Machine machine) {
        return machine.profile() == null ? Optional.empty() : parts.profiles().profile(machine.profile());
    }

    private static @Nullable Material loaded(Machine machine, Profile profile) {
        return machine.material() == null
                ? null
                : profile.material(machine.material()).orElse(null);
    }

    /// One sensor in the last hour, for who sees no plot.
    public record Row(
            String label, @Nullable Double now, @Nullable Double target, double lowest, double highest) {}

    static List<Row> rows(Thermograph.Hours hours) {
        var rows = new ArrayList<Row>();
        for (var series : hours.series()) {
            var told = series.actual().stream().filter(one -> one != null).toList();
            if (told.isEmpty()) continue;
            rows.add(new Row(
                    label(series.sensor()),
                    series.actual().getLast(),
                    series.target().getLast(),
                    told.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                    told.stream().mapToDouble(Double::doubleValue).max().orElse(0)));
        }
        return rows;
    }
}
