package platen.shifts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Person;
import platen.people.Role;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class HoursDeskTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final Task FOLDING = new Task(WorkKind.VOLUNTEER, null, null, "folding");

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final HoursDesk desk;
    private final NoteDesk notes;
    private final Person ann;
    private final Person bob;
    private final Person boss;

    HoursDeskTest(Store store) {
        database = store.open();
        desk = new HoursDesk(database, clock);
        notes = new NoteDesk(database, clock);
        var accounts = new Accounts(database, clock);
        ann = accounts.openWithoutPassword("Ann", "ann@example.org", Role.WORKER);
        bob = accounts.openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
        boss = accounts.openWithoutPassword("Cy", "cy@example.org", Role.COORDINATOR);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theClockCountsWhatPassed() {
        assertTrue(desk.clockIn(ann, FOLDING));
        assertFalse(desk.clockIn(ann, FOLDING), "once");
        assertEquals(List.of("Ann"), desk.atWork());
        clock.pass(Duration.ofMinutes(95));
        assertEquals(Optional.empty(), desk.clockOut(ann, true, ZONE));
        assertEquals(
                "shifts.not-clocked-in",
                desk.clockOut(ann, true, ZONE).orElseThrow().key());
        var entry = desk.of(ann.id(), MAY).getFirst();
        assertEquals(
                List.of("2026-05-02", "95", "VOLUNTEER", "folding"),
                List.of(
                        entry.day(),
                        String.valueOf(entry.minutes()),
                        entry.kind().name(),
                        entry.note()));
        assertEquals(List.of(), desk.of(ann.id(), MAY.plusMonths(1)));
        assertEquals(List.of(), desk.of(bob.id(), MAY));
    }

    @Test
    void whoForgotToClockOutIsNotPaidForTheNight() {
        desk.clockIn(ann, FOLDING);
        clock.pass(Duration.ofHours(17));
        assertEquals(
                "shifts.too-long", desk.clockOut(ann, true, ZONE).orElseThrow().key());
        assertTrue(desk.clock(ann.id()).isPresent());
        assertEquals(Optional.empty(), desk.clockOut(ann, false, ZONE));
        assertEquals(List.of(), desk.of(ann.id(), MAY));
    }

    @Test
    void correctionsAreOnesOwnOrACoordinatorsAndSayWhatWas() {
        assertEquals(Optional.empty(), desk.enter(ann, LocalDate.of(2026, 5, 1), 60, FOLDING, ZONE));
        assertEquals(
                "shifts.not-yet",
                desk.enter(ann, LocalDate.of(2026, 5, 3), 60, FOLDING, ZONE)
                        .orElseThrow()
                        .key());
        var id = desk.of(ann.id(), MAY).getFirst().id();
        assertEquals(
                "shifts.no-entry",
                desk.correct(bob, id, 90, WorkKind.PAID, "more").orElseThrow().key());
        assertEquals(Optional.empty(), desk.correct(ann, id, 90, WorkKind.VOLUNTEER, "longer"));
        assertEquals(Optional.empty(), desk.correct(boss, id, 0, WorkKind.VOLUNTEER, "entered twice"));
        assertEquals(0, desk.of(MAY).getFirst().minutes());
        var said = database.reading(Events.class)
                .about(Subject.Kind.PERSON, ann.id().value());
        assertTrue(
                said.stream()
                        .anyMatch(event -> event.what()
                                .equals(Message.of(
                                        "shifts.corrected", "60 VOLUNTEER", "90 VOLUNTEER", "2026-05-01", "longer"))),
                said.toString());
        assertEquals("Cy", said.getLast().actorName());
    }

    @Test
    void aNoteStandsUntilSomebodyHasSeenToIt() {
        notes.leave(ann, "The riso squeaks");
        var note = notes.open().getFirst();
        assertEquals("The riso squeaks", note.body());
        assertTrue(notes.done(bob, note.id()));
        assertFalse(notes.done(boss, note.id()), "once");
        assertEquals(List.of(), notes.open());
        assertEquals("Bob", notes.before(Long.MAX_VALUE).getFirst().doneBy());
    }
}
