package platen.queue.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.queue.Hold;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Matching;
import platen.queue.Shopfloor;
import platen.shop.OpeningHours;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;

/// The shop is open from 10:00 to 18:00 on each day but Sunday. It is Monday noon.
class PlanningTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Machine BLUE = printer(1, "PLA");
    private static final Machine RED = printer(2, "PETG");
    private static final Machine RISO = machine(3, MachineKind.RISO, null, 60);

    private final List<Job> jobs = new ArrayList<>();
    private final Map<JobId, Set<MachineId>> places = new HashMap<>();
    private final Map<OrderId, Instant> promised = new HashMap<>();
    private Map<MachineId, Double> paces = Map.of();
    private boolean printsAlone = true;

    @Test
    void printsOneAfterTheOtherInTheOrderOfTheQueue() {
        var first = print(1, 2, "PLA");
        var second = print(2, 3, "PLA");
        var plan = plan(BLUE);
        assertEquals(at(4, 12), slot(plan, first).start());
        assertEquals(at(4, 14), slot(plan, first).end());
        assertEquals(at(4, 14), slot(plan, second).start());
        assertEquals(at(4, 17), slot(plan, second).end());
    }

    @Test
    void runsOverNightButBeginsOnlyWhenSomebodyIsThere() {
        var first = print(1, 15, "PLA");
        var second = print(2, 1, "PLA");
        var plan = plan(BLUE);
        assertEquals(at(5, 3), slot(plan, first).end());
        assertTrue(slot(plan, first).endsAlone(), "it ends at three in the morning");
        assertEquals(at(5, 10), slot(plan, second).start());
        assertFalse(slot(plan, second).endsAlone());
    }

    @Test
    void takesTheSameMaterialTogetherAmongWhatIsDueTogether() {
        var plastic = print(1, 1, "PETG");
        var same = print(2, 1, "PLA");
        places.put(plastic.id(), Set.of(BLUE.id()));
        var plan = plan(BLUE);
        assertEquals(at(4, 12), slot(plan, same).start());
        assertTrue(slot(plan, plastic).start().isAfter(slot(plan, same).end()), "after a change of filament");
    }

    @Test
    void changesTheMaterialInTimeForWhatIsPromised() {
        promised.put(order(1), at(4, 0));
        var urgent = print(1, 2, "PETG");
        var same = print(2, 23, "PLA");
        places.put(urgent.id(), Set.of(BLUE.id()));
        var plan = plan(BLUE);
        assertTrue(slot(plan, same).start().isAfter(slot(plan, urgent).end()), "it would be late after it");
        promised.put(order(1), at(6, 0));
        jobs.clear();
        print(1, 2, "PETG");
        print(2, 23, "PLA");
        var relaxed = plan(BLUE);
        assertEquals(at(4, 12), slot(relaxed, same).start());
        assertEquals(
                "queue.same-material",
                Objects.requireNonNull(slot(relaxed, same).because()).key());
    }

    @Test
    void passesNothingThatSomebodyHasMoved() {
        var plastic = print(1, 1, "PETG");
        promised.put(order(1), at(20, 0));
        places.put(plastic.id(), Set.of(BLUE.id()));
        var same = print(2, 1, "PLA");
        assertTrue(slot(plan(BLUE), same).start().isAfter(at(4, 12)));
    }

    @Test
    void printsNothingAloneWhereTheShopForbidsIt() {
        printsAlone = false;
        var evening = print(1, 7, "PLA");
        var endless = print(2, 9, "PLA");
        var plan = plan(BLUE);
        assertEquals(at(5, 10), slot(plan, evening).start());
        assertEquals(at(5, 17), slot(plan, evening).end());
        assertTrue(plan.of(endless.id()).isEmpty(), "no day is so long");
    }

    @Test
    void knowsAPrinterByTheMiddleOfItsRecord() {
        var asReckoned = new Paces.Row(1_000, 1_000);
        var slow = new Paces.Row(1_200, 1_000);
        var forgotten = new Paces.Row(50_000, 1_000);
        assertEquals(1.0, Paces.pace(List.of(asReckoned)));
        assertEquals(1.1, Paces.pace(List.of(slow)), 1e-9);
        assertEquals(1.2, Paces.pace(List.of(slow, slow, slow, forgotten)), 1e-9);
        assertEquals(Paces.SLOWEST, Paces.pace(List.of(forgotten, forgotten, forgotten)));
    }

    @Test
    void sharesTheWorkAmongPrintersAndKnowsThemByTheirRecord() {
        paces = Map.of(BLUE.id(), 2.0);
        var first = print(1, 2, null);
        var plan = plan(BLUE, RED);
        assertEquals(RED.id(), slot(plan, first).machine());
        places.put(first.id(), Set.of(BLUE.id()));
        assertEquals(at(4, 16), slot(plan(BLUE, RED), first).end());
    }

    @Test
    void waitsForTheStepBeforeAndForInkToDry() {
        var print = paper(1, 0, null, 0);
        var fold = paper(2, 1, "folding", 0);
        var plan = plan(RISO);
        var printed = slot(plan, print).end();
        assertEquals(NOON.plus(Duration.ofMinutes(15)), printed);
        assertEquals(printed.plus(Duration.ofHours(1)), slot(plan, fold).start());
        assertEquals(slot(plan, fold).end(), plan.ready(new OrderId(7)).orElseThrow());
    }

    @Test
    void whatSomebodyHoldsHasNoDayAndNeitherHasWhatFollows() {
        var held = job(1, MachineKind.PRESS, 0, null, 0, Hold.SHOP, null, null);
        var fold = paper(2, 1, "folding", 0);
        var plan = plan(RISO);
        assertTrue(plan.of(held.id()).isEmpty());
        assertTrue(plan.of(fold.id()).isEmpty());
    }

    @Test
    void handWorkGoesOnWhileSomebodyIsThere() {
        var staffed = staffed();
        assertEquals(at(5, 11), staffed.after(at(4, 17), Duration.ofHours(2)));
        assertEquals(at(11, 10), staffed.next(at(9, 18)), "over Sunday");
        assertEquals(NOON, new Staffed(OpeningHours.UNKNOWN, ZoneOffset.UTC).next(NOON));
    }

    private static Forecast.Slot slot(Forecast plan, Job job) {
        return plan.of(job.id()).orElseThrow();
    }

    private static Instant at(int day, int hour) {
        return Instant.parse("2026-05-%02dT%02d:00:00Z".formatted(day, hour));
    }

    private Forecast plan(Machine... machines) {
        var floor = new Shopfloor(
                NOON,
                jobs,
                List.of(machines),
                Map.of(),
                Map.of(),
                new Matching(places, Map.of(), Map.of(), null),
                Shopfloor.NOTHING_FLOWS,
                promised);
        return Planning.of(floor, staffed(), paces, printsAlone);
    }

    private static Staffed staffed() {
        var week = new EnumMap<DayOfWeek, List<OpeningHours.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day != DayOfWeek.SUNDAY)
                week.put(day, OpeningHours.day("10:00-18:00").orElseThrow());
        }
        return new Staffed(new OpeningHours(week), ZoneOffset.UTC);
    }

    private Job print(int id, int hours, @Nullable String material) {
        return job(id, MachineKind.PRINTER_3D, 0, null, hours * 3_600L, null, material, "virtual");
    }

    private Job paper(int id, int stage, @Nullable String step, long seconds) {
        var kind = stage == 0 ? MachineKind.PRESS : MachineKind.BENCH;
        return job(id, kind, stage, step, seconds, null, null, null);
    }

    private Job job(
            int id,
            MachineKind kind,
            int stage,
            @Nullable String step,
            long seconds,
            @Nullable Hold hold,
            @Nullable String material,
            @Nullable String profile) {
        var isPrint = kind == MachineKind.PRINTER_3D;
        var job = new Job(
                new JobId(id),
                isPrint ? order(id) : new OrderId(7),
                null,
                "job " + id,
                kind,
                JobState.WAITING,
                null,
                null,
                profile,
                material,
                null,
                isPrint ? 1 : 100,
                1,
                0,
                0,
                seconds == 0 ? null : seconds,
                null,
                null,
                NOON,
                null,
                null,
                step,
                stage,
                Jobs.NewJob.usualPosition(NOON, isPrint ? promised.get(order(id)) : null),
                hold,
                null,
                null,
                null,
                null,
                null);
        jobs.add(job);
        return job;
    }

    private static OrderId order(int job) {
        return new OrderId(100 + job);
    }

    private static Machine printer(int id, String material) {
        return machine(id, MachineKind.PRINTER_3D, material, 0);
    }

    private static Machine machine(int id, MachineKind kind, @Nullable String material, int dries) {
        var profile = kind == MachineKind.PRINTER_3D ? "virtual" : null;
        return new Machine(
                new MachineId(id),
                "machine " + id,
                kind,
                null,
                null,
                profile,
                null,
                BedState.CLEAR,
                material,
                null,
                null,
                NOON,
                null,
                dries);
    }
}
