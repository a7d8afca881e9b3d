package platen.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.files.FileStore;
import platen.machines.Inductions;
import platen.machines.MachineKind;
import platen.machines.MachineLog;
import platen.machines.Register;
import platen.upkeep.Task.State;
import platen.upkeep.UpkeepDesk.Done;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.PersonId;

@ParameterizedClass
@EnumSource
class UpkeepDeskTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Done NOTHING_MORE = new Done("", "", null, null);

    private final Database database;
    private final UpkeepDesk desk;
    private final Register register;
    private final Inductions inductions;
    private final MachineId press;
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");

    UpkeepDeskTest(Store store) throws IOException {
        database = store.open();
        desk = new UpkeepDesk(database, new FileStore(Scratch.folder(), database, () -> now), () -> now);
        register = new Register(database, () -> now);
        inductions = new Inductions(database, () -> now);
        press = register.addByHand("Press", MachineKind.PRESS, ANN).orElseThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTaskIsDueAfterSoMuchWorkOrSoManyDaysWhicheverComesFirst() {
        assertTrue(desk.add(press, "Clean it", Meter.COPIES, 1_000L, 30, ANN).isEmpty());
        assertEquals(State.FINE, standing().state());
        copies(900);
        assertEquals(State.SOON, standing().state());
        assertEquals(100L, standing().unitsLeft());
        copies(100);
        assertEquals(List.of(standing()), desk.due(now));
        assertTrue(desk.done(press, standing().task().id(), now, NOTHING_MORE, ANN));
        assertEquals(State.FINE, standing().state());
        assertTrue(desk.due(now).isEmpty());
        now = now.plus(Duration.ofDays(30));
        assertTrue(standing().isDue());
        assertEquals(0L, standing().daysLeft());
    }

    @Test
    void twoWhoNoteTheSameAtOnceNoteItOnce() {
        desk.add(press, "Clean it", null, null, 30, ANN);
        var seen = standing().task();
        now = now.plusSeconds(5);
        assertTrue(desk.done(press, seen.id(), seen.doneAt(), NOTHING_MORE, ANN));
        assertFalse(desk.done(press, seen.id(), seen.doneAt(), NOTHING_MORE, ANN));
        assertEquals(1, desk.log(press, Long.MAX_VALUE, 9).size());
    }

    @Test
    void beginsWithWhatItsKindUsuallyWants() {
        assertEquals(3, desk.suggest(press, ANN));
        assertEquals(0, desk.suggest(press, ANN));
        assertEquals(
                "upkeep.when",
                desk.add(press, "Some day", null, null, null, ANN).orElseThrow().key());
        var one = desk.tasks(press).getFirst().task();
        assertEquals(
                "upkeep.name-taken",
                desk.add(press, one.name(), null, null, 9, ANN).orElseThrow().key());
        assertTrue(desk.end(press, one.id(), ANN));
        assertFalse(desk.end(press, one.id(), ANN));
        assertEquals(1, desk.suggest(press, ANN));
    }

    @Test
    void itsLogTellsWorkAndWhenItWasOutOfOrder() {
        register.setOutOfOrder(press, "smells", ANN);
        desk.note(press, new Done("New fuser", "fuser 12-B", new Money(8_900), null), ANN);
        register.setOutOfOrder(press, null, ANN);
        var log = desk.log(press, Long.MAX_VALUE, 9);
        assertEquals(
                List.of(MachineLog.Kind.BACK, MachineLog.Kind.WORK, MachineLog.Kind.OUT),
                log.stream().map(MachineLog.Entry::kind).toList());
        assertEquals(new Money(8_900), log.get(1).cost());
        assertEquals("smells", log.get(2).what());
        assertEquals(2, desk.log(press, log.getFirst().id(), 9).size(), "older ones");
    }

    @Test
    void onlyWhoHadItsInductionHandlesAMachine() {
        var ann = person("Ann", "COORDINATOR");
        var bob = person("Bob", "WORKER");
        var cleo = person("Cleo", "WORKER");
        assertTrue(inductions.mayHandle(bob, press), "no machine asks for one at first");
        inductions.setNeed(press, "Guillotine", ANN);
        assertFalse(inductions.mayHandle(ann, press));
        assertEquals(
                Message.of("machines.no-induction", "Press", "Guillotine", "Ann"),
                inductions.against(bob, press).orElseThrow());
        assertTrue(inductions.setTrainer(cleo, "guillotine", true, ANN));
        assertEquals(
                Message.of("machines.no-induction", "Press", "Guillotine", "Cleo, Ann"),
                inductions.against(bob, press).orElseThrow());
        assertTrue(inductions.give(bob, "guillotine", now.plusSeconds(60), Actor.worker("Cleo")));
        assertTrue(inductions.mayHandle(bob, press));
        now = now.plusSeconds(60);
        assertFalse(inductions.mayHandle(bob, press), "it is over");
        assertTrue(inductions.give(bob, "Guillotine", null, ANN));
        var held = inductions.of(bob);
        assertEquals(1, held.size(), "the older one ended with it");
        assertTrue(inductions.withdraw(held.getFirst(), ANN));
        assertFalse(inductions.withdraw(held.getFirst(), ANN));
        assertFalse(inductions.mayHandle(bob, press));
        inductions.setNeed(press, "", ANN);
        assertTrue(inductions.mayHandle(bob, press));
    }

    private PersonId person(String name, String role) {
        return database.change(change -> change.createQuery(
                        "insert into person (name, email, password, role, created_at) values (?, ?, '', ?, 0) returning id")
                .bind(0, name)
                .bind(1, name)
                .bind(2, role)
                .mapTo(PersonId.class)
                .one());
    }

    private void copies(int more) {
        database.use(change -> change.attach(Meters.class).add(press, 0, 1, 1, 0, more, more));
    }

    private Task.Standing standing() {
        return desk.tasks(press).getFirst();
    }
}
