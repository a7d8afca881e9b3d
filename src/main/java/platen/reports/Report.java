package platen.reports;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import platen.books.PostCalculation;
import platen.books.Took;
import platen.database.Database;
import platen.reports.Table.Column;
import platen.shop.OpeningHours;
import platen.stock.PlasticUses;
import platen.stock.Supplies;
import platen.values.Money;

/// What the shop did in a span of time, as tables: of production, and of money for those who may see it.
public final class Report {
    /// Orders that were approved earlier are not looked at for what they owe.
    private static final Duration OWING = Duration.ofDays(730);
    private static final int AGE_DAYS = 30;
    /// More jobs are not held against their quotes one by one.
    private static final int MOST_JOBS = 1_000;
    private static final double WHOLE = 100;
    private static final double MG_PER_G = 1_000;
    private static final double WATT_MS_PER_KWH = 3_600_000_000.0;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final Database database;
    private final InstantSource clock;

    public Report(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Whoever sees the floor may see these.
    public List<Table> production(Period period, OpeningHours hours) {
        var from = period.start();
        var to = period.end();
        var figures = database.reading(Figures.class);
        var machines = figures.machines(from, to);
        return List.of(
                machineUse(machines, period.open(hours, clock.instant())),
                success(machines),
                materials(figures.materials(from, to)),
                reasons(figures.reasons(from, to)),
                used(from, to),
                lead(figures.lead(from, to), figures.openJobs()));
    }

    private static Table machineUse(List<Figures.OfMachine> machines, Duration open) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var one : machines) {
            var busy = Duration.ofMillis(one.busyMs());
            var share = open.isZero() ? null : Double.valueOf(WHOLE * busy.toSeconds() / open.toSeconds());
            var energy = one.watts() == null ? null : Double.valueOf(one.watts() * one.busyMs() / WATT_MS_PER_KWH);
            rows.add(row(one.name(), hours(busy), share, one.runs(), energy));
        }
        return new Table(
                "machines",
                "Machine use",
                open.isZero()
                        ? "The shop has not said when it is open, so there is nothing to hold it against."
                        : "Held against " + Math.round(hours(open))
                                + " opening hours; a machine that works at night comes to more than 100 %. Energy is"
                                + " estimated: the watts that stand on the machine’s page, times its hours.",
                columns(
                        "machine:Machine",
                        "busy_h:Hours busy",
                        "of_opening_percent:Of opening hours, %",
                        "runs:Runs",
                        "energy_kwh:kWh, estimated"),
                rows,
                1,
                0);
    }

    private static Table success(List<Figures.OfMachine> machines) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var one : machines)
            rows.add(row(one.name(), percent(one.clean(), one.runs()), one.runs(), one.good(), one.spoiled()));
        return new Table(
                "success",
                "Success by machine",
                "A run counts as clean when nothing of it was spoiled.",
                columns(
                        "machine:Machine",
                        "clean_percent:Clean runs, %",
                        "runs:Runs",
                        "good:Good copies",
                        "spoiled:Spoiled"),
                rows,
                1,
                WHOLE);
    }

    private static Table materials(List<Figures.OfMaterial> materials) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var one : materials)
            rows.add(row(
                    one.material().isEmpty() ? "not said" : one.material(),
                    percent(one.clean(), one.runs()),
                    one.runs(),
                    one.good(),
                    one.spoiled()));
        return new Table(
                "success-materials",
                "Success of prints by material",
                "",
                columns(
                        "material:Material",
                        "clean_percent:Clean runs, %",
                        "runs:Runs",
                        "good:Good copies",
                        "spoiled:Spoiled"),
                rows,
                1,
                WHOLE);
    }

    private static Table reasons(List<Figures.OfReason> reasons) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var one : reasons)
            rows.add(row(one.reason() == null ? "nobody has said" : one.reason().words(), one.runs(), one.spoiled()));
        return new Table(
                "reasons",
                "What went wrong",
                "",
                columns("reason:Reason", "runs:Runs", "spoiled:Spoiled copies"),
                rows,
                1,
                0);
    }

    private Table used(Instant from, Instant to) {
        var uses = database.reading(PlasticUses.class);
        var scrap = uses.scrap(from, to).stream()
                .collect(toMap(PlasticUses.Weight::material, Function.identity(), (one, _) -> one));
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var one : uses.printed(from, to)) {
            var weighed = scrap.get(one.material());
            rows.add(row(
                    one.material().isEmpty() ? "plastic" : one.material(),
                    "g",
                    one.takenMg() / MG_PER_G,
                    one.spoiledMg() / MG_PER_G,
                    weighed == null ? null : Double.valueOf(weighed.milligrams() / MG_PER_G)));
        }
        for (var one : database.reading(Supplies.class).used(from, to))
            rows.add(row(one.name(), one.unit(), one.taken(), one.spoiled(), null));
        return new Table(
                "materials",
                "Material used and wasted",
                "Of plastic, what failed prints took is reckoned by how far they came; what was weighed is part of it.",
                columns(
                        "material:Material",
                        "unit:Unit",
                        "used:Used",
                        "spoiled:Spoiled",
                        "weighed_scrap:Scrap, weighed"),
                rows,
                -1,
                0);
    }

    private static Table lead(Figures.Lead lead, long openJobs) {
        return new Table(
                "lead-time",
                "From OK to ready",
                "Orders that got ready in this time. In time is until the end of the promised day.",
                columns(
                        "orders:Orders ready",
                        "lead_days:Days on average",
                        "promised:Promised for a day",
                        "on_time_percent:Of those in time, %",
                        "open_jobs:Jobs open now"),
                List.of(row(
                        lead.orders(),
                        lead.orders() == 0
                                ? null
                                : Double.valueOf(
                                        Duration.ofMillis(lead.meanMs()).toMinutes() / 1_440.0),
                        lead.promised(),
                        lead.promised() == 0 ? null : percent(lead.onTime(), lead.promised()),
                        openJobs)),
                -1,
                0);
    }

    /// For those who see money.
    public List<Table> money(Period period) {
        Turnover.complete(database, period);
        var tables = new ArrayList<Table>();
        tables.add(turnover(period));
        tables.add(products(period));
        tables.add(standing());
        tables.add(owed());
        tables.add(quotedAgainstReal(period));
        return List.copyOf(tables);
    }

    private Table turnover(Period period) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var part : period.parts()) {
            var amount = database.reading(Figures.class).turnover(part.start(), part.end());
            rows.add(row(part.from().toString(), part.to().toString(), amount));
        }
        return new Table(
                "turnover",
                "Turnover",
                "What was paid for orders or put on accounts, less what was given back; tax included.",
                columns("from:From", "to:To", "turnover_cents:Turnover"),
                rows,
                2,
                0);
    }

    private Table products(Period period) {
        var figures = database.reading(Figures.class);
        var shared = figures.products(period.start(), period.end());
        var rest = figures.turnover(period.start(), period.end());
        for (var one : shared) rest = rest.minus(one.net()).minus(one.tax());
        var rows = new ArrayList<List<@Nullable Object>>();
        for (int at = 0; at < shared.size(); at++) {
            var one = shared.get(at);
            // The cents that rounding left over.
            var net = at == 0 ? one.net().plus(rest) : one.net();
            rows.add(row(one.product(), kind(one.product()), net, one.tax(), net.plus(one.tax())));
        }
        return new Table(
                "products",
                "Turnover by product",
                "Shared as the frozen prices are.",
                columns(
                        "product:Product",
                        "kind:Kind",
                        "net_cents:Without tax",
                        "tax_cents:Tax",
                        "turnover_cents:With tax"),
                rows,
                2,
                0);
    }

    private static String kind(String product) {
        return product.equals("part") ? "3D" : product.equals(Turnover.MIXED) ? "several" : "paper";
    }

    private Table standing() {
        var figures = database.reading(Figures.class);
        var quoted = figures.quoted();
        var work = figures.inProgress();
        return new Table(
                "standing",
                "As it stands now",
                "With tax.",
                columns("what:What", "orders:Orders", "value_cents:Value"),
                List.of(
                        row("prices that wait for an answer", quoted.count(), quoted.value()),
                        row("work in progress", work.count(), work.value())),
                -1,
                0);
    }

    private Table owed() {
        var now = clock.instant();
        var figures = database.reading(Figures.class);
        var ages = List.of("up to 30 days", "31 to 60 days", "61 to 90 days", "older");
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var one : figures.owed(now.minus(OWING), before(now, 3), before(now, 2), before(now, 1)))
            rows.add(row(ages.get(one.age()), one.count(), one.value()));
        rows.add(row("on accounts that pay monthly", null, figures.onAccounts()));
        return new Table(
                "receivables",
                "What customers owe now, by age",
                "Since the OK of the order; orders of the last two years.",
                columns("age:Age", "orders:Orders", "owed_cents:Owed"),
                rows,
                2,
                0);
    }

    private static Instant before(Instant now, int months) {
        return now.minus(Duration.ofDays((long) AGE_DAYS * months));
    }

    private Table quotedAgainstReal(Period period) {
        var columns = columns(
                "product:Product",
                "jobs:Jobs",
                "price_cents:Price",
                "machine_h_quoted:Machine hours quoted",
                "machine_h:Taken",
                "plastic_g_quoted:Plastic quoted, g",
                "plastic_g:Taken, g",
                "sheets_quoted:Sheets quoted",
                "sheets:Taken",
                "more_cents:More than quoted");
        var over = database.reading(Figures.class).over(period.start(), period.end());
        var rows = new ArrayList<List<@Nullable Object>>();
        if (over <= MOST_JOBS) {
            var jobs = new PostCalculation(database, clock).jobs(period.start(), period.end());
            for (var one : PostCalculation.byProduct(jobs)) {
                var took = one.took();
                rows.add(row(
                        one.product(),
                        one.jobs(),
                        one.price(),
                        took.machine().quoted() / SECONDS_PER_HOUR,
                        scaled(took.machine().took(), SECONDS_PER_HOUR),
                        took.plastic().quoted() / MG_PER_G,
                        scaled(took.plastic().took(), MG_PER_G),
                        took.sheets().quoted(),
                        took.sheets().took(),
                        more(took)));
            }
        }
        var note = over <= MOST_JOBS
                ? "What nobody has noted of a job is left out. Job by job it stands under What it took."
                : "More than " + MOST_JOBS + " jobs were over in this time: choose a shorter one.";
        return new Table("quoted-real", "Quoted against real", note, columns, rows, -1, 0);
    }

    private static @Nullable Money more(Took took) {
        Money more = null;
        for (var amount : List.of(took.machine(), took.plastic(), took.sheets(), took.hand())) {
            var its = amount.more();
            if (its != null) more = more == null ? its : more.plus(its);
        }
        return more;
    }

    private static @Nullable Double scaled(@Nullable Long count, double unit) {
        return count == null ? null : Double.valueOf(count / unit);
    }

    private static double hours(Duration time) {
        return time.toSeconds() / SECONDS_PER_HOUR;
    }

    private static @Nullable Double percent(long part, long whole) {
        return whole == 0 ? null : Double.valueOf(WHOLE * part / whole);
    }

    private static List<Column> columns(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split(":", 2))
                .map(pair -> new Column(pair[0], pair[1]))
                .toList();
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return new ArrayList<@Nullable Object>(Arrays.asList(cells));
    }
}
