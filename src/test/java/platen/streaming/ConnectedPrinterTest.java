package platen.streaming;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.printers.Connection;
import platen.printers.Dialect;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.serial.Device;
import platen.serial.Port;
import platen.serial.Ports;
import platen.serial.Socket;
import platen.streaming.Outcome.End;
import platen.sync.ByHand;
import platen.virtual.PickyPrinter;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// A printer at a real tty and the thread that owns it.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectedPrinterTest {
    private static final Profile ENDER = Profiles.shipped().profile("ender3").orElseThrow();
    private static final int NEVER_TRIED = 1_500_000;

    @TempDir
    Path folder;

    private Ports ports;
    private final BlockingQueue<Occurrence> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> found = new LinkedBlockingQueue<>();

    @BeforeEach
    void ports() throws IOException {
        ports = Ports.with(Files.createDirectories(Path.of("target", "serial")).toAbsolutePath());
    }

    @Test
    void findsTheSpeedOfAPrinterThatTalksAtAnother() throws Exception {
        try (var printer = new PickyPrinter(250_000);
                var connected = connect(socket(printer), searching())) {
            await(Occurrence.Connected.class);
            assertEquals(250_000, found.take());
            assertEquals(250_000, printer.settings().speed());
            assertEquals(List.of(115_200, 250_000), printer.speeds());
            assertEquals(Status.Connection.READY, connected.status().connection());
        }
    }

    @Test
    void asksOnceWhereTheProfileIsRight() throws Exception {
        try (var printer = new PickyPrinter(115_200);
                var _ = connect(socket(printer), searching())) {
            await(Occurrence.Connected.class);
            assertEquals(List.of(115_200), printer.speeds());
            assertEquals("M105", printer.lines().getFirst());
            assertEquals("N0 M110 N0*125", printer.lines().get(1));
        }
    }

    @Test
    void triesFirstWhatItRemembers() throws Exception {
        try (var printer = new PickyPrinter(57_600);
                var _ = connect(socket(printer), Speed.of(ENDER.connection(), null, 57_600, found::add))) {
            await(Occurrence.Connected.class);
            assertEquals(List.of(57_600), printer.speeds());
        }
    }

    @Test
    void asksNothingWhereAPersonHasGivenTheSpeed() throws Exception {
        try (var printer = new PickyPrinter(9_600);
                var _ = connect(socket(printer), Speed.of(ENDER.connection(), 9_600, null, found::add))) {
            await(Occurrence.Connected.class);
            assertEquals("N0 M110 N0*125", printer.lines().getFirst());
            assertTrue(found.isEmpty());
        }
    }

    @Test
    void letsGoOfThePortWhenNothingIsUnderstoodAndTriesAgainWhenAPersonAsks() throws Exception {
        try (var printer = new PickyPrinter(NEVER_TRIED);
                var connected = connect(socket(printer), searching())) {
            var why = await(Occurrence.Disconnected.class).why();
            assertEquals("streaming.garbage-at-every-speed", why.key());
            ports.open(printer.path().toString(), 115_200).close();
            printer.understandAt(115_200);
            connected.coolDown();
            await(Occurrence.Connected.class);
        }
    }

    @Test
    void refusesAPrintWhereNothingIsUnderstood() throws Exception {
        var program = Files.writeString(folder.resolve("part.gcode"), "G28\n");
        try (var printer = new PickyPrinter(NEVER_TRIED);
                var connected = connect(socket(printer), searching())) {
            connected.print("part", program);
            assertEquals(
                    "streaming.garbage-at-every-speed",
                    await(Occurrence.Disconnected.class).why().key());
            assertEquals(
                    "streaming.not-connected",
                    await(Occurrence.Refused.class).why().key());
        }
    }

    @Test
    void triesAgainWhenSomethingElseIsPluggedIn() throws Exception {
        try (var wrong = new PickyPrinter(NEVER_TRIED);
                var right = new PickyPrinter(115_200)) {
            var link = Files.createSymbolicLink(folder.resolve("port"), wrong.path());
            try (var _ = connect(ports.socket(link.toString()), searching())) {
                await(Occurrence.Disconnected.class);
                Files.delete(link);
                Files.createSymbolicLink(link, right.path());
                await(Occurrence.Connected.class);
            }
        }
    }

    @Test
    void onlyItsOwnThreadTouchesThePortAndWritesWholeLines() throws Exception {
        var program = Files.writeString(folder.resolve("part.gcode"), "G28\nG1 X10 F3000\nG1 X20\n".repeat(20));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var writes = new ConcurrentLinkedQueue<String>();
        var profile = Profiles.shipped().profile("virtual").orElseThrow();
        try (var printer = VirtualPrinter.open(Settings.of(profile).withSpeed(1000));
                var connected = connect(
                        watched(ports.socket(printer.path().toString()), port -> new Watched(port, threads, writes)),
                        searching())) {
            connected.print("part", program);
            assertEquals(End.FINISHED, await(Occurrence.Ended.class).outcome().end());
        }
        assertEquals(1, threads.size(), threads::toString);
        assertEquals("printer test", threads.iterator().next().getName());
        assertFalse(threads.iterator().next().isVirtual());
        assertTrue(writes.stream().allMatch(text -> text.endsWith("\n")), writes::toString);
    }

    @Test
    void isHomedAndAskedByHandAndRefusesWhatWouldDoHarm() throws Exception {
        var profile = Profiles.shipped().profile("virtual").orElseThrow();
        try (var printer = VirtualPrinter.open(Settings.of(profile).withSpeed(1000));
                var connected = ConnectedPrinter.start(
                        "test", profile, ports.socket(printer.path().toString()), searching(), false, news::add)) {
            await(Occurrence.Connected.class);
            connected.handle(new ByHand.Extrude(5, 180));
            assertEquals(
                    "streaming.hand-cold", await(Occurrence.NotDone.class).why().key());
            connected.handle(new ByHand.Home(ByHand.Axes.ALL));
            while (Double.isNaN(hand(connected).xMm())) Thread.onSpinWait();
            connected.handle(new ByHand.Line("M115", false));
            while (!await(Occurrence.Said.class).line().contains("FIRMWARE_NAME")) Thread.onSpinWait();
            connected.handle(new ByHand.Jog(ByHand.Axis.Z, -100));
            assertEquals(
                    "streaming.hand-below",
                    await(Occurrence.NotDone.class).why().key());
        }
    }

    private static Status.Hand hand(ConnectedPrinter connected) {
        return Objects.requireNonNull(connected.status().hand());
    }

    @Test
    void restartsABoardThatCanBeAfterAnEmergencyStop() throws Exception {
        var resetting = new Connection(Dialect.MARLIN, 115_200, false, 1, 128, 96, true);
        var profile = ENDER.withConnection(resetting);
        var writes = new LinkedBlockingQueue<String>();
        try (var printer = new PickyPrinter(115_200);
                var connected = ConnectedPrinter.start(
                        "test",
                        profile,
                        watched(socket(printer), port -> new Watched(port, ConcurrentHashMap.newKeySet(), writes)),
                        searching(),
                        false,
                        news::add)) {
            await(Occurrence.Connected.class);
            connected.emergencyStop();
            var written = writes.take();
            while (!written.startsWith("M112")) written = writes.take();
            while (!written.equals("restart")) written = writes.take();
        }
    }

    @Test
    void leavesAPrintAloneOfWhichAPrinterSpeaksUnasked() throws Exception {
        var printer = new CardPrinter();
        try (var connected = connect(printer, searching())) {
            while (connected.status().connection() != Status.Connection.FOREIGN) Thread.onSpinWait();
        }
        assertTrue(printer.heard.stream().anyMatch(text -> text.contains("M27")));
        assertFalse(printer.heard.stream().anyMatch(text -> text.contains("M115")));
    }

    private ConnectedPrinter connect(Socket socket, Speed speed) {
        return ConnectedPrinter.start("test", ENDER, socket, speed, false, news::add);
    }

    private Socket socket(PickyPrinter printer) {
        return ports.socket(printer.path().toString());
    }

    private Speed searching() {
        return Speed.of(ENDER.connection(), null, null, found::add);
    }

    private <T extends Occurrence> T await(Class<T> kind) throws InterruptedException {
        while (true) {
            var next = news.take();
            if (kind.isInstance(next)) return kind.cast(next);
        }
    }

    private static Socket watched(Socket socket, UnaryOperator<Port> around) {
        return new Socket() {
            @Override
            public Port open(int baud) throws IOException {
                return around.apply(socket.open(baud));
            }

            @Override
            public Optional<Device> device() {
                return socket.device();
            }
        };
    }

    /// A printer that prints from its card, and tells how hot it is to whoever opens its port.
    private static final class CardPrinter implements Socket, Port {
        private static final long WAIT_NS = 1_000_000;

        final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final Queue<String> answers = new ConcurrentLinkedQueue<>(List.of("T:200.0 /200.0 B:60.0 /60.0\n"));

        @Override
        public Port open(int baud) {
            return this;
        }

        @Override
        public Optional<Device> device() {
            return Optional.empty();
        }

        @Override
        public int read(byte[] into) {
            var answer = answers.poll();
            if (answer == null) {
                LockSupport.parkNanos(WAIT_NS);
                return 0;
            }
            System.arraycopy(answer.getBytes(US_ASCII), 0, into, 0, answer.length());
            return answer.length();
        }

        @Override
        public void write(byte[] bytes, int length) {
            for (var line : new String(bytes, 0, length, US_ASCII).split("\n", -1)) {
                if (line.isEmpty()) continue;
                heard.add(line);
                answers.add(line.contains("M27") ? "SD printing byte 10/100\nok\n" : "ok\n");
            }
        }

        @Override
        public void speed(int baud) {
            throw new AssertionError("it answers at the first speed");
        }

        @Override
        public void restart() {
            throw new AssertionError("it prints");
        }

        @Override
        public void close() {}
    }

    /// A port that notes who uses it and what is written.
    private record Watched(Port port, Set<Thread> threads, Queue<String> writes) implements Port {
        @Override
        public int read(byte[] into) throws IOException {
            threads.add(Thread.currentThread());
            return port.read(into);
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            threads.add(Thread.currentThread());
            writes.add(new String(bytes, 0, length, US_ASCII));
            port.write(bytes, length);
        }

        @Override
        public void speed(int baud) throws IOException {
            threads.add(Thread.currentThread());
            port.speed(baud);
        }

        @Override
        public void restart() throws IOException {
            threads.add(Thread.currentThread());
            writes.add("restart");
            port.restart();
        }

        @Override
        public void close() {
            threads.add(Thread.currentThread());
            port.close();
        }
    }
}
