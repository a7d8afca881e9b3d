package platen.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import platen.sync.PrinterLive;
import platen.values.MachineId;

class ThermographTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Thermograph graph = new Thermograph();

    @Test
    void keepsFourHoursInARingAndOnePointEachFiveSeconds() {
        for (int second = 0; second < 5 * 3_600; second++) graph.note(live(20.0 + second % 7, null), at(second));
        var hours = graph.since(Instant.EPOCH, at(5 * 3_600 - 1));
        assertEquals(2_880, hours.at().size());
        assertEquals(at(5 * 3_600 - 5).getEpochSecond(), hours.at().getLast());
        assertEquals(2, graph.since(at(5 * 3_600 - 11), at(5 * 3_600)).at().size(), "only what is newer");
    }

    @Test
    void knowsEachSensorFromWhenItIsTold() {
        graph.note(live(20.04, null), at(0));
        graph.note(live(210.0, new PrinterLive.Reading("C", 35.5, null)), at(5));
        graph.note(live(null, new PrinterLive.Reading("C", 36.0, null)), at(10));
        var series = graph.since(Instant.EPOCH, at(10)).series();
        assertEquals(
                List.of("T", "B", "C"),
                series.stream().map(Thermograph.Series::sensor).toList());
        assertEquals(20.0, series.getFirst().actual().getFirst());
        assertNull(series.getFirst().actual().getLast());
        assertNull(series.getLast().actual().getFirst());
        assertEquals(36.0, series.getLast().actual().getLast());
    }

    @Test
    void notesNothingOfAPrinterThatTellsNoTemperature() {
        graph.note(PrinterLive.gone(new MachineId(1), null), at(0));
        assertEquals(0, graph.since(Instant.EPOCH, at(1)).at().size());
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static PrinterLive live(@Nullable Double nozzle, PrinterLive.@Nullable Reading other) {
        var others = other == null ? null : List.of(other);
        var detail = new PrinterLive.Detail(others, null, null, null, null, null, null, null, false, false, null);
        return new PrinterLive(
                new MachineId(1),
                PrinterLive.Connection.CONNECTED,
                PrinterLive.Activity.IDLE,
                null,
                nozzle,
                0.0,
                60.0,
                60.0,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                detail);
    }
}
