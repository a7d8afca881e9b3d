package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.fleet.CutOff;
import platen.fleet.CutOffs;
import platen.fleet.CutOffs.Found;
import platen.fleet.Outcome;
import platen.fleet.Rest;
import platen.gcode.Layer;
import platen.gcode.Resumption;
import platen.machines.Inductions;
import platen.orders.Contents;
import platen.values.Message;

/// Where a worker goes on with a print that was cut off: chooses the layer, sees what will be sent, answers for
/// what nobody but a person can know, and lets it go. Nothing starts without all of that.
final class GoOnPages {
    /// What a worker has to answer for, each by a tick.
    private static final List<String> ANSWERS = List.of("sticks", "stands", "clean", "there");

    private static final Pattern HEIGHT = Pattern.compile("\\d{1,4}([.,]\\d{1,3})?");
    private static final int HEIGHT_DECIMALS = 3;
    private static final int LINES_SHOWN = 16;
    private static final int LONGEST_SHOWN = 120;
    private static final double SAME_MM = 0.001;

    private final PageMaker pages;
    private final Board board;
    private final CutOffs cutOffs;
    private final Website.Parts parts;
    private final Inductions inductions;

    GoOnPages(PageMaker pages, Board board, CutOffs cutOffs, Website.Parts parts) {
        this.pages = pages;
        this.board = board;
        this.cutOffs = cutOffs;
        this.parts = parts;
        this.inductions = new Inductions(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/jobs/{id}/go-on", Access.WORKER, this::look);
        routes.post("/work/jobs/{id}/go-on", Access.WORKER, this::goOn);
    }

    /// What would be sent: the head whole, and how the program goes on behind it.
    public record Plan(
            Layer layer, String height, Resumption resumption, String begins, long fromLine, List<Message> cautions) {
        public String key() {
            return resumption.key().hex();
        }
    }

    private void look(Context ctx) throws IOException {
        var card = card(ctx);
        var asked = new HashMap<String, String>();
        for (var field : List.of("layer", "height")) {
            var value = ctx.queryParam(field);
            if (value != null) asked.put(field, value);
        }
        switch (cutOffs.find(card.job().id())) {
            case Found.Nothing(var why) -> showNothing(ctx, card, why);
            case Found.Here(var cutOff) -> {
                var form = Form.of(filled(cutOff, asked));
                show(ctx, card, cutOff, form, plan(cutOff, form).orElse(null));
            }
        }
    }

    private Board.Card card(Context ctx) {
        return board.card(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
    }

    /// The layer that it was in and the height at which it stands, unless a person says something else.
    private static Map<String, String> filled(CutOff cutOff, Map<String, String> asked) {
        asked.putIfAbsent("layer", "" + cutOff.lastLayer().number());
        if (!cutOff.headMoved())
            asked.putIfAbsent("height", mm(cutOff.survey().last().zMm()));
        return asked;
    }

    private Optional<Plan> plan(CutOff cutOff, Form form) throws IOException {
        int number =
                form.number("layer", cutOff.firstNumber(), cutOff.lastLayer().number());
        var height = height(form);
        if (!form.isFaultless() || height.isEmpty()) return Optional.empty();
        var layer = cutOff.survey().layer(number).orElseThrow();
        var problem = cutOff.problem(layer, height.getAsDouble());
        if (problem.isPresent()) {
            form.wrong("height", problem.get());
            return Optional.empty();
        }
        var resumption = cutOff.from(layer, height.getAsDouble());
        return Optional.of(new Plan(
                layer,
                mm(height.getAsDouble()),
                resumption,
                begins(cutOff, resumption),
                layer.line(),
                cautions(cutOff, layer, height.getAsDouble(), resumption)));
    }

    /// None where nothing is known of it and nothing is said yet, which is no mistake.
    private static OptionalDouble height(Form form) {
        var text = form.value("height").strip();
        if (text.isEmpty()) return OptionalDouble.empty();
        if (HEIGHT.matcher(text).matches()) return OptionalDouble.of(Double.parseDouble(text.replace(',', '.')));
        form.wrong("height", Message.of("web.go-on.no-height"));
        return OptionalDouble.empty();
    }

    private static String begins(CutOff cutOff, Resumption resumption) throws IOException {
        var lines = new ArrayList<String>();
        try (var in = resumption.open(cutOff.program());
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            in.skipNBytes(resumption.head().length());
            for (var line = reader.readLine(); line != null && lines.size() < LINES_SHOWN; line = reader.readLine()) {
                lines.add(line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line);
            }
        }
        return String.join("\n", lines);
    }

    /// What the worker should know before saying yes.
    private static List<Message> cautions(CutOff cutOff, Layer layer, double heightMm, Resumption resumption) {
        var all = new ArrayList<Message>();
        int last = cutOff.lastLayer().number();
        all.add(
                layer.number() == last
                        ? Message.of("web.go-on.anew", last)
                        : Message.of("web.go-on.earlier", layer.number(), last));
        double told = cutOff.survey().last().zMm();
        if (cutOff.headMoved()) all.add(Message.of("web.go-on.moved"));
        else if (Math.abs(told - heightMm) > SAME_MM) all.add(Message.of("web.go-on.other-height", mm(told)));
        double lowest = cutOff.survey().lowestLatelyMm();
        double highest = cutOff.survey().highestLatelyMm();
        if (highest - lowest > SAME_MM) all.add(Message.of("web.go-on.just-moved", mm(lowest), mm(highest)));
        if (!resumption.primesOnPlate()) all.add(Message.of("web.go-on.air"));
        if (cutOff.survey().wasLevelled()) all.add(Message.of("web.go-on.levelled"));
        all.add(Message.of("web.go-on.watch"));
        return all;
    }

    private void goOn(Context ctx) throws IOException, InterruptedException {
        var card = card(ctx);
        var form = Form.of(ctx);
        switch (cutOffs.find(card.job().id())) {
            case Found.Nothing(var why) -> pages.goBack(ctx, at(card), why);
            case Found.Here(var cutOff) -> {
                var plan = plan(cutOff, form).orElse(null);
                if (plan == null && form.isFaultless()) form.wrong("height", Message.of("web.missing"));
                if (plan != null && !plan.key().equals(form.value("key")))
                    form.wrong("key", Message.of("web.go-on.changed"));
                for (var answer : ANSWERS) {
                    if (!form.ticked(answer)) form.wrong(answer, Message.of("web.go-on.unanswered"));
                }
                if (plan != null && form.isFaultless() && letGo(ctx, card, cutOff, form, plan)) return;
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
                show(ctx, card, cutOff, form, plan);
            }
        }
    }

    /// Stores exactly what was shown, lets it be checked like any other program, and releases it.
    private boolean letGo(Context ctx, Board.Card card, CutOff cutOff, Form form, Plan plan)
            throws IOException, InterruptedException {
        Stored stored;
        try (var in = plan.resumption().open(cutOff.program())) {
            switch (parts.files().store(in, JobPages.LARGEST_PROGRAM_BYTES)) {
                case Stored kept -> stored = kept;
                case TooLarge(var limit) -> {
                    form.wrong("key", Message.of("web.file-too-large", limit / 1_000_000));
                    return false;
                }
            }
        }
        var problem = problem(card, cutOff, stored).orElse(null);
        if (problem == null) {
            var rest = new Rest(
                    cutOff.attempt().id(),
                    stored.digest(),
                    stored.bytes(),
                    plan.layer().number(),
                    plan.height());
            var against =
                    inductions.against(Visit.worker(ctx).id(), cutOff.machine().id());
            var outcome = against.isPresent()
                    ? new Outcome.Refused(against.get())
                    : parts.fleet()
                            .goOn(card.job().id(), rest, Visit.worker(ctx).actor());
            if (outcome instanceof Outcome.Refused(var why)) problem = why;
        }
        if (problem == null) {
            pages.goOn(ctx, at(card), Message.of("web.goes-on", plan.layer().number()));
            return true;
        }
        parts.files().discard(stored.digest());
        form.wrong("key", problem);
        return false;
    }

    private Optional<Message> problem(Board.Card card, CutOff cutOff, Stored stored) throws InterruptedException {
        var name = card.job().title() + ".gcode";
        var path = parts.files().path(stored.digest());
        return switch (parts.reader().read(path, name, cutOff.profile().name())) {
            case Contents.Outcome.Refused(var why) -> Optional.of(why);
            case Contents.Outcome.Read(Contents.Program _) -> Optional.empty();
            case Contents.Outcome.Read _ -> Optional.of(Message.of("web.no-program"));
        };
    }

    private void showNothing(Context ctx, Board.Card card, Message why) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("card", card);
        model.put("why", why);
        pages.show(ctx, "go-on", model);
    }

    private void show(Context ctx, Board.Card card, CutOff cutOff, Form form, @Nullable Plan plan) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("card", card);
        model.put("why", null);
        model.put("cutOff", cutOff);
        model.put("told", mm(cutOff.survey().last().zMm()));
        model.put("form", form);
        model.put("plan", plan);
        pages.show(ctx, "go-on", model);
    }

    private static String at(Board.Card card) {
        return "/work/jobs/" + card.job().id().value();
    }

    private static String mm(double length) {
        return BigDecimal.valueOf(length)
                .setScale(HEIGHT_DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
