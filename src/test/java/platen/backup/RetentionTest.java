package platen.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which backups are kept.
class RetentionTest {
    @Test
    void keepsTheLastOfEachDayAndOfEachWeekAndNeverTouchesWhatIsNotOurs() {
        var names = new ArrayList<String>();
        var first = LocalDateTime.of(2026, 9, 1, 3, 0);
        for (int day = 0; day < 60; day++) names.add(Retention.name(first.plusDays(day), day % 2 == 0));
        names.add("platen-2026-10-30-120000.zip");
        names.add("holiday.zip");
        names.add("platen-2026-13-45-030000.zip");
        var surplus = Retention.surplus(names, 3, 4);
        var kept = new ArrayList<>(names);
        kept.removeAll(surplus);
        assertEquals(
                List.of(
                        "platen-2026-10-11-030000.sealed",
                        "platen-2026-10-18-030000.zip",
                        "platen-2026-10-25-030000.sealed",
                        "platen-2026-10-28-030000.zip",
                        "platen-2026-10-29-030000.sealed",
                        "platen-2026-10-30-120000.zip",
                        "holiday.zip",
                        "platen-2026-13-45-030000.zip"),
                kept);
        assertEquals(Set.of(), Retention.surplus(kept, 3, 4), "what was kept stays");
    }

    @Test
    void leavesRoomForOrdersOnTheShopsOwnDisk() {
        assertTrue(Retention.leavesRoom(500_000_000, 2_500_000_000L, 500_000_000_000L));
        assertFalse(Retention.leavesRoom(500_000_001, 2_500_000_000L, 500_000_000_000L));
        assertTrue(Retention.leavesRoom(0, 50_000_000, 1_000_000_000), "a small disk");
        assertFalse(Retention.leavesRoom(1, 50_000_000, 1_000_000_000));
    }
}
