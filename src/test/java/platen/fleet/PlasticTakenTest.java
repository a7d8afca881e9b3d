package platen.fleet;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.fleet.SmallShop.ANN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Machines;
import platen.queue.Act;
import platen.queue.Floor;
import platen.queue.Jobs;
import platen.queue.Loading;
import platen.stock.Plastic;
import platen.stock.PlasticUses;
import platen.stock.Spool;
import platen.stock.SpoolDesk;
import platen.stock.Spools;
import platen.sync.HostEvent;
import platen.values.JobId;
import platen.values.Message;
import platen.values.SpoolId;

/// What prints take off the spools on their machines, with the host's report of their end.
@ParameterizedClass
@EnumSource
class PlasticTakenTest {
    private static final HostEvent.Figures FIGURES = new HostEvent.Figures(10, 1, 60);
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final long NEED = 50_000;

    private final SmallShop shop;
    private final Loading loading;

    PlasticTakenTest(Store store, @TempDir Path folder) throws IOException {
        shop = new SmallShop(store, folder);
        loading = new Loading(shop.database, () -> shop.now);
    }

    @BeforeEach
    void getInStep() {
        shop.getInStep();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aPrintIsTakenOffOnceWhateverIsToldAgain() {
        var spool = loaded(800_000);
        var job = job(null);
        var key = shop.printing(job);
        shop.sync(new HostEvent.Finished(key, FIGURES));
        assertEquals(750_000, left(spool));
        shop.sync(new HostEvent.Finished(key, FIGURES));
        assertEquals(750_000, left(spool));
        assertTrue(
                said(job).contains(Message.of("stock.printed", "50", find(spool).name(), "750")),
                () -> said(job).toString());
        assertEquals(List.of(new PlasticUses.Sum("PLA", NEED, 0)), printed());
    }

    @Test
    void aPrintThatAPersonFindsSpoiledIsWaste() {
        loaded(800_000);
        var job = job(null);
        shop.sync(new HostEvent.Finished(shop.printing(job), FIGURES));
        var floor = new Floor(shop.database, shop.files(), () -> shop.now);
        assertEquals(new Act.Done(), floor.takeOff(job, false, true, ANN));
        assertEquals(List.of(new PlasticUses.Sum("PLA", NEED, NEED)), printed());
    }

    @Test
    void aFailedPrintTakesAsMuchAsItRan() {
        var spool = loaded(800_000);
        var job = job(100L);
        var key = shop.printing(job);
        var started = shop.attempt(key).startedAt();
        shop.sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 123, true, null));
        var ran = Duration.between(
                        requireNonNull(started),
                        requireNonNull(shop.attempt(key).endedAt()))
                .toSeconds();
        assertTrue(ran > 0 && ran < 100, "it ran " + ran + " s");
        assertEquals(800_000 - NEED * ran / 100, left(spool));
        assertEquals(List.of(new PlasticUses.Sum("PLA", NEED * ran / 100, NEED * ran / 100)), printed());
    }

    @Test
    void aSpoolNeverHoldsLessThanNothingAndSaysSo() {
        var spool = loaded(20_000);
        var job = job(null);
        shop.sync(new HostEvent.Finished(shop.printing(job), FIGURES));
        assertEquals(0, left(spool));
        assertTrue(
                said(job)
                        .contains(Message.of(
                                "stock.printed-short", "50", find(spool).name(), "30")),
                () -> said(job).toString());
    }

    @Test
    void withoutASpoolItIsSaidAllTheSame() {
        var job = job(null);
        shop.sync(new HostEvent.Finished(shop.printing(job), FIGURES));
        assertTrue(
                said(job).contains(Message.of("stock.printed-no-spool", "50")),
                () -> said(job).toString());
        assertEquals(List.of(new PlasticUses.Sum("PLA", NEED, 0)), printed());
    }

    @Test
    void aSpoolThatIsChangedInMidPrintBearsItsOwnShare() {
        var first = loaded(800_000);
        var second = spool(600_000);
        var job = job(null);
        var key = shop.printing(job);
        var print = new Plastic.Print(shop.attempt(key).id(), job, shop.machine, "PLA");
        assertEquals(new Act.Done(), loading.load(shop.machine, second, new Loading.SoFar(print, 20_000), ANN));
        shop.sync(new HostEvent.Finished(key, FIGURES));
        assertEquals(780_000, left(first));
        assertEquals(570_000, left(second));
    }

    @Test
    void scrapThatWeighsMoreThanAPrintTookIsTakenOffOnce() {
        var spool = loaded(800_000);
        var job = job(100L);
        var key = shop.printing(job);
        shop.sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 123, true, null));
        assertTrue(left(spool) > 790_000, "it ran some seconds only");
        var desk = new SpoolDesk(shop.database, () -> shop.now);
        desk.scrap(job, shop.machine, "PLA", 20_000, "a blob", ANN);
        assertEquals(780_000, left(spool));
        assertEquals(List.of(new PlasticUses.Sum("PLA", 20_000, 20_000)), printed());
        desk.scrap(job, shop.machine, "PLA", 1_000, "and its skirt", ANN);
        assertEquals(779_000, left(spool));
    }

    @Test
    void scrapOfAPrintThatNobodyReckonedIsAllThatIsKnown() {
        var spool = loaded(800_000);
        var job = shop.job("red");
        shop.sync(new HostEvent.Failed(shop.printing(job), Message.of("host.interrupted"), 123, true, null));
        assertEquals(800_000, left(spool));
        new SpoolDesk(shop.database, () -> shop.now).scrap(job, shop.machine, "PLA", 7_000, "", ANN);
        assertEquals(793_000, left(spool));
    }

    @Test
    void aSpoolSetsMaterialAndColourOfItsMachineAndIsOnOneOnly() {
        var spool = loaded(800_000);
        var machine = shop.database.reading(Machines.class).find(shop.machine).orElseThrow();
        assertEquals("red", machine.colour());
        assertEquals(new Act.Done(), loading.load(shop.machine, spool, null, ANN), "a second tap");
        assertEquals(new Act.Done(), loading.unload(shop.machine, null, ANN));
        assertEquals(shop.now, find(spool).unloadedAt());
        assertInstanceOf(Act.Refused.class, loading.unload(shop.machine, null, ANN));
        var desk = new SpoolDesk(shop.database, () -> shop.now);
        desk.empty(spool, ANN);
        assertInstanceOf(Act.Refused.class, loading.load(shop.machine, spool, null, ANN));
    }

    @Test
    void whatIsLoadedByHandTakesTheSpoolOff() {
        var spool = loaded(800_000);
        var floor = new Floor(shop.database, shop.files(), () -> shop.now);
        assertEquals(new Act.Done(), floor.load(shop.machine, "PETG", "blue", ANN));
        assertEquals(null, find(spool).machine());
    }

    private JobId job(@Nullable Long seconds) {
        var job = shop.job("red");
        shop.database.use(change -> {
            change.attach(PlasticUses.class).need(job, NEED);
            change.attach(Machines.class).load(shop.machine, "PLA", "red");
            if (seconds != null) change.attach(Jobs.class).setProgram(job, shop.program, "virtual", seconds);
        });
        return job;
    }

    private SpoolId spool(long left) {
        return new SpoolDesk(shop.database, () -> shop.now)
                .add(new SpoolDesk.Coming("PLA", "red", "", null, 1_000_000, null, left, "", false), ANN);
    }

    private SpoolId loaded(long left) {
        var spool = spool(left);
        assertEquals(new Act.Done(), loading.load(shop.machine, spool, null, ANN));
        return spool;
    }

    private Spool find(SpoolId id) {
        return shop.database.reading(Spools.class).find(id).orElseThrow();
    }

    private long left(SpoolId id) {
        return find(id).leftMg();
    }

    private List<Message> said(JobId job) {
        return shop.database.reading(Events.class).about(Subject.Kind.JOB, job.value()).stream()
                .map(event -> event.what())
                .toList();
    }

    private List<PlasticUses.Sum> printed() {
        return shop.database.reading(PlasticUses.class).printed(Instant.EPOCH, EVER);
    }
}
