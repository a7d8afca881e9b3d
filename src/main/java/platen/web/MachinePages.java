package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.events.Events;
import platen.events.Subject;
import platen.fleet.Outcome;
import platen.machines.Fittings;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Register;
import platen.machines.Watts;
import platen.people.Person;
import platen.printers.Profile;
import platen.queue.FloorRules;
import platen.shop.Step;
import platen.sync.PrinterLive;
import platen.values.AttemptId;
import platen.values.MachineId;
import platen.values.Message;

/// The machines: how they do, what is loaded, whether the plate is empty; and new ones.
final class MachinePages {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 300;
    private static final int HISTORY = 40;
    private static final String NUMBER = "\\d{1,18}";
    private static final String BUTTON = "\\d{1,3}";

    private final PageMaker pages;
    private final Live live;
    private final Board board;
    private final Website.Parts parts;
    private final Register register;
    private final JobSpools spools;
    private final Around around;
    private final Handling handling;
    private final PrinterPart printer;
    private final Sockets sockets;

    MachinePages(PageMaker pages, Live live, Board board, Website.Parts parts, Devices devices) {
        this.pages = pages;
        this.live = live;
        this.board = board;
        this.parts = parts;
        this.spools = new JobSpools(pages, parts);
        this.around = new Around(parts, devices);
        this.handling = new Handling(pages, parts);
        this.printer = new PrinterPart(parts);
        this.sockets = new Sockets(parts);
        this.register = new Register(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/machines", Access.VIEWER, this::all);
        routes.get("/work/machines/new", Access.COORDINATOR, this::newMachine);
        routes.post("/work/machines/new", Access.COORDINATOR, this::add);
        routes.get("/work/machines/{id}", Access.VIEWER, this::machine);
        routes.post("/work/machines/{id}/clear", Access.WORKER, this::clear);
        routes.post("/work/machines/{id}/load", Access.WORKER, this::load);
        routes.post("/work/machines/{id}/out-of-order", Access.WORKER, this::outOfOrder);
        routes.post("/work/machines/{id}/in-order", Access.WORKER, this::inOrder);
        routes.post("/work/machines/{id}/answer", Access.WORKER, this::answer);
        routes.post("/work/machines/{id}/cool-down", Access.WORKER, this::coolDown);
        routes.post("/work/machines/{id}/test-move", Access.WORKER, this::testMove);
        routes.post("/work/machines/{id}/lost", Access.WORKER, this::declareLost);
    }

    /// A machine as its card shows it; `offline` while its printer computer does not answer.
    public record Seen(
            Machine machine,
            Board.@Nullable Card card,
            @Nullable PrinterLive live,
            @Nullable Offline offline) {

        public boolean isSilent() {
            return offline != null;
        }

        public boolean isPrinter() {
            return machine.kind() == MachineKind.PRINTER_3D;
        }
    }

    private void all(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put(
                "machines",
                parts.database().reading(Machines.class).all().stream()
                        .map(this::seen)
                        .toList());
        model.put("arounds", around.all());
        model.put("printsAlone", parts.database().reading(FloorRules.class).printsAlone());
        pages.show(ctx, "machines", model);
    }

    private void machine(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        var machine = find(ctx);
        var seen = seen(machine);
        model.put("seen", seen);
        var job = seen.card() == null ? null : seen.card().job();
        model.putAll(printer.model(machine, job, Visit.of(ctx).person()));
        model.put("losable", parts.fleet().losable(machine.id()).orElse(null));
        model.put("materials", materials(machine));
        model.put(
                "watts", parts.database().reading(Watts.class).of(machine.id()).orElse(null));
        model.put("model", model(machine));
        model.put("loaded", spools.loaded(machine));
        model.put("around", around.of(machine.id(), Visit.of(ctx).person()));
        model.put(
                "fitting",
                parts.database().reading(Fittings.class).find(machine.id()).orElse(null));
        model.put("usualNozzle", MatchPages.usual(parts, machine));
        model.put(
                "events",
                parts.database()
                        .reading(Events.class)
                        .lately(Subject.Kind.MACHINE, machine.id().value(), HISTORY));
        pages.show(ctx, "machine", model);
    }

    private Machine find(Context ctx) {
        return parts.database().reading(Machines.class).find(Acts.machine(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private Seen seen(Machine machine) {
        return new Seen(
                machine,
                board.on(machine.id()).orElse(null),
                parts.fleet().live(machine.id()).orElse(null),
                Offline.of(parts, machine).orElse(null));
    }

    /// What people call its model.
    private @Nullable String model(Machine machine) {
        if (machine.profile() == null) return null;
        return parts.profiles().profile(machine.profile()).map(Profile::title).orElse(machine.profile());
    }

    private List<String> materials(Machine machine) {
        if (machine.profile() == null) return List.of();
        return parts.profiles()
                .profile(machine.profile())
                .map(profile -> profile.materials().stream()
                        .map(material -> material.name())
                        .toList())
                .orElse(List.of());
    }

    private void clear(Context ctx) {
        var form = Form.of(ctx);
        if (handling.refuses(ctx, form, Acts.machine(ctx))) return;
        var act = parts.floor().clear(Acts.machine(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.cleared");
    }

    private void load(Context ctx) {
        var form = Form.of(ctx);
        var material = form.may("material", LONGEST_NAME);
        var colour = form.may("colour", LONGEST_NAME);
        var act = parts.floor()
                .load(
                        Acts.machine(ctx),
                        material.isEmpty() ? null : material,
                        colour.isEmpty() || material.isEmpty() ? null : colour,
                        Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.saved");
    }

    private void outOfOrder(Context ctx) {
        var form = Form.of(ctx);
        var machine = find(ctx);
        var reason = form.need("reason", LONGEST_REASON);
        if (!form.isFaultless()) pages.goBack(ctx, Acts.back(form), Message.of("web.reason-missing"));
        else {
            register.setOutOfOrder(machine.id(), reason, Visit.worker(ctx).actor());
            pages.goOn(ctx, Acts.back(form), Message.of("web.saved"));
        }
    }

    private void inOrder(Context ctx) {
        register.setOutOfOrder(find(ctx).id(), null, Visit.worker(ctx).actor());
        pages.goOn(ctx, Acts.back(Form.of(ctx)), Message.of("web.saved"));
    }

    /// A button of what the machine asks, as it stood on the page: by now it may ask something else.
    private void answer(Context ctx) {
        var form = Form.of(ctx);
        if (handling.refuses(ctx, form, Acts.machine(ctx))) return;
        var prompt = form.value("prompt");
        var button = form.value("button");
        var outcome = prompt.matches(NUMBER) && button.matches(BUTTON)
                ? parts.fleet()
                        .answer(
                                Acts.machine(ctx),
                                Long.parseLong(prompt),
                                Integer.parseInt(button),
                                Visit.worker(ctx).actor())
                : Outcome.refused("fleet.refused.question-gone");
        Acts.tell(pages, ctx, form, outcome, "web.answered");
    }

    private void coolDown(Context ctx) {
        var outcome =
                parts.fleet().coolDown(Acts.machine(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.cools-down");
    }

    private void testMove(Context ctx) {
        var who = Visit.worker(ctx);
        var id = Acts.machine(ctx);
        if (handling.refuses(ctx, Form.of(ctx), id)) return;
        var outcome = parts.fleet().testMove(id, who.actor());
        if (outcome instanceof Outcome.Done) parts.settings().finish(who.actor(), Step.PRINTER);
        Acts.tell(pages, ctx, Form.of(ctx), outcome, "web.test-move");
    }

    /// Only by somebody who has been there: what prints without its computer goes on.
    private void declareLost(Context ctx) {
        var form = Form.of(ctx);
        var reason = form.need("reason", LONGEST_REASON);
        var attempt = form.value("attempt");
        if (!form.isFaultless()) pages.goBack(ctx, Acts.back(form), Message.of("web.reason-missing"));
        else if (!form.ticked("looked")) pages.goBack(ctx, Acts.back(form), Message.of("web.look-first"));
        else {
            var outcome = attempt.matches(NUMBER)
                    ? parts.fleet()
                            .declareLost(
                                    Acts.machine(ctx),
                                    new AttemptId(Long.parseLong(attempt)),
                                    Visit.worker(ctx).actor(),
                                    reason)
                    : Outcome.refused("fleet.refused.not-lost");
            Acts.tell(pages, ctx, form, outcome, "web.declared-lost");
        }
    }

    private void newMachine(Context ctx) {
        pages.show(ctx, "machine-new", newModel(Form.of(Map.of("kind", MachineKind.PRINTER_3D.name()))));
    }

    private void add(Context ctx) {
        var form = Form.of(ctx);
        var name = form.need("name", LONGEST_NAME);
        var kind = form.choice("kind", MachineKind.class);
        var added = kind.flatMap(chosen -> add(form, name, chosen, Visit.worker(ctx)));
        if (added.isEmpty()) pages.showAgain(ctx, "machine-new", newModel(form));
        else pages.goOn(ctx, "/work/machines/" + added.get().value(), Message.of("web.machine-added", name));
    }

    private Optional<MachineId> add(Form form, String name, MachineKind kind, Person who) {
        Optional<MachineId> added;
        if (kind == MachineKind.PRINTER_3D) {
            var profile = form.value("profile");
            if (parts.profiles().profile(profile).isEmpty()) form.wrong("profile", Message.of("web.no-choice"));
            var plug = sockets.plug(form, null);
            if (!form.isFaultless() || plug.isEmpty()) return Optional.empty();
            added = register.addPrinter(name, profile, plug.get(), who.actor());
        } else {
            if (!form.isFaultless()) return Optional.empty();
            added = register.addByHand(name, kind, who.actor());
        }
        if (added.isEmpty()) form.wrong("name", Message.of("web.machine-name-taken"));
        return added;
    }

    private Map<String, @Nullable Object> newModel(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        sockets.putInto(model, null);
        model.put("profiles", parts.profiles().all());
        model.put("kinds", Arrays.stream(MachineKind.values()).map(Enum::name).toList());
        return model;
    }
}
