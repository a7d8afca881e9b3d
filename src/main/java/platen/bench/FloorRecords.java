package platen.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import platen.database.Database;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.orders.Contents;
import platen.orders.PriceBooks;
import platen.people.Accounts;
import platen.people.Role;
import platen.people.Sessions;
import platen.pricing.PersonPrice;
import platen.pricing.Price.Priced;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.Json;
import platen.values.Money;

/// A shop with a long past, written into an empty database by a few statements: orders of four jobs each (two prints
/// and what comes after them), with lines, prices, files, tries and events, as years of work would leave them.
final class FloorRecords {
    private static final int PRINTERS_AT_A_HOST = 25;
    private static final int PROGRAMS = 200;
    static final int JOBS_OF_AN_ORDER = 4;
    private static final Duration PAST = Duration.ofDays(3 * 365);
    private static final Duration AHEAD = Duration.ofDays(21);
    private static final List<String> BENCHES = List.of("sanding", "cutting", "folding", "packing");

    private static final Money PRICE = new Money(1_000);
    private static final PriceRequest NOTHING = new PriceRequest(List.of(), PriceRequest.Terms.USUAL, 0);

    private final Database database;
    private final Size size;
    private final Instant now = Instant.now();

    /// How many printers, jobs that are not over, and jobs that are.
    record Size(int printers, int open, int past) {}

    FloorRecords(Database database, Size size) {
        this.database = database;
        this.size = size;
    }

