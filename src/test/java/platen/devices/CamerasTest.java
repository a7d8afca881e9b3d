package platen.devices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.devices.Snapshots.Shot;
import platen.outbound.Caller;
import platen.outbound.Reach;
import platen.values.MachineId;

/// Cameras behind real HTTP, good and bad.
class CamerasTest {
    private final Contraption contraption = new Contraption();
    private final Caller caller = new Caller(new Reach(true, true));
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");
    private final Snapshots snapshots = new Snapshots(caller, () -> now);
    private final Streams streams = new Streams(caller);

    CamerasTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        caller.close();
        contraption.close();
    }

    @Test
    void fetchesOnePictureForAllWhoLook() throws Exception {
        var camera = snapshot(1, "/picture");
        var shots = new ArrayList<Future<Shot>>();
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int viewer = 0; viewer < 20; viewer++) shots.add(viewers.submit(() -> snapshots.of(camera)));
        }
        for (var shot : shots)
            assertArrayEquals(
                    Contraption.JPEG,
                    assertInstanceOf(Shot.Taken.class, shot.get()).picture().content());
        assertEquals(1, contraption.askedFor("/picture"));
        now = now.plus(Snapshots.FRESH);
        snapshots.of(camera);
        assertEquals(2, contraption.askedFor("/picture"));
    }

    @ParameterizedTest
    @CsvSource({
        "/lying, devices.no-picture",
        "/page, devices.no-picture",
        "/huge, devices.too-large",
        "/away, devices.sent-elsewhere",
        "/locked, devices.wrong-password",
        "/none, devices.refused",
        "/slow, devices.too-slow"
    })
    void saysWhatIsWrongWithACamera(String path, String why) throws Exception {
        var shot = assertInstanceOf(Shot.None.class, snapshots.of(snapshot(1, path)));
        assertEquals(why, shot.why().key());
        assertEquals(0, contraption.askedFor("/picture"), "nobody follows where it sends us");
        snapshots.of(snapshot(1, path));
        assertTrue(contraption.askedFor(path) <= 2, "it is not asked again at once");
    }

    @Test
    void showsItsPasswordToTheCameraAlone() throws Exception {
        var camera = new Camera(new MachineId(1), contraption.url("/locked"), null, "ann", "secret");
        assertInstanceOf(Shot.Taken.class, snapshots.of(camera));
        assertFalse(camera.toString().contains("secret"));
    }

    @Test
    void aCameraThatHangsKeepsNobodyFromTheOthers() throws Exception {
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = viewers.submit(() -> snapshots.of(snapshot(1, "/slow")));
            for (int machine = 2; machine < 10; machine++)
                assertInstanceOf(Shot.Taken.class, snapshots.of(snapshot(machine, "/picture")));
            assertFalse(hanging.isDone());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/stream-without-lengths"})
    void oneCallOfACameraServesAllWhoWatchIt(String path) throws Exception {
        var camera = new Camera(new MachineId(1), null, contraption.url(path), "", "");
        var seen = new ArrayList<Future<String>>();
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int viewer = 0; viewer < 3; viewer++) {
                var watch = streams.watch(camera).orElseThrow();
                seen.add(viewers.submit(() -> pictures(watch, 3)));
            }
        }
        for (var pictures : seen) assertTrue(pictures.get().startsWith("--picture\r\nContent-Type: image/jpeg\r\n"));
        assertEquals(1, contraption.askedFor(path));
        assertInstanceOf(Shot.Taken.class, snapshots.of(camera), "it can be looked at once, too");
    }

    @Test
    void onlySoManyWatchOneCamera() {
        var camera = new Camera(new MachineId(1), null, contraption.url("/stream"), "", "");
        var watches = new ArrayList<Streams.Watch>();
        for (int viewer = 0; viewer < Streams.MOST_OF_ONE; viewer++)
            watches.add(streams.watch(camera).orElseThrow());
        assertTrue(streams.watch(camera).isEmpty());
        watches.removeFirst().close();
        watches.add(streams.watch(camera).orElseThrow());
        watches.forEach(Streams.Watch::close);
    }

    @Test
    void whatIsNoStreamShowsNothing() throws Exception {
        for (var path : new String[] {"/picture", "/none", "/away"}) {
            var camera = new Camera(new MachineId(1), null, contraption.url(path), "", "");
            try (var watch = streams.watch(camera).orElseThrow()) {
                assertFalse(watch.begins(), path);
            }
        }
    }

    @Test
    void callsNeitherItselfNorWhereCloudsKeepSecrets() throws Exception {
        for (var host : new String[] {
            "127.0.0.1",
            "localhost",
            "127.9.9.9",
            "[::1]",
            "0.0.0.0",
            "169.254.169.254",
            "[fe80::1]",
            "224.0.0.1",
            "100.100.100.200",
            "[fd00:ec2::254]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "2130706433"
        }) assertTrue(isForbidden(new Reach(true, false), host), host);
        assertFalse(isForbidden(new Reach(true, true), "127.0.0.1"));
        assertTrue(isForbidden(new Reach(true, true), "169.254.169.254"));
        for (var host : new String[] {"192.168.1.40", "10.0.0.7", "172.16.3.4"})
            assertFalse(isForbidden(new Reach(true, false), host), host);
        try (var strict = new Caller(new Reach(true, false))) {
            var shot = new Snapshots(strict, () -> now).of(snapshot(1, "/picture"));
            assertEquals(
                    "devices.forbidden",
                    assertInstanceOf(Shot.None.class, shot).why().key());
            assertEquals(0, contraption.askedFor("/picture"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "good",
            value = {
                "http://192.168.1.40/snapshot?x=1, good",
                "file:///etc/passwd, devices.only-http",
                "ftp://192.168.1.40/, devices.only-http",
                "camera, devices.only-http",
                "http://ann:secret@192.168.1.40/, devices.password-apart",
                "http:///snapshot, devices.no-host",
                "http://192.168.1.40/a b, devices.no-url"
            })
    void readsAddresses(String written, @Nullable String why) {
        switch (DeviceUrl.of(written)) {
            case DeviceUrl.Good(var url) -> assertEquals(written, url);
            case DeviceUrl.Wrong(var wrong) -> assertEquals(why, wrong.key());
        }
    }

    private static boolean isForbidden(Reach reach, String host) throws IOException {
        try {
            for (var address : InetAddress.getAllByName(host)) if (!reach.allows(address)) return true;
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private Camera snapshot(long machine, String path) {
        return new Camera(new MachineId(machine), contraption.url(path), null, "", "");
    }

    private static String pictures(Streams.Watch watch, int wanted) throws Exception {
        try (watch) {
            assertTrue(watch.begins());
            var out = new Enough(wanted);
            try {
                watch.writeTo(out, () -> true);
            } catch (IOException e) {
                return out.toString(StandardCharsets.UTF_8);
            }
            return "";
        }
    }

    /// A browser that goes away after so many pictures.
    private static final class Enough extends ByteArrayOutputStream {
        private int left;

        Enough(int wanted) {
            this.left = wanted;
        }

        @Override
        public void flush() throws IOException {
            if (--left == 0) throw new IOException("gone");
        }
    }
}
