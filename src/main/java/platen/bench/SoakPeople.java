package platen.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import platen.bench.SoakBrowser.Answer;
import platen.bench.SoakNotes.Ordered;
import platen.bench.SoakNotes.Said;
import platen.database.Database;
import platen.events.Subject;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.gcode.ProgramDigest;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.MachineId;
import platen.values.Secrets;

/// The people of a soak: a customer who orders one part after the other, a worker who keeps the printers busy, and
/// a stranger who tries the doors. They use the pages' own forms.
final class SoakPeople {
    /// What a usual strand takes.
    private static final double FILAMENT_PER_MM = 0.04;
    private static final long PAUSE_MS = 300;
    private static final long BETWEEN_STRANGERS_MS = 5_000;
    private static final long BETWEEN_CUSTOMERS_MS = 1_000;
    private static final int MOST_OPEN_JOBS = 6;
    private static final int MOST_COPIES = 3;
    private static final int LONGEST_PROGRAM = 300;
    private static final int SHORTEST_PROGRAM = 40;
    private static final int SEE_OTHER = 303;
    private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
    private static final Pattern QUOTE = Pattern.compile("name=\"quote\" value=\"(\\d+)\"");
    private static final Pattern PRICE = Pattern.compile("Print it for ([^<]+)<");

    private final SoakBrowser anybody;
    private final SoakBrowser worker;
    private final SoakRecords records;
    private final SoakNotes notes;
    private final Random chance;
    private final AtomicInteger numbers;
    private final long pauseMs;
    private volatile boolean doorIsOpen = true;
    private volatile boolean working = true;
    private volatile boolean rests;

    SoakPeople(String site, String session, long seed, SoakRecords records, SoakNotes notes) {
        this(site, session, seed, records, notes, new AtomicInteger(), BETWEEN_CUSTOMERS_MS);
    }

    /// One of several such, who number their orders by the same counter; the next customer comes after `pauseMs`.
    SoakPeople(
            String site,
            String session,
            long seed,
            SoakRecords records,
            SoakNotes notes,
            AtomicInteger numbers,
            long pauseMs) {
        this.numbers = numbers;
        this.pauseMs = pauseMs;
        this.anybody = new SoakBrowser(site, null);
        this.worker = new SoakBrowser(site, session);
        this.records = records;
        this.notes = notes;
        this.chance = new Random(seed);
    }

    /// No more orders are begun; the one in hand is ordered to its end.
    void closeDoor() {
        doorIsOpen = false;
    }

    void goHome() {
        working = false;
    }

    /// Whether everything that was ordered lies made on the shelf.
    boolean rests() {
        return rests;
    }