    /// Fills it, and signs a worker in: returns that session.
    String write(Path files) throws IOException {
        var program = programs(files);
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), now), now);
            machines(change);
            var past = size.past() / JOBS_OF_AN_ORDER;
            orders(change, new Part(0, past, true), program);
            orders(change, new Part(past, size.open() / JOBS_OF_AN_ORDER, false), program);
            // What happened before is told to nobody.
            change.execute("update notice_cursor set last_event = (select max(id) from event)");
        });
        var clock = InstantSource.system();
        var worker = new Accounts(database, clock).openWithoutPassword("Worker", "worker@example.org", Role.WORKER);
        return new Sessions(database, clock).begin(worker).token();
    }

    /// Orders from number `first` on.
    private record Part(int first, int count, boolean isOver) {}

    private Digest programs(Path folder) throws IOException {
        var files = new FileStore(folder, database, InstantSource.system());
        Digest last = null;
        for (int i = 0; i < PROGRAMS; i++) {
            var in = new ByteArrayInputStream(("G28 ; " + i + "\n").getBytes(StandardCharsets.US_ASCII));
            if (files.store(in, Byte.MAX_VALUE) instanceof Stored stored) last = stored.digest();
        }
        if (last == null) throw new IOException("no program was stored");
        return last;
    }

    private void machines(Handle change) {
        var machines = change.attach(Machines.class);
        HostId host = null;
        for (int i = 0; i < size.printers(); i++) {
            if (i % PRINTERS_AT_A_HOST == 0) {
                var number = i / PRINTERS_AT_A_HOST + 1;
                host = change.attach(Hosts.class).add("Computer " + number, "key " + number, now);
            }
            machines.add(new NewMachine(
                    String.format(Locale.ROOT, "Printer %03d", i + 1),
                    MachineKind.PRINTER_3D,
                    host,
                    "/dev/printer-" + i,
                    "ender3",
                    null,
                    BedState.CLEAR,
                    i % 3 == 0 ? "PETG" : "PLA",
                    i % 2 == 0 ? "black" : "white",
                    now));
        }
        for (var kind : List.of(MachineKind.PRESS, MachineKind.RISO)) byHand(machines, kind.name(), kind);
        for (var bench : BENCHES) {
            var id = byHand(machines, "Bench for " + bench, MachineKind.BENCH);
            change.execute("update machine set steps = ? where id = ?", bench, id);
        }
        change.execute(
                "update shop set hours = ?",
                "MONDAY 09:00-17:00;TUESDAY 09:00-17:00;WEDNESDAY 09:00-17:00;THURSDAY 09:00-17:00;FRIDAY 09:00-17:00");
    }

    private long byHand(Machines machines, String name, MachineKind kind) {
        return machines.add(new NewMachine(name, kind, null, null, null, null, BedState.CLEAR, null, null, now))
                .value();
    }

    private void orders(Handle change, Part part, Digest program) {
        for (var sql : List.of(ORDERS, KEPT, LINES, QUOTES, JOBS, USES, TRIES, JOB_EVENTS, ORDER_EVENTS)) {
            var update = change.createUpdate(sql);
            update.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
            update.bind("first", part.first())
                    .bind("until", part.first() + part.count() - 1)
                    .bind("count", Math.max(1, part.count()))
                    .bind("over", part.isOver())
                    .bind("from", (part.isOver() ? now.minus(PAST) : now).toEpochMilli())
                    .bind("span", (part.isOver() ? PAST : AHEAD).toMillis())
                    .bind("now", now.toEpochMilli())
                    .bind("printers", size.printers())
                    .bind("file", program.hex())
                    .bind(
                            "request",
                            Json.write(new PersonPrice(NOTHING, List.of(new PersonPrice.Named("Parts", PRICE)))))
                    .bind("price", Json.write(new Priced(List.of(), PRICE)))
                    .bind("contents", Json.write(new Contents.Program("ender3", 7_200, 20_000, List.of())))
                    .execute();
        }
    }

    /// `i` counts the orders; `at` is when one of the past was over, or is promised.
    private static final String EACH = """
        with recursive number (i) as (
          select cast(:first as bigint) union all select i + 1 from number where i < :until),
        each (i, at) as (select i, :from + (i - :first) * :span / :count from number)
        """;

    private static final String ORDERS = """
        insert into customer_order (id, code, token, once, state, customer_name, email, quote, created_at,
                                    approved_at, promised, touched_at)
        """ + EACH + """
        select i + 1, 'F' || (100000 + i), 'benched-order-' || i, 'once-' || i,
               case when :over then 'COLLECTED' else 'IN_PRODUCTION' end,
               'Customer ' || (i % 5000), 'customer' || (i % 5000) || '@example.org', i + 1,
               case when :over then at - 600000000 else :now - 600000000 end,
               case when :over then at - 500000000 else :now - 500000000 end, at,
               case when :over then at else :now end
          from each where true
        """;

    /// The files of what is long over were deleted, as the shop's rule says.
    private static final String KEPT = """
        insert into order_keeping (order_id, over_at, delete_on, files_deleted_at)
        """ + EACH + """
        select i + 1, at, at + 2592000000, case when at + 2592000000 < :now then at + 2592000000 end
          from each where :over
        """;

    private static final String LINES = """
        insert into order_line (id, order_id, product, file, file_name, contents)
        """ + EACH + """
        select 2 * i + k + 1, i + 1, 'PART', :file, 'part ' || i || '.gcode', :contents
          from each, (select 0 as k union all select 1) as two
        """;

    private static final String QUOTES = """
        insert into quote (id, order_id, price_book, engine, request, lines, total, estimate, created_at)
        """ + EACH + """
        select i + 1, i + 1, 1, 0, :request, :price, 1000, false, at from each where true
        """;

    /// Two prints, sanding of the first, and packing. The first of the open orders are being printed, one on each
    /// printer.
    private static final String JOBS = """
        insert into job (id, order_id, line_id, title, kind, state, file, program, profile, material, colour, copies,
                         good, seconds, machine, queued_at, started_at, ended_at, step, stage, position, hold, held_by,
                         held_at, held_why)
        """ + EACH + """
        , job_of (i, at, k, runs) as (
          select i, at, k, not :over and k = 0 and i - :first < :printers
            from each, (select 0 as k union all select 1 union all select 2 union all select 3) as four)
        select 4 * i + k + 1, i + 1, case when k = 3 then null else 2 * i + case when k = 1 then 2 else 1 end end,
               case when k = 3 then 'Order F' || (100000 + i) else 'part ' || i || '.gcode' end,
               case when k < 2 then 'PRINTER_3D' else 'BENCH' end,
               case when :over then case when i % 50 = 0 then 'CANCELLED' else 'DONE' end
                    when runs and i % 10 = 0 then 'TO_CHECK'
                    when runs then 'RUNNING'
                    when k < 2 and i % 100 = 7 then 'FAILED'
                    else 'WAITING' end,
               case when k < 2 then :file end, case when k < 2 then :file end, case when k < 2 then 'ender3' end,
               case when k < 2 then case when i % 3 = 0 then 'PETG' else 'PLA' end end,
               case when k < 2 then case when i % 2 = 0 then 'black' else 'white' end end,
               1 + i % 4, case when :over and i % 50 > 0 then 1 + i % 4 else 0 end,
               case when k < 2 then 1800 + i % 100 * 120 else 120 end,
               case when runs then i - :first + 1 end, case when :over then at - 400000000 else :now - 400000000 + i end,
               case when :over then at - 100000000 when runs then :now - i % 40 * 60000 end,
               case when :over then at end,
               case k when 2 then 'sanding' when 3 then 'packing' end, case k when 2 then 1 when 3 then 1000 else 0 end,
               at * 1000,
               case when not :over and not runs and k < 2 and i % 40 = 3 then 'SHOP' end,
               case when not :over and not runs and k < 2 and i % 40 = 3 then 'Ann' end,
               case when not :over and not runs and k < 2 and i % 40 = 3 then :now end,
               case when not :over and not runs and k < 2 and i % 40 = 3 then 'the colour is to come' end
          from job_of where true
        """;

    private static final String USES = """
        insert into file_use (digest, used_by)
        """ + EACH + """
        select :file, 'job ' || (4 * i + k + 1) from each, (select 0 as k union all select 1) as two
        """;

    private static final String TRIES = """
        insert into attempt (attempt_key, host, machine, job, number, title, digest, bytes, state, offered_at,
                             granted_at, started_at, ended_at, time_s, commands, resends)
        """ + EACH + """
        select 'try-' || (4 * i + k + 1), i % :printers / 25 + 1, i % :printers + 1, 4 * i + k + 1, 1,
               'part ' || i, :file, 5, 'FINISHED', at - 90000000, at - 90000000, at - 90000000, at,
               2000 + i % 100 * 125, 10000, 3
          from each, (select 0 as k union all select 1) as two
         where :over
        """;

    private static final String JOB_EVENTS = """
        insert into event (at, actor_kind, actor_name, subject_kind, subject_id, what)
        """ + EACH + """
        select at, 'WORKER', 'Ann', 'JOB', 4 * i + k / 2 + 1, 'queue.again'
          from each, (select 0 as k union all select 1 union all select 2 union all select 3
                      union all select 4 union all select 5 union all select 6 union all select 7) as eight
        """;

    private static final String ORDER_EVENTS = """
        insert into event (at, actor_kind, actor_name, subject_kind, subject_id, what)
        """ + EACH + """
        select at, 'CUSTOMER', 'Customer', 'ORDER', i + 1, 'queue.again' from each where true
        """;
}
