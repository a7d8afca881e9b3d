package platen.orders;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.meshes.Measures;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Chosen;
import platen.pricing.Plates;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.queue.Act;
import platen.queue.Job;
import platen.queue.JobState;
import platen.slicing.Strength;
import platen.values.Message;
import platen.values.Reasons;

/// Copies of a part, from the guess to the plates that are printed. What the slicer makes is told here; `PlatesIT`
/// has the real one.
@ParameterizedClass
@EnumSource
class PlatesTest extends PlateShop {
    PlatesTest(Store store) {
        super(store);
    }

    @Test
    void guessesAtOnceWhenAFileComesIn() throws Exception {
        var view = view(begin("a"));
        assertTrue(requireNonNull(view.quote()).estimate());
        assertTrue(view.isPending());
    }

    @Test
    void pricesTwentyCopiesAsTheirThreePlatesReallyTake() throws Exception {
        var token = begin("a");
        choose(token, 20);
        assertEquals("9 + 9 + 2", plates(token).words());
        sliceAll();
        assertEquals(List.of(9, 2), sliced, "the one copy of the first guess is wanted no longer");
        var quote = requireNonNull(view(token).quote());
        assertFalse(quote.estimate());
        assertEquals(
                List.of(
                        new Plates.Plate(9, 2, 9 * EACH_MG, START_S + 9 * EACH_S),
                        new Plates.Plate(2, 1, 2 * EACH_MG, START_S + 2 * EACH_S)),
                plates(token).plates());
        var machine = sum(quote, "pricing.sum-machine-plates");
        assertEquals(3 * START_S + 20 * EACH_S, machine.quantity());
        assertEquals(Message.of("pricing.sum-machine-plates", 3, "9 + 9 + 2"), machine.what());
        assertEquals(20 * EACH_MG, sum(quote, "pricing.sum-plastic").quantity());
    }

    @Test
    void makesAJobOfEachPlateWithItsProgram() throws Exception {
        var token = begin("a");
        choose(token, 20);
        sliceAll();
        var jobs = approved(token);
        assertEquals(List.of(9, 9, 2), jobs.stream().map(Job::copies).toList());
        assertEquals(List.of(9, 9, 2), jobs.stream().map(Job::perRun).toList());
        assertEquals(
                List.of("tile.stl 1/3", "tile.stl 2/3", "tile.stl 3/3"),
                jobs.stream().map(Job::title).toList());
        for (var job : jobs) assertEquals("plate of " + job.copies(), Files.readString(files.path(program(job))));
        assertEquals(START_S + 9 * EACH_S, requireNonNull(jobs.getFirst().seconds()));
    }

    @Test
    void countsTheGoodOnesOfAPlateAndWantsTheRestAgain() throws Exception {
        var token = begin("a");
        choose(token, 9);
        sliceAll();
        var job = approved(token).getFirst();
        toCheck(job);
        assertInstanceOf(Act.Refused.class, floor.takeOff(job.id(), 10, true, WORKER));
        assertEquals(new Act.Done(), floor.takeOff(job.id(), 7, true, WORKER));
        var left = job(job);
        assertEquals(JobState.WAITING, left.state());
        assertEquals(7, left.good());
        assertEquals(2, left.spoiled());
        assertEquals(2, left.nextCopies());
        toCheck(job);
        assertEquals(new Act.Done(), floor.takeOff(job.id(), true, true, WORKER));
        assertEquals(JobState.DONE, job(job).state());
        assertEquals(9, job(job).good());
    }

    @Test
    void slicesAPlateWithWhatIsLeft() throws Exception {
        var token = begin("a");
        choose(token, 9);
        sliceAll();
        var job = approved(token).getFirst();
        toCheck(job);
        floor.takeOff(job.id(), 7, true, WORKER);
        assertEquals(9, job(job).perRun(), "as long as nothing else is there");
        assertEquals(program(job), program(job(job)));
        sliceAll();
        var less = job(job);
        assertEquals(2, less.perRun());
        assertEquals("plate of 2", Files.readString(files.path(program(less))));
        assertEquals(START_S + 2 * EACH_S, requireNonNull(less.seconds()));
        toCheck(job);
        assertEquals(new Act.Done(), floor.takeOff(job.id(), true, true, WORKER));
        assertEquals(JobState.DONE, job(job).state());
    }

    @Test
    void takesAPlateForTheRestThatIsSlicedAlready() throws Exception {
        var two = begin("b");
        choose(two, 2);
        sliceAll();
        var token = begin("a");
        choose(token, 9);
        sliceAll();
        var job = approved(token).getFirst();
        toCheck(job);
        floor.takeOff(job.id(), 7, true, WORKER);
        assertEquals(2, job(job).perRun());
        sliced.clear();
        sliceAll();
        assertEquals(List.of(), sliced);
    }

    @Test
    void leavesAJobAloneThatPrintsItsFullPlateAgain() throws Exception {
        var token = begin("a");
        choose(token, 9);
        sliceAll();
        var job = approved(token).getFirst();
        toCheck(job);
        floor.takeOff(job.id(), 7, true, WORKER);
        toCheck(job);
        sliceAll();
        assertEquals(9, job(job).perRun());
        assertEquals(List.of(9), sliced.stream().filter(copies -> copies != 1).toList());
    }

