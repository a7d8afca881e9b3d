package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.fleet.Attempts;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Contents;
import platen.queue.Act;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Loading;
import platen.queue.Loading.SoFar;
import platen.stock.Plastic;
import platen.stock.PlasticUses;
import platen.stock.Spool;
import platen.stock.SpoolDesk;
import platen.stock.Spools;
import platen.sync.PrinterLive;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Which spool is on a printer, asked before a print starts; whether it is enough; what a print took.
final class JobSpools {
    /// What a form says that starts a print without a spool of ours.
    private static final String NONE = "none";
    private static final int MOST_GRAMS = 20_000;
    private static final int LONGEST_NOTE = 300;
    private static final double MM3_PER_CM3 = 1_000;
    private static final double MG_PER_G = 1_000;
    private static final double WHOLE = 100;
    /// Of plastic that no profile knows.
    private static final double USUAL_DENSITY = 1.24;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Loading loading;
    private final SpoolDesk desk;

    JobSpools(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.loading = new Loading(parts.database(), parts.clock());
        this.desk = new SpoolDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/jobs/{id}/spool", Access.WORKER, this::question);
        routes.post("/work/jobs/{id}/scrap", Access.WORKER, this::scrap);
        routes.post("/work/machines/{id}/spool", Access.WORKER, this::load);
        routes.post("/work/machines/{id}/spool/off", Access.WORKER, this::unload);
    }

    /// Whether a spool is enough for what is to be printed: `runs` more runs of `needMg` each, the first of them now.
    public record Enough(long leftMg, long needMg, int runs) {
        public boolean forOne() {
            return leftMg >= needMg;
        }

        public boolean forAll() {
            return leftMg >= needMg * runs;
        }

        public double needG() {
            return needMg / MG_PER_G;
        }

        public double allG() {
            return needMg * runs / MG_PER_G;
        }

        public double leftG() {
            return leftMg / MG_PER_G;
        }
    }

    /// A spool that could be put on, and whether it is enough; null where nobody knows what is needed.
    public record Choice(Spool spool, @Nullable Enough enough) {}

    /// What is on a machine; `enough` for the rest of the print on it; and what else could be put on.
    public record Loaded(@Nullable Spool spool, @Nullable Enough enough, List<Choice> others) {}

    /// What one run of a job needs, and what its prints took, in grams.
    public record JobPlastic(
            @Nullable Double neededG,
            @Nullable Double takenG,
            @Nullable Double scrapG) {}

    JobPlastic plastic(Job job) {
        var uses = uses();
        return new JobPlastic(
                grams(uses.needed(job.id())), grams(uses.takenBy(job.id())), grams(uses.scrapOf(job.id())));
    }

    private static @Nullable Double grams(Optional<Long> milligrams) {
        return milligrams.map(mg -> mg / MG_PER_G).orElse(null);
    }

    /// The plastic of a program that a worker made, by the material that its job asks for.
    long milligrams(JobId id, Contents.Program program) {
        var material = jobs().find(id).map(Job::material).orElse(null);
        var density = parts.profiles()
                .profile(program.profile())
                .flatMap(profile ->
                        material == null ? profile.materials().stream().findFirst() : profile.material(material))
                .map(made -> made.densityGCm3())
                .orElse(USUAL_DENSITY);
        return Math.round(program.filamentMm3() / MM3_PER_CM3 * density * MG_PER_G);
    }

    /// Leads to the question which spool is on it, unless the form has answered it. A spool that the form names is
    /// put on first.
    boolean asks(Context ctx, Form form, Machine machine) {
        var job = jobs().find(Acts.job(ctx)).orElse(null);
        if (job == null || machine.kind() != MachineKind.PRINTER_3D) return false;
        var on = spools().on(machine.id()).orElse(null);
        var named = Acts.spool(form);
        if (named.isPresent()) {
            if (on != null && on.id().equals(named.get())) return false;
            return isRefused(ctx, job, loading.load(machine.id(), named.get(), null, who(ctx)));
        }
        if (on == null && (form.value("spool").equals(NONE) || !hasAnyFor(job))) return false;
        ctx.redirect(address(job.id(), machine.id(), Acts.back(form)));
        return true;
    }

    private boolean isRefused(Context ctx, Job job, Act act) {
        if (!(act instanceof Act.Refused(var why))) return false;
        pages.goBack(ctx, "/work/jobs/" + job.id().value(), why);
        return true;
    }

    private boolean hasAnyFor(Job job) {
        return spools().present().stream().anyMatch(spool -> spool.machine() == null && suits(spool, job));
    }

    private static boolean suits(Spool spool, Job job) {
        return spool.suits(job.material(), job.colour());
    }

    private static String address(JobId job, MachineId machine, String back) {
        return "/work/jobs/" + job.value() + "/spool?machine=" + machine.value()
                + (back.equals("/work") ? "" : "&from=job");
    }

    private void question(Context ctx) {
        var job = jobs().find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        var number = Optional.ofNullable(ctx.queryParam("machine")).orElse("");
        var machine = Acts.machine(Form.of(Map.of("machine", number)))
                .flatMap(id -> parts.database().reading(Machines.class).find(id))
                .orElseThrow(NotFoundResponse::new);
        var on = spools().on(machine.id()).orElse(null);
        var model = new HashMap<String, @Nullable Object>();
        model.put("job", job);
        model.put("machine", machine);
        model.put("loaded", on == null ? null : choice(on, job));
        model.put("others", others(job));
        model.put(
                "goesBack",
                ctx.queryParam("from") == null
                        ? "/work"
                        : "/work/jobs/" + job.id().value());
        pages.show(ctx, "stock-start", model);
    }

