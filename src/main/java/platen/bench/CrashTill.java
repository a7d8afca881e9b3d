package platen.bench;

import static platen.bench.CrashBench.SEE_OTHER;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import platen.bench.SoakBrowser.Answer;
import platen.orders.Orders;

/// A worker who takes money for one approved order after the other, a cent at a time, by the page's own form. A form
/// that nobody answered is sent again as it was.
final class CrashTill {
    private static final long PAUSE_MS = 60;
    private static final int MOST_EACH = 6;

    private final SoakBrowser worker;
    private final SoakRecords records;
    private final SoakNotes notes;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Long, Integer> taken = new ConcurrentHashMap<>();
    private volatile boolean isOpen = true;

    CrashTill(String site, String session, SoakRecords records, SoakNotes notes) {
        this.worker = new SoakBrowser(site, session);
        this.records = records;
        this.notes = notes;
    }

    void close() {
        isOpen = false;
    }

    /// The forms that were answered with yes.
    Set<String> acknowledged() {
        return new HashSet<>(acknowledged);
    }

    /// Whole cents by every form that was ever sent.
    Map<String, Integer> sent() {
        return Map.copyOf(sent);
    }

    void work() throws InterruptedException {
        for (int cents = 1; isOpen; cents++) {
            var orders = orders();
            if (!orders.isEmpty()) take(orders.get(cents % orders.size()), 1 + cents % 9);
            Thread.sleep(PAUSE_MS);
        }
    }

    private List<Long> orders() {
        var ids = new ArrayList<Long>();
        for (var order : notes.orders()) {
            if (!order.approved()) continue;
            records.look(look ->
                            look.reading(Orders.class).byToken(order.token()).orElseThrow())
                    .map(found -> found.id().value())
                    .filter(id -> taken.getOrDefault(id, 0) < MOST_EACH)
                    .ifPresent(ids::add);
        }
        return ids;
    }

    private void take(long order, int cents) throws InterruptedException {
        var path = "/work/orders/" + order;
        var page = untilAnswered(() -> worker.get(path));
        var form = PageForm.on(page.body(), path + "/pay");
        if (form.isEmpty()) {
            taken.put(order, MOST_EACH); // paid in full
            return;
        }
        var fields = form.get().with("amount", "0.0" + cents).fields();
        var once = fields.getOrDefault("once", "");
        sent.put(once, cents);
        var answer = untilAnswered(() -> worker.post(path + "/pay", fields));
        var notice = answer.notice();
        if (answer.status() == SEE_OTHER && notice != null && !notice.refused()) {
            acknowledged.add(once);
            taken.merge(order, 1, Integer::sum);
            notes.count("payments acknowledged");
        } else {
            notes.count("payments refused: " + answer.status());
            taken.put(order, MOST_EACH);
        }
    }

    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    private Answer untilAnswered(Request request) throws InterruptedException {
        while (true) {
            try {
                return request.send();
            } catch (IOException _) {
                notes.count("payer's requests without an answer");
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}
