package platen.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.pricing.PriceBook;
import platen.queue.JobRuns;
import platen.queue.Jobs;
import platen.queue.Reason;
import platen.shop.OpeningHours;

/// The figures of a span of time, on both databases.
class ReportTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-05-04");

    @ParameterizedTest
    @EnumSource
    void runsAreSummedByMachineMaterialAndReason(Store store) {
        try (var database = store.open()) {
            database.use(change -> {
                var machine = change.attach(Machines.class)
                        .add(new Machines.NewMachine(
                                "Ender",
                                MachineKind.PRINTER_3D,
                                null,
                                null,
                                "ender3",
                                null,
                                BedState.CLEAR,
                                null,
                                null,
                                NOW));
                var job = change.attach(Jobs.class)
                        .add(new Jobs.NewJob(
                                null,
                                null,
                                "cube",
                                MachineKind.PRINTER_3D,
                                null,
                                null,
                                "ender3",
                                "PLA",
                                null,
                                4,
                                null,
                                NOW));
                for (int spoiled = 0; spoiled < 2; spoiled++)
                    change.attach(JobRuns.class)
                            .add(new JobRuns.NewRun(
                                    job,
                                    machine,
                                    MachineKind.PRINTER_3D,
                                    "PLA",
                                    NOW.minus(Duration.ofHours(3)),
                                    NOW,
                                    1 - spoiled,
                                    spoiled,
                                    spoiled == 0 ? null : Reason.BLOB,
                                    "Ann"));
            });
            var report = new Report(database, () -> NOW);
            var period = new Period(TODAY, TODAY, ZoneOffset.UTC);
            var tables = report.production(period, OpeningHours.UNKNOWN);
            assertEquals(
                    List.of("Ender", 50.0, 2L, 1L, 1L),
                    table(tables, "success").rows().getFirst());
            assertEquals(6.0, table(tables, "machines").rows().getFirst().get(1));
            assertEquals(
                    List.of("PLA", 50.0, 2L, 1L, 1L),
                    table(tables, "success-materials").rows().getFirst());
            assertEquals(1, table(tables, "reasons").rows().size());
            assertEquals(List.of(50L), table(tables, "success").bars());
            assertEquals(5, report.money(period).size());
            var before = new Period(TODAY.minusDays(9), TODAY.minusDays(1), ZoneOffset.UTC);
            assertTrue(table(report.production(before, OpeningHours.UNKNOWN), "success")
                    .rows()
                    .isEmpty());
            var measured = new Failures(database).measure(PriceBook.example(true));
            assertEquals(100, measured.percent());
            assertEquals(null, measured.suggested());
        }
    }

    @Test
    void aPeriodHasBoundsAndIsCutIntoParts() {
        var ages = Period.of(LocalDate.parse("2099-01-01"), LocalDate.parse("2000-01-01"), ZoneOffset.UTC);
        assertEquals(Period.MOST_DAYS, ages.from().until(ages.to(), ChronoUnit.DAYS) + 1);
        var year = Period.of(LocalDate.parse("2026-01-15"), LocalDate.parse("2026-12-31"), ZoneOffset.UTC)
                .parts();
        assertEquals(12, year.size());
        assertEquals(LocalDate.parse("2026-01-31"), year.getFirst().to());
        assertEquals(LocalDate.parse("2026-12-31"), year.getLast().to());
    }

    private static Table table(List<Table> tables, String name) {
        return tables.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