    private List<Choice> others(Job job) {
        return spools().present().stream()
                .filter(spool -> spool.machine() == null && suits(spool, job))
                .map(spool -> choice(spool, job))
                .toList();
    }

    private Choice choice(Spool spool, Job job) {
        return new Choice(spool, enough(spool, job, 0));
    }

    private @Nullable Enough enough(Spool spool, Job job, double done) {
        var needed = uses().needed(job.id()).orElse(null);
        if (needed == null) return null;
        var runs = Math.max(1, Math.ceilDiv(job.copiesLeft(), job.perRun()));
        if (done == 0) return new Enough(spool.leftMg(), needed, runs);
        return new Enough(spool.leftMg(), Math.round(needed * (1 - done)), 1);
    }

    /// What is on a machine, and whether it is enough for what it prints now.
    Loaded loaded(Machine machine) {
        if (machine.kind() != MachineKind.PRINTER_3D) return new Loaded(null, null, List.of());
        var spool = spools().on(machine.id()).orElse(null);
        var job = jobs().on(machine.id()).orElse(null);
        var isPrinting = job != null && job.state() != JobState.TO_CHECK;
        var done = job == null ? 0 : done(machine.id(), job);
        var others = spools().present().stream()
                .filter(one -> one.machine() == null && (!isPrinting || job == null || suits(one, job)))
                .map(one -> new Choice(one, isPrinting && job != null ? enough(one, job, done) : null))
                .toList();
        var enough = spool == null || job == null || !isPrinting ? null : enoughForRest(spool, job, machine.id(), done);
        return new Loaded(spool, enough, others);
    }

    /// What a print took so far is not yet off the spool that it came from.
    private @Nullable Enough enoughForRest(Spool spool, Job job, MachineId machine, double done) {
        var left = enough(spool, job, done);
        var soFar = soFar(machine);
        if (left == null || soFar.isEmpty()) return left;
        var noted = uses().takenBy(soFar.get().print().attempt());
        var owed = Math.max(0, soFar.get().milligrams() - noted);
        return new Enough(Math.max(0, spool.leftMg() - owed), left.needMg(), 1);
    }

    /// How far a print has come, of one; nothing where it has not begun.
    private double done(MachineId machine, Job job) {
        if (job.state() != JobState.RUNNING && job.state() != JobState.PAUSED) return 0;
        var percent = parts.fleet().live(machine).map(PrinterLive::percent).orElse(0.0);
        return Math.clamp(percent / WHOLE, 0, 1);
    }

    /// What a print that goes on took so far.
    private Optional<SoFar> soFar(MachineId machine) {
        var attempt = parts.database().reading(Attempts.class).on(machine).orElse(null);
        var job = attempt == null || attempt.job() == null
                ? null
                : jobs().find(attempt.job()).orElse(null);
        if (attempt == null || job == null) return Optional.empty();
        var needed = uses().needed(job.id()).orElse(0L);
        var milligrams = Math.round(needed * done(machine, job));
        var print = new Plastic.Print(attempt.id(), job.id(), machine, job.material());
        return milligrams == 0 ? Optional.empty() : Optional.of(new SoFar(print, milligrams));
    }

    private void load(Context ctx) {
        var form = Form.of(ctx);
        var machine = Acts.machine(ctx);
        var act = Acts.spool(form)
                .map(spool -> loading.load(machine, spool, soFar(machine).orElse(null), who(ctx)))
                .orElseGet(() -> Act.refused("stock.gone"));
        Acts.tell(pages, ctx, form, act, "web.saved");
    }

    private void unload(Context ctx) {
        var machine = Acts.machine(ctx);
        var act = loading.unload(machine, soFar(machine).orElse(null), who(ctx));
        Acts.tell(pages, ctx, Form.of(ctx), act, "web.saved");
    }

    private void scrap(Context ctx) {
        var form = Form.of(ctx);
        var job = jobs().find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        var grams = form.number("grams", 1, MOST_GRAMS);
        var note = form.may("note", LONGEST_NOTE);
        var place = "/work/jobs/" + job.id().value();
        if (!form.isFaultless()) {
            pages.goBack(ctx, place, form.errors().values().iterator().next());
            return;
        }
        var material = job.material() == null ? "" : job.material();
        desk.scrap(job.id(), lastMachine(job), material, Math.round(grams * MG_PER_G), note, who(ctx));
        pages.goOn(ctx, place, Message.of("web.saved"));
    }

    private @Nullable MachineId lastMachine(Job job) {
        var attempts = parts.database().reading(Attempts.class).of(job.id());
        return attempts.isEmpty() ? job.machine() : attempts.getLast().machine();
    }

    private static Actor who(Context ctx) {
        return Visit.worker(ctx).actor();
    }

    private Jobs jobs() {
        return parts.database().reading(Jobs.class);
    }

    private Spools spools() {
        return parts.database().reading(Spools.class);
    }

    private PlasticUses uses() {
        return parts.database().reading(PlasticUses.class);
    }
}
