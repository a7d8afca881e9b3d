package platen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import platen.bench.SoakNotes.Ordered;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.fleet.Attempt;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.machines.Machines;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.PriceBooks;
import platen.orders.Quotes;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.Digest;

/// Holds what the records and the printers' own reports say at the end against the laws.
final class SoakLaws {
    private static final int ALL = 1_000_000;

    /// The steps of a job and its attempts that have an event each, besides the causes of a bad end.
    private static final Set<String> STEPS = Set.of(
            "queue.came-in",
            "fleet.released",
            "fleet.accepted",
            "fleet.started",
            "fleet.finished",
            "queue.counted",
            "queue.again");

    private final Database database;
    private final Path files;
    private final List<SoakPrinter> printers;
    private final SoakNotes notes;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, List<Attempt>> attempts = new HashMap<>();

    SoakLaws(Database database, Path files, List<SoakPrinter> printers, SoakNotes notes) {
        this.database = database;
        this.files = files;
        this.printers = printers;
        this.notes = notes;
        var all = new ArrayList<>(database.reading(Jobs.class).open());
        all.addAll(database.reading(Jobs.class).ended(ALL));
        for (var job : all) {
            if (jobs.put(job.title(), job) != null) notes.broken(3, job.title() + " is there twice");
            attempts.put(job.title(), database.reading(Attempts.class).of(job.id()));
        }
    }

    void check() throws IOException {
        for (var order : notes.orders()) {
            isKept(order);
            keepsItsPrice(order);
        }
        actsAreKept();
        for (var job : jobs.values()) {
            var tries = attempts.getOrDefault(job.title(), List.of());
            tries.forEach(this::endsWell);
            tellsItsStory(job, tries);
        }
        oneAfterTheOther();
        printersAgree();
    }

    /// The third law, of orders and their files.
    private void isKept(Ordered order) throws IOException {
        var job = jobs.get(order.title());
        var kept = database.reading(Orders.class).byToken(order.token());
        boolean isDraft = kept.isPresent() && kept.get().state() == OrderState.DRAFT;
        if (kept.isEmpty() || isDraft == order.approved() || (job == null) == order.approved()) {
            notes.broken(3, order + " was acknowledged, and is not kept: " + kept);
        } else if (job != null) {
            if (job.copies() != order.copies()) notes.broken(3, order + " became " + job);
            var program = job.program();
            if (program == null || !isWhole(program))
                notes.broken(3, "the file of " + order + " is not there or not whole");
        }
    }

    private boolean isWhole(Digest digest) throws IOException {
        var file = file(digest);
        return Files.exists(file) && Digest.of(Files.readAllBytes(file)).equals(digest);
    }

