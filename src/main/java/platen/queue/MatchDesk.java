package platen.queue;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Fittings;
import platen.machines.Machines;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Where people note what is special about machines, and what jobs ask of theirs.
public final class MatchDesk {
    public static final int LONGEST_WORDS = 300;
    public static final int SMALLEST_NOZZLE_UM = 50;
    public static final int LARGEST_NOZZLE_UM = 10_000;
    private static final double UM_IN_A_MM = 1_000;

    private final Database database;
    private final InstantSource clock;

    public MatchDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// `nozzleUm` is nothing where the usual one of its model, `modelUm`, is on it.
    public Act fit(MachineId id, @Nullable Integer nozzleUm, @Nullable Integer modelUm, String words, Actor who) {
        var plain = plain(words);
        if (plain.length() > LONGEST_WORDS) return Act.refused("queue.words-long", LONGEST_WORDS);
        return database.change(change -> {
            if (change.attach(Machines.class).find(id).isEmpty()) return Act.refused("queue.gone");
            var fittings = change.attach(Fittings.class);
            var before = fittings.find(id).orElse(new Fittings.Fitting(id, null, modelUm, ""));
            fittings.set(id, nozzleUm, modelUm, plain);
            var after = new Fittings.Fitting(id, nozzleUm, modelUm, plain);
            var what = Message.of("queue.fitted", said(before), said(after));
            Events.write(change, clock.instant(), who, Subject.of(id), what);
            return new Act.Done();
        });
    }

    private static String said(Fittings.Fitting fitting) {
        var nozzle = fitting.nozzle() == null ? "" : fitting.nozzle() / UM_IN_A_MM + " mm";
        var said = nozzle.isEmpty() || fitting.words().isEmpty()
                ? nozzle + fitting.words()
                : nozzle + ", " + fitting.words();
        return said.isEmpty() ? "–" : said;
    }

    /// Each of the words has to hold for the machine that takes the job; of "a or b" either does.
    public Act ask(JobId id, String words, Actor who) {
        var plain = plain(words);
        if (plain.length() > LONGEST_WORDS) return Act.refused("queue.words-long", LONGEST_WORDS);
        return database.change(change -> {
            var job = change.attach(Jobs.class).find(id);
            var mayChange = job.filter(one -> one.state() == JobState.WAITING || one.state() == JobState.FAILED);
            if (mayChange.isEmpty()) return Act.refused("queue.too-late");
            var needs = change.attach(JobNeeds.class);
            var before = needs.find(id).map(JobNeeds.Need::words).orElse("");
            if (before.equals(plain)) return Act.refused("queue.already-so");
            needs.setWords(id, plain);
            var what = plain.isEmpty() ? Message.of("queue.asks-nothing") : Message.of("queue.asks", plain);
            Events.write(change, clock.instant(), who, Subject.of(id), what);
            return new Act.Done();
        });
    }

    /// Whether printers may print while nobody is there.
    public Act printAlone(boolean may, Actor who) {
        return database.change(change -> {
            if (!change.attach(FloorRules.class).setPrintsAlone(may)) return Act.refused("queue.already-so");
            var what = Message.of(may ? "queue.prints-alone" : "queue.prints-attended");
            Events.write(change, clock.instant(), who, Subject.SHOP, what);
            return new Act.Done();
        });
    }

    private static String plain(String words) {
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
