package platen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.files.FileStore;
import platen.values.Digest;

/// Holds what a restarted server has against what was acknowledged before it was killed: that is there once; everything
/// else is whole or absent; files and database agree.
final class CrashCheck {
    /// What of an approved order would be half of it.
    private static final List<Half> HALVES = List.of(
            new Half("approved without a quote", """
                    select code from customer_order where approved_at is not null and quote is null
                    """),
            new Half("approved without a job, or a draft with one", """
                    select code
                      from customer_order o
                     where (state <> 'DRAFT') <> exists (select 1 from job where job.order_id = o.id)
                    """),
            new Half("without a line", """
                    select code from customer_order o
                     where not exists (select 1 from order_line where order_line.order_id = o.id)
                    """),
            new Half("a line whose file no row knows as its own", """
                    select file from order_line l
                     where not exists (select 1 from file_use u where u.digest = l.file)
                    """),
            new Half("an entry without its event", """
                    select once from book_entry b
                     where not exists (select 1 from event e
                                        where e.subject_kind = 'ORDER' and e.subject_id = b.order_id and e.at = b.at)
                    """),
            new Half("two tries at once", """
                    select cast(job as text) from attempt
                     where state in ('OFFERED', 'ACCEPTED', 'GRANTED', 'PRINTING', 'PAUSED')
                     group by job having count(*) > 1
                    """),
            new Half("a key that leads nowhere", "select \"table\" || ' ' || rowid from pragma_foreign_key_check"),
            new Half("a damaged page", "select quick_check from pragma_quick_check where quick_check <> 'ok'"));

    private final SoakRecords records;
    private final Path files;
    private final CrashTill till;
    private final SoakNotes notes;
    private final Set<String> read = new HashSet<>();
    private Set<String> unknownBefore = Set.of();

    private record Half(String what, String sql) {}

    private record Entry(String once, long amount) {}

    CrashCheck(SoakRecords records, Path files, CrashTill till, SoakNotes notes) {
        this.records = records;
        this.files = files;
        this.till = till;
        this.notes = notes;
    }

    /// Looks while the server works; false when the records are closed just now.
    boolean look(int round) {
        // What is acknowledged from here on is not looked for yet.
        var orders = notes.orders();
        var paid = till.acknowledged();
        return records.look(database -> {
                    database.<Boolean, RuntimeException>look(look -> {
                        for (var half : HALVES)
                            for (var found : look.createQuery(half.sql())
                                    .mapTo(String.class)
                                    .list()) notes.broken(3, "round " + round + ": " + half.what() + ": " + found);
                        orders(look, orders, round);
                        entries(look, paid, round);
                        return true;
                    });
                    return files(database, round);
                })
                .orElse(false);
    }

    private void orders(Handle look, List<SoakNotes.Ordered> acknowledged, int round) {
        var states = new HashMap<String, String>();
        look.createQuery("select token, state from customer_order")
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(one -> states.put(one.getKey(), one.getValue()));
        var jobs = new HashMap<String, Integer>();
        look.createQuery("select title from job")
                .mapTo(String.class)
                .forEach(title -> jobs.merge(title, 1, Integer::sum));
        for (var order : acknowledged) {
            var state = states.get(order.token());
            if (state == null || state.equals("DRAFT") == order.approved())
                notes.broken(3, "round " + round + ": " + order + " was acknowledged, and is " + state);
            if (jobs.getOrDefault(order.title(), 0) != (order.approved() ? 1 : 0))
                notes.broken(3, "round " + round + ": " + order + " has jobs: " + jobs.get(order.title()));
        }
    }

    private void entries(Handle look, Set<String> paid, int round) {
        var there = new HashMap<String, Long>();
        look.createQuery("select once, amount from book_entry")
                .map((row, _) -> new Entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> {
                    if (there.put(entry.once(), entry.amount()) != null)
                        notes.broken(3, "round " + round + ": " + entry + " is there twice");
                });
        var sent = till.sent();
        there.forEach((once, cents) -> {
            if (cents.longValue() != sent.getOrDefault(once, 0))
                notes.broken(
                        3,
                        "round " + round + ": " + cents + " cents are booked for " + once + ", sent " + sent.get(once));
        });
        for (var once : paid)
            if (!there.containsKey(once)) notes.broken(3, "round " + round + ": the payment " + once + " is gone");
    }

    /// A row has its file, of its size, and what is in it has its digest. A file that no row knows is one that was on
    /// its
    /// way at the kill: none of it was acknowledged, and it is deleted after a day.
    private boolean files(Database database, int round) {
        var onDisk = onDisk();
        var rows = new HashMap<String, Long>();
        for (var row : database.<List<Map.Entry<String, Long>>, RuntimeException>look(
                look -> look.createQuery("select digest, bytes from file")
                        .map((one, _) -> Map.entry(one.getString(1), one.getLong(2)))
                        .list())) rows.put(row.getKey(), row.getValue());
        rows.remove(FileStore.DELETED.hex());
        rows.forEach((digest, bytes) -> {
            var path = files.resolve(digest.substring(0, 2)).resolve(digest);
            try {
                if (!Files.exists(path) || Files.size(path) != bytes)
                    notes.broken(3, "round " + round + ": the file of a row is not there or not whole: " + digest);
                else if (read.add(digest)
                        && !Digest.of(Files.readAllBytes(path)).hex().equals(digest))
                    notes.broken(3, "round " + round + ": a file is not what it is called: " + digest);
            } catch (IOException e) {
                notes.broken(3, "round " + round + ": " + e);
            }
        });
        onDisk.removeAll(rows.keySet());
        for (var unknown : onDisk) if (!unknownBefore.contains(unknown)) notes.count("files on their way at a kill");
        unknownBefore = onDisk;
        return true;
    }

    private Set<String> onDisk() {
        if (!Files.isDirectory(files)) return new HashSet<>();
        try (var all = Files.walk(files, 2)) {
            var names = new HashSet<String>();
            all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{64}"))
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