    boolean serverAnswers() {
        try {
            return anybody.get("/").status() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Customers come as long as the door is open.
    void order() throws InterruptedException {
        while (doorIsOpen) {
            var open = records.look(look -> look.reading(Jobs.class).open().size());
            order(numbers.incrementAndGet(), open.orElse(0) < MOST_OPEN_JOBS);
            Thread.sleep(pauseMs);
        }
    }

    /// Who finds the shop full looks at the price, and leaves it at that.
    private void order(int number, boolean approves) throws InterruptedException {
        var title = "part-" + number + ".gcode";
        var program = program(number);
        var copies = 1 + chance.nextInt(MOST_COPIES);
        var once = found(ONCE, untilAnswered(() -> anybody.get("/order/part"), 200));
        var begun = untilAnswered(() -> anybody.upload("/order/part", once, title, program), SEE_OTHER);
        var place = begun.location();
        var choices = Map.of("filament", "PLA|black", "quality", "normal", "quantity", Integer.toString(copies));
        untilAnswered(() -> anybody.post(place + "/choices", choices), SEE_OTHER);
        var draft = untilAnswered(() -> anybody.get(place), 200);
        var quote = found(QUOTE, draft);
        var cents = Long.parseLong(found(PRICE, draft).replaceAll("\\D", ""));
        if (approves) approve(place, title, quote);
        var token = place.substring(place.lastIndexOf('/') + 1);
        notes.ordered(new Ordered(token, title, digest(program), copies, Long.parseLong(quote), cents, approves));
    }

    private void approve(String place, String title, String quote) throws InterruptedException {
        var contact = Map.of("quote", quote, "name", "Ida", "email", "ida@example.org", "ok", "yes");
        var approved = untilAnswered(() -> anybody.post(place + "/approve", contact), SEE_OTHER);
        if (approved.notice() != null) notes.broken(5, title + ": not approved as shown: " + approved.notice());
    }

    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    /// A customer who gets no answer sends the same form again.
    private Answer untilAnswered(Request request, int status) throws InterruptedException {
        while (true) {
            try {
                var answer = request.send();
                if (answer.status() == status) return answer;
                notes.broken(0, "a customer was answered " + answer.status() + ": " + answer.body());
            } catch (IOException _) {
                notes.count("customer's requests without an answer");
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private static String found(Pattern pattern, Answer answer) {
        var match = pattern.matcher(answer.body());
        if (!match.find()) throw new IllegalStateException("a page lacks " + pattern + ": " + answer.body());
        return match.group(1);
    }

    /// A part like no other: its number is in its first move.
    private String program(int number) {
        int moves = SHORTEST_PROGRAM + chance.nextInt(LONGEST_PROGRAM - SHORTEST_PROGRAM);
        var program = new StringBuilder("M140 S50\nM104 S200\nG28\nM190 S50\nM109 S200\nG90\nM82\nG92 E0\n");
        double x = 20 + number / 1000.0;
        double y = 20;
        double e = 0;
        program.append(String.format(Locale.ROOT, "G1 X%.3f Y20 Z0.3 F3600%n", x));
        for (int i = 0; i < moves; i++) {
            double toX = 20 + 100 * chance.nextDouble();
            double toY = 20 + 100 * chance.nextDouble();
            e += FILAMENT_PER_MM * Math.hypot(toX - x, toY - y);
            x = toX;
            y = toY;
            program.append(String.format(Locale.ROOT, "G1 X%.3f Y%.3f E%.4f%n", x, y, e));
        }
        return program.append("M104 S0\nM140 S0\nM84\n").toString();
    }

    private static String digest(String program) {
        try {
            return ProgramDigest.of(new ByteArrayInputStream(program.getBytes(StandardCharsets.US_ASCII)))
                    .digest()
                    .hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the worker sees on one consistent look.
    private record View(List<Job> jobs, List<Machine> machines, List<Attempt> open) {
        static View of(Database look) {
            return look.<View, RuntimeException>look(handle -> new View(
                    handle.attach(Jobs.class).open(),
                    handle.attach(Machines.class).all(),
                    handle.attach(Attempts.class).open()));
        }

        boolean isUsed(MachineId machine) {
            return jobs.stream()
                            .anyMatch(job ->
                                    machine.equals(job.machine()) && job.state().isOnMachine())
                    || open.stream().anyMatch(attempt -> machine.equals(attempt.machine()));
        }
    }

    /// The worker walks round, and looks at the records for what should never be there.
    void work() throws InterruptedException {
        while (working) {
            var view = records.look(View::of);
            if (view.isPresent()) {
                checkOneAtATime(view.get().open());
                rests = !doorIsOpen
                        && view.get().jobs().isEmpty()
                        && view.get().open().isEmpty();
                walkRound(view.get());
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private void walkRound(View view) throws InterruptedException {
        for (var machine : view.machines()) {
            if (machine.bed() != BedState.CLEAR && !view.isUsed(machine.id()))
                act(
                        "/work/machines/" + machine.id().value() + "/clear",
                        Map.of(),
                        Subject.of(machine.id()),
                        "queue.bed-cleared");
        }
        for (var job : view.jobs()) {
            switch (job.state()) {
                case WAITING -> start(job, view);
                case PAUSED -> act(job, "stop", Map.of(), "fleet.asked-cancel");
                case TO_CHECK -> act(job, "take-off", Map.of("result", "good", "empty", "yes"), "queue.counted");
                case FAILED -> act(job, "again", Map.of(), "queue.again");
                case RELEASED, RUNNING, DONE, CANCELLED -> {}
            }
        }
    }

    private void start(Job job, View view) throws InterruptedException {
        var free = view.machines().stream()
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D
                        && machine.bed() == BedState.CLEAR
                        && !view.isUsed(machine.id()))
                .toList();
        if (free.isEmpty()) return;
        var machine = free.get(chance.nextInt(free.size()));
        act(job, "start", Map.of("machine", Long.toString(machine.id().value())), "fleet.released");
    }

    private void act(Job job, String act, Map<String, String> form, String event) throws InterruptedException {
        act("/work/jobs/" + job.id().value() + "/" + act, form, Subject.of(job.id()), event);
    }

    private void act(String path, Map<String, String> form, Subject about, String event) throws InterruptedException {
        var said = new Said(about.kind(), about.id(), event);
        try {
            var answer = worker.post(path, form);
            var notice = answer.notice();
            if (answer.status() != SEE_OTHER || notice == null) {
                notes.broken(0, path + " was answered " + answer.status() + ": " + answer.body());
                notes.unanswered(said);
            } else if (notice.refused()) notes.count("refused: " + notice.what().key());
            else notes.acknowledged(said);
        } catch (IOException _) {
            notes.count("worker's requests without an answer");
            notes.unanswered(said);
        }
    }

    private void checkOneAtATime(List<Attempt> open) {
        var jobs = new HashMap<Object, Attempt>();
        for (var attempt : open) {
            for (var keeps : new Object[] {attempt.machine(), attempt.job()}) {
                var other = keeps == null ? null : jobs.put(keeps, attempt);
                if (other != null) notes.broken(2, keeps + " has two open attempts: " + other + " and " + attempt);
            }
        }
    }

    /// Somebody without a session sees nothing of the workers' pages, and a computer without a key hears nothing.
    void tryTheDoors() throws InterruptedException {
        while (working) {
            tryEachDoor();
            Thread.sleep(BETWEEN_STRANGERS_MS);
        }
    }

    private void tryEachDoor() throws InterruptedException {
        try {
            for (var path :
                    List.of("/work", "/work/orders", "/work/machines", "/work/jobs/1", "/work/jobs/1/program")) {
                var answer = anybody.get(path);
                if (answer.status() != SEE_OTHER || !answer.location().startsWith("/sign-in"))
                    notes.broken(7, path + " answers a stranger " + answer.status());
            }
            for (var act : List.of("/work/jobs/1/start", "/work/jobs/1/stop", "/work/machines/1/clear")) {
                var answer = anybody.post(act, Map.of("machine", "1"));
                if (answer.status() != 403) notes.broken(7, act + " answers a stranger " + answer.status());
            }
            if (anybody.get("/o/" + Secrets.token()).status() != 404) notes.broken(7, "a guessed order is shown");
            if (anybody.post("/hosts/sync", Map.of()).status() != 401) notes.broken(7, "a call needs no key");
            notes.count("times that a stranger tried the doors");
        } catch (IOException _) {
            notes.count("stranger's requests without an answer");
        }
    }
}
