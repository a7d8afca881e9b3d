package platen.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.devices.PlugDesk.Switched;
import platen.events.Events;
import platen.events.Subject;
import platen.outbound.Caller;
import platen.outbound.Reach;
import platen.sync.PrinterLive;
import platen.sync.PrinterLive.Activity;
import platen.sync.PrinterLive.Connection;
import platen.values.Actor;
import platen.values.MachineId;

@ParameterizedClass
@EnumSource
class PlugDeskTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final MachineId ENDER = new MachineId(1);
    private static final Switched DONE = new Switched.Done();

    private final Contraption contraption = new Contraption();
    private final Caller caller = new Caller(new Reach(true, true));
    private final Database database;
    private final DeviceDesk devices;
    private final PlugDesk desk;
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");
    private @Nullable PrinterLive live;

    PlugDeskTest(Store store) throws IOException {
        database = store.open();
        devices = new DeviceDesk(database, () -> now);
        desk = new PlugDesk(database, caller, _ -> Optional.ofNullable(live), () -> now);
        database.use(change -> {
            change.execute("insert into host (name, key_hash, created_at) values ('shop', 'h', 0)");
            change.execute("insert into machine (name, kind, host, port, profile, bed, created_at)"
                    + " values ('Ender', 'PRINTER_3D', 1, '/dev/x', 'ender3', 'CLEAR', 0)");
        });
        plug("/plug/off", false);
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        contraption.close();
        database.close();
    }

    @Test
    void isSwitchedOnAndOffByPeople() {
        live = does(Activity.IDLE, 24.0, 22.0);
        assertEquals(DONE, desk.on(ENDER, ANN));
        assertTrue(at().isOn());
        assertEquals(DONE, desk.off(ENDER, false, ANN));
        assertTrue(at().isOff());
        assertEquals(1, contraption.askedFor("/plug/on"));
        assertEquals(1, contraption.askedFor("/plug/off"));
        assertEquals(
                3, database.reading(Events.class).about(Subject.Kind.MACHINE, 1).size(), "set, on, off");
    }

    @Test
    void isNeverSwitchedOffWhileItPrints() {
        for (var activity : Activity.values()) {
            if (activity == Activity.IDLE) continue;
            live = does(activity, 24.0, 22.0);
            assertEquals("devices.busy", refused(desk.off(ENDER, true, ANN)), activity.name());
        }
        live = does(Activity.IDLE, 24.0, 22.0);
        database.use(change -> change.execute(
                "insert into attempt (attempt_key, host, machine, number, title, digest, bytes, state, busy_machine, offered_at)"
                        + " values ('k', 1, 1, 1, 'part', 'd', 1, 'PRINTING', 1, 0)"));
        assertEquals("devices.busy", refused(desk.off(ENDER, true, ANN)), "its record counts, whatever its host says");
        live = null;
        assertEquals("devices.busy", refused(desk.off(ENDER, true, ANN)));
        assertEquals("devices.busy", refused(desk.offWhenCold(ENDER, ANN)));
        assertEquals(0, contraption.askedFor("/plug/off"));
    }

    @Test
    void whereNobodyKnowsHowItDoesAPersonHasToLook() {
        for (var unknown :
                new @Nullable PrinterLive[] {null, PrinterLive.gone(ENDER, null), does(Activity.IDLE, null, null)}) {
            live = unknown;
            assertEquals("devices.look-first", refused(desk.off(ENDER, false, ANN)));
            assertEquals(DONE, desk.off(ENDER, true, ANN));
        }
        assertEquals(3, contraption.askedFor("/plug/off"));
    }

    @Test
    void goesOffByItselfWhenItIsCold() throws Exception {
        live = does(Activity.IDLE, 180.0, 60.0);
        assertEquals(DONE, desk.on(ENDER, ANN));
        assertEquals("devices.hot", refused(desk.off(ENDER, true, ANN)));
        assertEquals(new Switched.Later(), desk.offWhenCold(ENDER, ANN));
        desk.tick();
        live = does(Activity.IDLE, 49.0, 50.0);
        desk.tick();
        assertEquals(0, contraption.askedFor("/plug/off"));
        live = does(Activity.IDLE, 49.0, 49.0);
        desk.tick();
        awaitOff();
        assertTrue(database.reading(Events.class).about(Subject.Kind.MACHINE, 1).stream()
                .anyMatch(event -> event.what().key().equals("devices.switched-off")
                        && event.actorName().equals("Ann")));
    }

    @Test
    void afterAPrintItGoesOffOnlyWhereThatWasWished() throws Exception {
        live = does(Activity.IDLE, 24.0, 24.0);
        desk.on(ENDER, ANN);
        printed();
        desk.tick();
        plug("/plug/off", true);
        desk.on(ENDER, ANN);
        now = now.plusSeconds(60);
        desk.tick();
        assertFalse(at().isOff(), "who has just switched it on wants something of it");
        printed();
        desk.tick();
        awaitOff();
    }

    @Test
    void aPlugThatDoesNotDoItIsNotKnown() {
        plug("/plug/broken", false);
        live = does(Activity.IDLE, 24.0, 22.0);
        assertEquals("devices.refused", refused(desk.off(ENDER, false, ANN)));
        assertEquals(Plug.State.UNKNOWN, at().state());
    }

    private void printed() {
        now = now.plusSeconds(60);
        database.use(change -> change.execute(
                "insert into attempt (attempt_key, host, machine, number, title, digest, bytes, state, offered_at, started_at, ended_at)"
                        + " values (?, 1, 1, 1, 'part', 'd', 1, 'FINISHED', 0, 1, ?)",
                now.toString(),
                now.toEpochMilli()));
    }

    /// The call is made beside; a test of a minute would be one that failed.
    private void awaitOff() throws InterruptedException {
        for (int tries = 0; tries < 600 && contraption.askedFor("/plug/off") == 0; tries++) Thread.sleep(100);
        assertEquals(1, contraption.askedFor("/plug/off"));
        for (int tries = 0; tries < 600 && !said("devices.switched-off"); tries++) Thread.sleep(100);
        assertTrue(at().isOff());
    }

    private boolean said(String key) {
        return database.reading(Events.class).about(Subject.Kind.MACHINE, 1).stream()
                .anyMatch(event -> event.what().key().equals(key));
    }

    private static PrinterLive does(Activity activity, @Nullable Double nozzle, @Nullable Double bed) {
        return new PrinterLive(
                ENDER,
                Connection.CONNECTED,
                activity,
                null,
                nozzle,
                null,
                bed,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    private void plug(String off, boolean cold) {
        devices.set(
                new Plug(
                        ENDER,
                        contraption.url("/plug/on"),
                        contraption.url(off),
                        Plug.Method.POST,
                        "",
                        "",
                        cold,
                        Plug.State.UNKNOWN,
                        null,
                        null),
                ANN);
    }

    private Plug at() {
        return devices.plug(ENDER).orElseThrow();
    }

    private static String refused(Switched switched) {
        return assertInstanceOf(Switched.Refused.class, switched).why().key();
    }
}