    private Path file(Digest digest) {
        return files.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    /// The third law, of what people did: each act acknowledged has its event, and none has two.
    private void actsAreKept() {
        var approved = notes.orders().stream().filter(Ordered::approved).count();
        if (jobs.size() != approved)
            notes.broken(3, approved + " orders were approved, " + jobs.size() + " jobs are there");
        notes.acts().forEach((act, answers) -> {
            var there = database.reading(Events.class).about(act.kind(), act.id()).stream()
                    .filter(event -> event.what().key().equals(act.event()))
                    .count();
            boolean tooMany = act.kind() == Subject.Kind.JOB && there > answers.yes() + answers.unknown();
            if (there < answers.yes() || tooMany) notes.broken(3, act + " was answered " + answers + ", kept " + there);
        });
    }

    /// The fifth law.
    private void keepsItsPrice(Ordered order) {
        var kept = database.reading(Orders.class).byToken(order.token()).orElse(null);
        var quote = kept == null
                ? null
                : database.reading(Quotes.class).standing(kept.id()).orElse(null);
        if (quote == null
                || quote.id().value() != order.quote()
                || quote.price().total().cents() != order.cents()) {
            notes.broken(5, order + " stands at " + quote);
            return;
        }
        var book = database.reading(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        var anew = quote.again(book);
        if (!anew.equals(quote.price())) notes.broken(5, order + " is reckoned anew as " + anew);
    }

    /// The first law, of an attempt that did not finish.
    private void endsWell(Attempt attempt) {
        if (attempt.startedAt() != null) notes.count("prints begun");
        switch (attempt.state()) {
            case FINISHED -> notes.count("prints finished");
            case FAILED, CANCELLED -> {
                notes.count("prints not finished: " + key(attempt));
                if (attempt.cause() == null) notes.broken(1, "it ended without a cause: " + attempt);
                if (!Boolean.TRUE.equals(attempt.heatersOff()))
                    notes.broken(1, "nobody ever confirmed that its heaters are off: " + attempt);
            }
            case WITHDRAWN -> notes.count("offers taken back: " + key(attempt));
            case LOST -> notes.broken(1, "it was lost: " + attempt);
            case OFFERED, ACCEPTED, GRANTED, PRINTING, PAUSED -> notes.broken(0, "it never ended: " + attempt);
        }
    }

    private static String key(Attempt attempt) {
        return attempt.cause() == null ? "no cause" : attempt.cause().key();
    }

    /// The fourth and the sixth law: each step has its event, in order, once; and nothing ran without a release.
    private void tellsItsStory(Job job, List<Attempt> tries) {
        var events =
                database.reading(Events.class).about(Subject.Kind.JOB, job.id().value());
        var expected = new ArrayList<String>();
        expected.add("queue.came-in");
        for (var attempt : tries) expected.addAll(steps(attempt));
        var told = new ArrayList<String>();
        for (var event : events) if (isStep(event, tries)) told.add(event.what().key());
        if (!told.equals(expected)) notes.broken(4, job.title() + " tells " + told + " and not " + expected);
        var released = events.stream()
                .filter(event -> event.what().key().equals("fleet.released") && event.actorKind() == Actor.Kind.WORKER)
                .count();
        if (released != tries.size())
            notes.broken(6, job.title() + ": " + tries.size() + " tries, released " + released);
        var good = tries.stream()
                .filter(attempt -> attempt.state() == AttemptState.FINISHED)
                .count();
        var spoiled = tries.stream()
                .filter(attempt -> attempt.state() == AttemptState.FAILED || attempt.state() == AttemptState.CANCELLED)
                .count();
        if (job.good() != good || job.spoiled() != spoiled)
            notes.broken(4, job.title() + " counts " + job.good() + " and " + job.spoiled() + " after " + tries);
    }

    private static List<String> steps(Attempt attempt) {
        var steps = new ArrayList<String>();
        steps.add("fleet.released");
        if (attempt.grantedAt() != null) steps.add("fleet.accepted");
        if (attempt.startedAt() != null) steps.add("fleet.started");
        switch (attempt.state()) {
            case FINISHED -> {
                steps.add("fleet.finished");
                steps.add("queue.counted");
            }
            case FAILED -> {
                steps.add(key(attempt));
                steps.add("queue.again");
            }
            case CANCELLED, WITHDRAWN -> steps.add(key(attempt));
            case OFFERED, ACCEPTED, GRANTED, PRINTING, PAUSED, LOST -> {}
        }
        return steps;
    }

    private static boolean isStep(Event event, List<Attempt> tries) {
        var what = event.what();
        return STEPS.contains(what.key()) || tries.stream().anyMatch(attempt -> what.equals(attempt.cause()));
    }

    /// The second law, by the times on record: what keeps a printer or a job is over before the next is offered.
    private void oneAfterTheOther() {
        var last = new HashMap<Object, Attempt>();
        var all = new ArrayList<Attempt>();
        attempts.values().forEach(all::addAll);
        all.sort((one, other) -> Long.compare(one.id().value(), other.id().value()));
        for (var attempt : all) {
            for (var keeps : new @Nullable Object[] {attempt.machine(), attempt.job()}) {
                if (keeps == null) continue;
                var before = last.put(keeps, attempt);
                if (before == null) continue;
                if (before.endedAt() == null || before.endedAt().isAfter(attempt.offeredAt()))
                    notes.broken(2, keeps + ": " + attempt + " began before the end of " + before);
            }
        }
    }

    /// The first and the sixth law, by what the printers executed.
    private void printersAgree() throws IOException {
        var machines = database.reading(Machines.class).all();
        var programs = new ArrayList<List<String>>();
        var known = new TreeMap<String, Job>();
        for (var order : notes.orders()) {
            var job = jobs.get(order.title());
            if (job == null || job.program() == null) continue;
            known.put(order.program(), job);
            programs.add(Files.readAllLines(file(job.program())));
        }
        for (var printer : printers) {
            var machine = machines.stream()
                    .filter(each -> each.name().equals(printer.name()))
                    .findFirst()
                    .orElseThrow();
            var executed = printer.executed();
            known.forEach((program, job) -> {
                var here = attempts.getOrDefault(job.title(), List.of()).stream()
                        .filter(attempt -> machine.id().equals(attempt.machine()) && attempt.grantedAt() != null)
                        .toList();
                agrees(printer.name() + ", " + job.title(), executed.getOrDefault(program, 0), here);
            });
            printer.checkBeginnings(programs, notes);
            printer.checkCold(notes);
            printer.countFaults(notes);
        }
    }

    /// A finished attempt is one execution. One that failed may be one too, if its host died before it heard of the
    /// end.
    private void agrees(String what, int executed, List<Attempt> here) {
        var finished = here.stream()
                .filter(attempt -> attempt.state() == AttemptState.FINISHED)
                .count();
        if (executed < finished)
            notes.broken(1, what + ": finished " + finished + " times, executed just so " + executed + " times");
        if (executed > here.size())
            notes.broken(
                    here.isEmpty() ? 6 : 1,
                    what + ": executed " + executed + " times, granted " + here.size() + " times");
    }
}
