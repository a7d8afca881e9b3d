package platen.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.fleet.SmallShop.ANN;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.BedState;
import platen.machines.Machines;
import platen.printers.Profiles;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.sync.HostEvent;
import platen.sync.Reached;
import platen.sync.Wish;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class GoingOnTest {
    private static final Reached REACHED = new Reached(14, 99, 2, 199.5, 60.0, false);
    private static final String PROGRAM = """
            M140 S60
            M104 S200
            G28
            M109 S200
            G90
            M83
            ;LAYER:0
            G1 Z0.2 F600
            G1 X10 Y10
            G1 X100 E5
            ;LAYER:1
            G1 Z0.4
            G1 X10 E5
            G1 Y10 X20 E5
            ;LAYER:2
            G1 Z0.6
            G1 X100 E5
            """;

    private final SmallShop shop;

    GoingOnTest(Store store, @TempDir Path folder) throws IOException {
        shop = new SmallShop(store, folder, PROGRAM);
    }

    @BeforeEach
    void getInStep() {
        shop.getInStep();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Attempt cutOff(JobId job) {
        var key = shop.printing(job);
        shop.sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 14, true, REACHED));
        shop.held.clear();
        assertEquals(JobState.FAILED, shop.state(job));
        return shop.attempt(key);
    }

    private Job job(JobId id) {
        return shop.database.reading(Jobs.class).find(id).orElseThrow();
    }

    private static Rest rest(Attempt of, Digest program) {
        return new Rest(of.id(), program, 9, 2, "0.4");
    }

    private static String why(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var why) ? why.key() : "done";
    }

    @Test
    void letsTheRestGoToTheMachineWhereThePartLies() throws IOException {
        var job = shop.job("black");
        var before = cutOff(job);
        assertEquals(1, job(job).spoiled());
        var program = shop.store("G28 X Y\n");
        assertEquals(new Outcome.Done(), shop.fleet.goOn(job, rest(before, program), ANN));

        var offer = (Wish.Offer) shop.wishes(shop.sync()).getFirst();
        assertEquals(program, offer.digest());
        assertTrue(shop.fleet.mayFetch(shop.host, program));
        assertEquals(0, job(job).spoiled(), "it may be saved");
        assertEquals(BedState.OCCUPIED, shop.bed());
        var attempt = shop.attempt(offer.attempt());
        assertEquals(before.id(), attempt.restOf());
        assertEquals(2, attempt.fromLayer());
        var told = shop.database.reading(Events.class).about(Subject.Kind.JOB, job.value()).stream()
                .map(Event::what)
                .map(Message::key)
                .toList();
        assertTrue(told.contains("fleet.reached-layer") && told.contains("fleet.goes-on"), told.toString());

        shop.wishes(shop.sync(new HostEvent.Accepted(offer.attempt())));
        shop.sync(
                new HostEvent.Started(offer.attempt()),
                new HostEvent.Finished(offer.attempt(), new HostEvent.Figures(10, 0, 60)));
        assertEquals(JobState.TO_CHECK, shop.state(job));
    }

    @Test
    void letsItGoOnlyOnce() throws IOException {
        var job = shop.job("black");
        var before = cutOff(job);
        var program = shop.store("G28 X Y\n");
        assertEquals("done", why(shop.fleet.goOn(job, rest(before, program), ANN)));
        assertEquals("fleet.refused.not-failed", why(shop.fleet.goOn(job, rest(before, program), ANN)));
        assertEquals(0, job(job).spoiled());
    }

    @Test
    void refusesWhereNothingCanLieThere() throws IOException {
        var job = shop.job("black");
        var before = cutOff(job);
        var program = shop.store("G28 X Y\n");
        shop.database.use(change -> change.attach(Machines.class).setBed(shop.machine, BedState.CLEAR));
        assertEquals("fleet.refused.bed-cleared", why(shop.fleet.goOn(job, rest(before, program), ANN)));

        var other = shop.job("black");
        cutOff(other);
        assertEquals("fleet.refused.other-since", why(shop.fleet.goOn(job, rest(before, program), ANN)));
        shop.database.use(change -> change.attach(Machines.class).load(shop.machine, "PETG", "red"));
        var after = shop.database.reading(Attempts.class).of(other).getLast();
        assertEquals("queue.other-material", why(shop.fleet.goOn(other, rest(after, program), ANN)));
        shop.database.use(change -> change.attach(Machines.class).setOutOfOrder(shop.machine, "belt"));
        assertEquals("queue.out-of-order", why(shop.fleet.goOn(other, rest(after, program), ANN)));
        assertEquals(JobState.FAILED, shop.state(other));
        assertEquals(1, job(other).spoiled());
    }

    @Test
    void aRestThatIsNotTakenLiesThereAsBefore() throws IOException {
        var job = shop.job("black");
        var before = cutOff(job);
        assertEquals("done", why(shop.fleet.goOn(job, rest(before, shop.store("G28 X Y\n")), ANN)));
        var offer = (Wish.Offer) shop.wishes(shop.sync()).getFirst();
        shop.sync(new HostEvent.Refused(offer.attempt(), Message.of("host.hot")));
        assertEquals(JobState.FAILED, shop.state(job), "it does not wait to be printed from the top");
        assertEquals(1, job(job).spoiled());
        assertEquals(BedState.OCCUPIED, shop.bed(), "the part is on it");
        assertEquals("done", why(shop.fleet.goOn(job, rest(before, shop.store("G28 X Y\n")), ANN)), "another try");
    }

    @Test
    void knowsWhatWasPrintedFromThePartsFirstLayerOn() throws IOException {
        var cutOffs = new CutOffs(shop.database, shop.files(), Profiles.shipped());
        var job = shop.job("black");
        var before = cutOff(job);
        var first = ((CutOffs.Found.Here) cutOffs.find(job)).cutOff();
        assertEquals(2, first.lastLayer().number());
        assertEquals(0.4, first.survey().last().zMm());

        var resumption = first.from(first.lastLayer(), 0.4);
        try (var in = resumption.open(first.program())) {
            var program = shop.store(new String(in.readAllBytes(), US_ASCII));
            assertEquals("done", why(shop.fleet.goOn(job, rest(before, program), ANN)));
        }
        var offer = (Wish.Offer) shop.wishes(shop.sync()).getFirst();
        shop.wishes(shop.sync(new HostEvent.Accepted(offer.attempt())));
        shop.sync(new HostEvent.Started(offer.attempt()));
        long line = resumption.head().lines().count() + 7;
        shop.sync(new HostEvent.Failed(offer.attempt(), Message.of("host.interrupted"), line, true, REACHED));
        var second = ((CutOffs.Found.Here) cutOffs.find(job)).cutOff();
        assertEquals(3, second.lastLayer().number(), "counted on from the layer that it began with");
        assertEquals(2, second.firstNumber());
        assertEquals(0.6, second.survey().last().zMm());
    }

    @Test
    void saysWhyThereIsNothingToGoOnWith() throws IOException {
        var cutOffs = new CutOffs(shop.database, shop.files(), Profiles.shipped());
        var job = shop.job("black");
        assertEquals(new CutOffs.Found.Nothing(Message.of("fleet.refused.not-failed")), cutOffs.find(job));
        var key = shop.printing(job);
        shop.sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 5, true, null));
        assertEquals(new CutOffs.Found.Nothing(Message.of("gcode.resume.not-begun")), cutOffs.find(job));
    }
}
