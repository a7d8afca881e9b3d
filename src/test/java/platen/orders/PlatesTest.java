package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.meshes.Measures;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.pricing.Plates;
import platen.pricing.PriceBook;
import platen.pricing.PriceLine;
import platen.pricing.PriceRequest;
import platen.printers.Profiles;
import platen.queue.Act;
import platen.queue.Floor;
import platen.queue.Intake;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.slicing.PlateWish;
import platen.slicing.Strength;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;
import platen.values.QuoteId;
import platen.values.Reasons;

/// Copies of a part, from the guess to the plates that are printed. What the slicer makes is told here; `PlatesIT`
/// has the real one.
@ParameterizedClass
@EnumSource
class PlatesTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Actor WORKER = Actor.worker("Wole");
    private static final Contact ANN = Contact.of("Ann", "ann@example.org", "");
    /// Three by three on an Ender-3.
    private static final Measures TILE = new Measures(List.of(66.0, 66.0, 5.0), 21_780, 10_032, 12, 0, 0, 0, false);
    private static final long START_S = 300;
    private static final long EACH_S = 1_000;
    private static final long EACH_MG = 9_000;

    private final Database database;
    private Instant now = NOON;
    private String slicer = "PrusaSlicer 2.5.0";
    private Contents.Part contents = new Contents.Part(TILE, List.of());
    private int mostOnPlate = 100;
    private final List<Integer> sliced = new ArrayList<>();
    private FileStore files;
    private Quoting quoting;
    private OrderDesk desk;
    private SliceBench bench;
    private Intake intake;
    private Floor floor;

    @TempDir
    private Path folder;

    PlatesTest(Store store) {
        database = store.open();
    }

    @BeforeEach
    void openTheShop() throws IOException {
        files = new FileStore(folder, database, () -> now);
        quoting = new Quoting(Profiles.shipped(), () -> Optional.of(slicer), () -> 0);
        desk = new OrderDesk(database, files, (_, _, _) -> new Contents.Outcome.Read(contents), quoting, () -> now);
        bench = bench(1 << 20);
        intake = new Intake(database, desk, files, () -> now);
        floor = new Floor(database, files, () -> now);
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), NOON), NOON);
            var ender = new NewMachine(
                    "Ender",
                    MachineKind.PRINTER_3D,
                    null,
                    null,
                    "ender3",
                    null,
                    BedState.UNKNOWN,
                    "PLA",
                    "black",
                    NOON);
            change.attach(Machines.class).add(ender);
        });
    }

    @AfterEach
    void closeTheShop() {
        database.close();
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
    void slicesOnceWhatSeveralWaitFor() throws Exception {
        var first = begin("a");
        var second = begin("b");
        assertTrue(bench.sliceNext());
        assertFalse(bench.sliceNext());
        for (var token : List.of(first, second))
            assertFalse(requireNonNull(view(token).quote()).estimate());
    }

    @Test
    void slicesAgainWhatIsWantedOtherwise() throws Exception {
        var token = begin("a");
        sliceAll();
        desk.choose(token, new Choices.Part("PLA", "black", "normal", 1, Strength.STRONG, false));
        sliceAll();
        desk.choose(token, new Choices.Part("PLA", "black", "draft", 1));
        sliceAll();
        slicer = "PrusaSlicer 2.9.0";
        desk.choose(token, new Choices.Part("PLA", "black", "draft", 1));
        sliceAll();
        assertEquals(4, sliced.size());
        desk.choose(token, new Choices.Part("PLA", "white", "draft", 1));
        assertFalse(requireNonNull(view(token).quote()).estimate(), "the slicer knows no colour");
    }

    @Test
    void plansAgainWhatWasAskedOfAnotherSlicer() throws Exception {
        var token = begin("a");
        slicer = "PrusaSlicer 2.9.0";
        sliceAll();
        assertFalse(view(token).isPending());
        assertEquals(slicer, view(token).plates().getFirst().slice().slicer());
        assertEquals(1, sliced.size());
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
    void keepsSoManyBytesAndForgetsWhatWasUsedLongestAgo() throws Exception {
        bench = bench(25);
        var old = begin("a");
        sliceAll();
        var program = requireNonNull(view(old).plates().getFirst().slice().program());
        now = now.plusSeconds(60);
        var other = begin("b");
        choose(other, 2);
        sliceAll();
        now = now.plusSeconds(60);
        choose(other, 3);
        sliceAll();
        assertEquals(null, view(old).quote(), "it is asked for its choices again");
        assertEquals(null, view(old).line().choices());
        assertFalse(requireNonNull(view(other).quote()).estimate());
        now = now.plusSeconds(100_000);
        files.sweep();
        assertTrue(files.find(program).isEmpty());
    }

    @Test
    void slicesAgainWhatWasUnderWayWhenTheServerEnded() throws Exception {
        var token = begin("a");
        database.use(change -> change.attach(Slices.class)
                .begin(view(token).plates().getFirst().slice().id()));
        assertFalse(bench.sliceNext());
        database.use(change -> change.attach(Slices.class).again());
        assertTrue(bench.sliceNext());
        assertFalse(view(token).isPending());
    }

    @Test
    void stopsWhatNobodyWantsAnyMoreForWhoWaits() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var slow = new SliceBench(
                database,
                files,
                quoting,
                (_, wish, program) -> {
                    if (wish.copies() > 1) return slice(folder, wish, program);
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return new SliceBench.Made.PlateFull();
                    } finally {
                        ended.countDown();
                    }
                },
                () -> now);
        var thread = Thread.ofPlatform().start(slow);
        var token = begin("a");
        begun.await();
        choose(token, 2);
        ended.await();
        while (view(token).isPending()) Thread.onSpinWait();
        thread.interrupt();
        thread.join();
        assertEquals(List.of(2), sliced);
    }

    @Test
    void aPlateThatFailsBlocksNobody() throws Exception {
        var failing = new SliceBench(
                database,
                files,
                quoting,
                (file, wish, program) -> {
                    if (wish.copies() == 1) throw new IOException("the disk is full");
                    return slice(file, wish, program);
                },
                () -> now);
        var first = begin("a");
        var second = begin("b");
        choose(second, 2);
        while (failing.sliceNext())
            ;
        assertEquals(Message.of("orders.slicer-broke"), view(first).problem());
        assertFalse(view(first).isPending());
        assertEquals(new Approval.PriceChanged(), intake.approve(first, standing(first), ANN));
        assertFalse(requireNonNull(view(second).quote()).estimate());
        choose(first, 1);
        sliceAll();
        assertFalse(requireNonNull(view(first).quote()).estimate(), "it is tried again");
    }

    @Test
    void comparesOtherQuantitiesByTheirPlates() throws Exception {
        var token = begin("a");
        choose(token, 9);
        sliceAll();
        var quote = requireNonNull(view(token).quote());
        var compared = database.<List<Quoting.Compared>, RuntimeException>look(
                look -> quoting.compare(look, quote, List.of(9, 18, 10)));
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
        assertTrue(view(token).isUnseen() && view(token).isPending());
        assertFalse(bench.sliceNext(), "what it needs is not known yet");
        assertEquals(new Approval.PriceChanged(), intake.approve(token, guess.id(), ANN));
        assertTrue(looks.lookAtNext());
        assertFalse(looks.lookAtNext());
        assertFalse(view(token).isUnseen());
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

    private FileLooks looks(Contents.Outcome outcome) {
        return new FileLooks(database, files, (_, _, _) -> outcome, quoting, () -> now);
    }

    private String beginMeasured() throws Exception {
        var stored = assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream("tile".getBytes(UTF_8)), 100));
        var begun = desk.begin(Product.PART, "form", stored.digest(), "tile.stl", Optional.of(TILE));
        return assertInstanceOf(Begun.Draft.class, begun).token();
    }

    private SliceBench bench(long mostBytes) {
        return new SliceBench(database, files, quoting, this::slice, () -> now, mostBytes);
    }

    private SliceBench.Made slice(Path mesh, PlateWish wish, Path program) throws IOException {
        if (wish.copies() > mostOnPlate) return new SliceBench.Made.PlateFull();
        sliced.add(wish.copies());
        Files.writeString(program, "plate of " + wish.copies());
        return new SliceBench.Made.Sliced(START_S + EACH_S * wish.copies(), EACH_MG * wish.copies());
    }

    private void sliceAll() throws Exception {
        while (bench.sliceNext())
            ;
    }

    private String begin(String form) throws Exception {
        var stored = assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream("tile".getBytes(UTF_8)), 100));
        return assertInstanceOf(Begun.Draft.class, desk.begin(Product.PART, form, stored.digest(), "tile.stl"))
                .token();
    }

    private void choose(String token, int quantity) {
        assertEquals(new Chosen.Done(), desk.choose(token, new Choices.Part("PLA", "black", "normal", quantity)));
    }

    private OrderView view(String token) {
        return desk.view(token).orElseThrow();
    }

    private Plates plates(String token) {
        var part = (PriceRequest.Part)
                requireNonNull(view(token).quote()).asked().items().getFirst();
        return requireNonNull(part.plates());
    }

    private static PriceLine.Sum sum(Quote quote, String key) {
        return quote.price().lines().stream()
                .flatMap(line -> line.sums().stream())
                .filter(sum -> sum.what().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<Job> approved(String token) {
        var approved = assertInstanceOf(Approval.Approved.class, intake.approve(token, standing(token), ANN));
        return database.reading(Jobs.class).of(approved.order().id());
    }

    private QuoteId standing(String token) {
        return requireNonNull(view(token).order().quote());
    }

    private Job job(Job job) {
        return database.reading(Jobs.class).find(job.id()).orElseThrow();
    }

    private static Digest program(Job job) {
        return requireNonNull(job.program());
    }

    private void toCheck(Job job) {
        database.use(change -> {
            var jobs = change.attach(Jobs.class);
            var ender = change.attach(Machines.class).all().getFirst().id();
            assertTrue(jobs.release(job.id(), ender) && jobs.started(job.id(), now) && jobs.finished(job.id(), now));
        });
    }
}
