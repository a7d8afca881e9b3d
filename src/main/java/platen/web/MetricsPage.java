package platen.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.backup.BackupRun;
import platen.backup.Keeper;
import platen.fleet.Attempts;
import platen.machines.Hosts;

/// What a program that watches the server reads now and then, in the text format of Prometheus (0.0.4). No number tells
/// of a person, and none costs more after a million orders.
final class MetricsPage {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    private static final double MS_A_SECOND = 1_000;

    private final Website.Parts parts;
    private final Live live;
    private final Keeper keeper;
    private final Served served;

    MetricsPage(Website.Parts parts, Live live, Keeper keeper, Served served) {
        this.parts = parts;
        this.live = live;
        this.keeper = keeper;
        this.served = served;
    }

    void addTo(Routes routes) {
        routes.get("/metrics", Access.PROGRAM_SEES_FLOOR, this::tell);
    }

    private void tell(Context ctx) throws IOException {
        var out = new Exposition();
        parts.database().<Object, RuntimeException>look(look -> {
            shop(out, look);
            return out;
        });
        server(out);
        requests(out);
        ctx.header("Cache-Control", "no-store").contentType(FORMAT).result(out.toString());
    }

    private void shop(Exposition out, Handle look) {
        out.gauge("orders", "Orders that are not over.");
        states(out, look, "orders", """
            select state, count(*) as number
              from customer_order
             where state in ('APPROVED', 'IN_PRODUCTION', 'READY')
             group by state
            union all
            select state, count(*)
              from customer_order
             where state in ('SUBMITTED', 'QUOTED')
             group by state
            """);
        out.gauge("jobs", "Jobs that are not over.");
        states(out, look, "jobs", """
            select state, count(*) as number
              from job
             where state not in ('DONE', 'CANCELLED')
             group by state
            """);
        out.gauge("prints", "Prints that a printer computer has in hand.");
        out.value("prints", "", look.attach(Attempts.class).open().size());
        var hosts = look.attach(Hosts.class).all().stream()
                .filter(host -> host.revokedAt() == null)
                .toList();
        var silent =
                hosts.stream().filter(host -> parts.fleet().isSilent(host.id())).count();
        out.gauge("hosts", "Printer computers, by whether they call.");
        out.value("hosts", "state=\"online\"", hosts.size() - silent);
        out.value("hosts", "state=\"offline\"", silent);
    }

    private static void states(Exposition out, Handle look, String name, String sql) {
        for (var row : look.createQuery(sql).mapTo(InState.class).list()) {
            out.value(name, "state=\"" + row.state().toLowerCase(Locale.ROOT) + "\"", row.number());
        }
    }

    private record InState(String state, long number) {}

    private void server(Exposition out) throws IOException {
        out.gauge("event_streams", "Open pages that hear of changes.");
        out.value("event_streams", "", live.listening());
        out.gauge("disk_free_bytes", "Room on the disk of the data folder.");
        out.value("disk_free_bytes", "", parts.files().room().free());
        var database = keeper.data().resolve("platen.db");
        if (Files.exists(database)) {
            out.gauge("database_bytes", "The SQLite file, without what is still in its journal.");
            out.value("database_bytes", "", Files.size(database));
        }
        var state = keeper.state();
        age(out, "backup_age_seconds", "Since the last good backup was made.", state.lastGoodBackup());
        age(
                out,
                "drill_age_seconds",
                "Since a backup was last restored for a try, and was good.",
                state.lastGoodDrill());
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.gauge("heap_used_bytes", "Java's objects.");
        out.value("heap_used_bytes", "", heap.getUsed());
        out.gauge("heap_max_bytes", "As much as they may take.");
        out.value("heap_max_bytes", "", heap.getMax());
        out.gauge("threads", "Threads of the system; requests are not among them.");
        out.value("threads", "", ManagementFactory.getThreadMXBean().getThreadCount());
        out.gauge("start_time_seconds", "When the server started, since 1970.");
        out.value("start_time_seconds", "", ManagementFactory.getRuntimeMXBean().getStartTime() / MS_A_SECOND);
    }

    /// Nothing where there was none: an age of nothing would look young.
    private void age(Exposition out, String name, String says, @Nullable BackupRun run) {
        if (run == null) return;
        out.gauge(name, says);
        out.value(
                name,
                "",
                Duration.between(run.endedAt(), parts.clock().instant()).toSeconds());
    }

    private void requests(Exposition out) {
        var name = "http_request_seconds";
        out.begin(name, "histogram", "Answers by the hundred of their status, and how long they took.");
        for (int kind = 0; kind < Served.CLASSES; kind++) {
            var status = "status=\"" + (kind + 1) + "xx\"";
            long sum = 0;
            for (int bound = 0; bound <= Served.WITHIN_S.length; bound++) {
                sum += served.count(kind, bound);
                var le = bound == Served.WITHIN_S.length ? "+Inf" : Double.toString(Served.WITHIN_S[bound]);
                out.value(name + "_bucket", status + ",le=\"" + le + "\"", sum);
            }
            out.value(name + "_sum", status, served.seconds(kind));
            out.value(name + "_count", status, sum);
        }
    }

    /// Lines of the format; each name begins with `platen_`.
    private static final class Exposition {
        private final StringBuilder text = new StringBuilder();

        void gauge(String name, String says) {
            begin(name, "gauge", says);
        }

        void begin(String name, String type, String says) {
            text.append("# HELP platen_").append(name).append(' ').append(says).append('\n');
            text.append("# TYPE platen_").append(name).append(' ').append(type).append('\n');
        }

        void value(String name, String labels, long value) {
            line(name, labels, Long.toString(value));
        }

        void value(String name, String labels, double value) {
            line(name, labels, Double.toString(value));
        }

        private void line(String name, String labels, String value) {
            text.append("platen_").append(name);
            if (!labels.isEmpty()) text.append('{').append(labels).append('}');
            text.append(' ').append(value).append('\n');
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