    @Test
    void plansWithFewerWhereTheSlicerHasNoRoom() throws Exception {
        mostOnPlate = 7;
        var token = begin("a");
        choose(token, 16);
        sliceAll();
        assertEquals("7 + 7 + 2", plates(token).words());
        assertFalse(view(token).isPending());
        sliced.clear();
        choose(begin("b"), 16);
        sliceAll();
        assertEquals(List.of(), sliced, "that 8 and 9 have no room is known by now, and 7 and 2 are made");
    }

    @Test
    void sendsWhatNeedsTooManyPlatesToAPerson() throws Exception {
        contents = new Contents.Part(
                new Measures(List.of(150.0, 150.0, 5.0), 100_000, 48_000, 12, 0, 0, 0, false), List.of());
        var token = begin("a");
        choose(token, 31);
        assertEquals(
                Reasons.of(Message.of("orders.many-plates", 30)),
                requireNonNull(view(token).terms()).ask());
        assertEquals(null, view(token).quote());
    }

    @Test
    void putsNoMoreOnAPlateThanIsPrintedInTheHoursThatAPrintMayTake() throws Exception {
        var hours = PriceBook.example(true).parts().longestHours();
        contents = new Contents.Part(
                new Measures(List.of(66.0, 66.0, 240.0), 1_000_000, 80_000, 12, 0, 0, 0, false), List.of());
        var token = begin("a");
        choose(token, 9);
        assertTrue(plates(token).count() > 1, plates(token).words());
        for (var plate : plates(token).plates()) assertTrue(plate.seconds() <= hours * 3_600L, plate.toString());
    }

    @Test
    void supportsOnlyWhatHangsOverAndNotWhereTheCustomerKnowsBetter() throws Exception {
        assertFalse(view(begin("a")).plates().getFirst().slice().supports());
        contents = new Contents.Part(TILE, List.of(), 0.3);
        var token = begin("b");
        assertTrue(view(token).plates().getFirst().slice().supports());
        desk.choose(token, new Choices.Part("PLA", "black", "normal", 1, Strength.USUAL, true));
        assertFalse(view(token).plates().getFirst().slice().supports());
        contents =
                new Contents.Part(new Measures(List.of(10.0, 10.0, 90.0), 9_000, 3_800, 12, 0, 0, 0, false), List.of());
        assertTrue(view(begin("c")).plates().getFirst().slice().brim());
    }

    @Test
    void comparesOtherQuantitiesByTheirPlates() throws Exception {
        var token = begin("a");
        choose(token, 9);
        sliceAll();
        var quote = requireNonNull(view(token).quote());
        var compared = database.<List<Quoting.Compared>, RuntimeException>look(
                look -> quoting.compare(look, quote, 0, List.of(9, 18, 10)));
        assertEquals(quote.price().total(), compared.getFirst().total());
        assertNotEquals(quote.price().total(), compared.getLast().total());
        var eighteen = ((PriceRequest.Part) quote.asked().times(18).items().getFirst());
        assertEquals("9 + 9", requireNonNull(eighteen.plates()).words());
        var ten = ((PriceRequest.Part) quote.asked().times(10).items().getFirst());
        assertEquals("9 + 1", requireNonNull(ten.plates()).words());
    }

    @Test
    void tellsThePriceOfAPartBeforeItIsLookedInto() throws Exception {
        var looks = looks(new Contents.Outcome.Read(new Contents.Part(TILE, List.of(), 0.3)));
        var token = beginMeasured();
        var guess = requireNonNull(view(token).quote());
        assertTrue(guess.estimate());
        assertTrue(OrderView.isUnseen(view(token).line()) && view(token).isPending());
        assertFalse(bench.sliceNext(), "what it needs is not known yet");
        assertEquals(new Approval.PriceChanged(), intake.approve(token, guess.id(), ANN));
        assertTrue(looks.lookAtNext());
        assertFalse(looks.lookAtNext());
        assertFalse(OrderView.isUnseen(view(token).line()));
        assertTrue(view(token).plates().getFirst().slice().supports());
        sliceAll();
        assertFalse(requireNonNull(view(token).quote()).estimate());
    }

    @Test
    void takesThePriceBackOfWhatCantBePrinted() throws Exception {
        var why = Message.of("meshes.flat");
        var looks = looks(new Contents.Outcome.Refused(why));
        var token = beginMeasured();
        var guess = standing(token);
        assertTrue(looks.lookAtNext());
        assertEquals(why, view(token).problem());
        assertEquals(null, view(token).quote());
        assertEquals(new Approval.PriceChanged(), intake.approve(token, guess, ANN));
        var refused = assertInstanceOf(
                Chosen.Refused.class, desk.choose(token, new Choices.Part("PLA", "black", "normal", 1)));
        assertEquals(why, refused.problems().get("file"));
    }
}
