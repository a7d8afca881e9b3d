package platen.streaming;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;
import platen.protocol.Habits;
import platen.serial.Device;
import platen.serial.Port;
import platen.serial.Socket;
import platen.streaming.SpeedSearch.Step;
import platen.sync.ByHand;
import platen.values.Message;

/// A printer on a port, and the thread that alone touches it.
///
/// It must be a platform thread: a serial read blocks in native code, which would hold a virtual thread's
/// carrier for as long as the print lasts. Others leave wishes and read [#status]; nothing is locked. When
/// the port is lost, it is opened again as soon as it is back, and the heaters are turned off first of all
/// if they may be on.
public final class ConnectedPrinter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ConnectedPrinter.class.getName());
    private static final long REOPEN_NS = Duration.ofSeconds(1).toNanos();
    private static final long TICK_NS = Duration.ofMillis(50).toNanos();
    private static final long PUBLISH_NS = Duration.ofMillis(250).toNanos();
    private static final long RESTART_NS = Duration.ofSeconds(1).toNanos();
    private static final int READ_BYTES = 4096;
    /// The first end of line ends whatever the firmware has heard at other speeds.
    private static final byte[] QUESTION = "\nM105\n".getBytes(US_ASCII);

    private final Profile profile;
    private final Socket socket;
    private final Consumer<Occurrence> told;
    private final Thread thread;
    private final Queue<Errand> errands = new ConcurrentLinkedQueue<>();
    private volatile Status status = Status.UNKNOWN;
    private volatile boolean closing;
    private volatile boolean again;

    // Only for the printer's own thread:
    private final byte[] heard = new byte[READ_BYTES];
    private Conversation conversation;
    private Speed speed;
    private @Nullable Program program;
    private int heardCount;
    private long restartAt;
    private long tickedAt;
    private long publishedAt;

    private record Errand(Wish wish, @Nullable Program program) {}

    /// Who reads the file of a print: ahead of it, and beside it.
    private record Program(Preparation preparation, Planning planning) {
        void start() {
            preparation.start();
            planning.start();
        }

        void stop() {
            preparation.stop();
            planning.stop();
        }
    }

    private ConnectedPrinter(
            String name, Profile profile, Socket socket, Speed speed, boolean coolFirst, Consumer<Occurrence> told) {
        this.profile = profile;
        this.socket = socket;
        this.speed = speed;
        this.told = told;
        this.conversation = new Conversation(profile, coolFirst);
        this.thread = Thread.ofPlatform().name("printer " + name).unstarted(this::run);
    }

    /// Starts to talk to a printer. `coolFirst`: its heaters may have been left on, as after a crash; they
    /// are turned off before anything else. `told` is called by the printer's thread and has to be quick.
    public static ConnectedPrinter start(
            String name, Profile profile, Socket socket, Speed speed, boolean coolFirst, Consumer<Occurrence> told) {
        var printer = new ConnectedPrinter(name, profile, socket, speed, coolFirst, told);
        printer.thread.start();
        return printer;
    }

    /// How it stands, at most a quarter of a second ago.
    public Status status() {
        return status;
    }

    /// Prints a file, now or as soon as the printer answers. The file must not change meanwhile.
    public void print(String name, Path file) throws IOException {
        var habits = Habits.of(profile.connection().dialect());
        var program = new Program(new Preparation(file, habits, profile.forbidden()), new Planning(file, profile));
        leave(new Errand(new Wish.Print(name, Files.size(file)), program));
    }

    public void pause(Message why) {
        leave(new Wish.Pause(why));
    }

    public void resume() {
        leave(new Wish.Resume());
    }

    /// Ends the print safely: what was sent is carried out, then the heaters go off.
    public void cancel(Message why) {
        leave(new Wish.Cancel(why));
    }

    /// Turns the heaters off; while no port is there, first of all when it is back.
    public void coolDown() {
        leave(new Wish.CoolDown());
    }

    /// Sends commands by hand, between those of a print if one runs.
    public void send(List<String> commands) {
        leave(new Wish.Send(commands));
    }

    /// Presses a button of one of the firmware's prompts, counted from 0, if it still asks that.
    public void answer(long prompt, int button) {
        leave(new Wish.Answer(prompt, button));
    }

    /// What a person does by hand; whether it was done is told.
    public void handle(ByHand act) {
        leave(new Wish.Handle(act));
    }

    public void emergencyStop() {
        leave(new Wish.EmergencyStop());
    }

    /// Looks again for a printer that did not answer at any speed.
    public void tryAgain() {
        again = true;
        LockSupport.unpark(thread);
    }

    /// Lets go of the port at once, whatever the printer does. To end a print, cancel it first.
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave(Wish wish) {
        leave(new Errand(wish, null));
    }

    private void leave(Errand errand) {
        errands.add(errand);
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closing) {
            var device = socket.device();
            var nothing = false;
            var trouble = "streaming.no-port";
            try (var port = socket.open(speed.candidates().getFirst())) {
                trouble = "streaming.port-lost";
                nothing = !openConversation(port);
                while (!nothing && !closing) talk(port);
                if (!nothing) conversation.lost(Message.of("streaming.port-closed"), System.nanoTime());
            } catch (IOException e) {
                conversation.lost(Message.of(trouble, String.valueOf(e.getMessage())), System.nanoTime());
            } catch (RuntimeException e) {
                startAnew(e);
            }
            if (nothing) refuseErrands(); // before it is told: what is wished afterwards is a reason to try again
            tell();
            if (nothing) waitForReason(device);
            else if (!closing) waitForPort();
        }
        if (program != null) program.stop();
    }

    /// Finds the speed if it is not certain, and begins to talk; false if nothing that we understand answers.
    private boolean openConversation(Port port) throws IOException {
        int first = 0;
        if (!speed.isCertain()) {
            switch (search(port)) {
                case Step.Found(var baud, var unasked) -> {
                    first = unasked ? heardCount : 0;
                    found(baud);
                }
                case Step.Off(var baud) -> port.speed(baud);
                case Step.Nothing(var why) -> {
                    conversation.lost(why, System.nanoTime());
                    return false;
                }
                case Step.Listen _, Step.Ask _, Step.Try _ -> {} // we are closing
            }
        }
        long now = System.nanoTime();
        restartAt = 0;
        conversation.opened(now);
        if (first > 0) conversation.heard(heard, first, now);
        return true;
    }

    /// Tries one speed after the other, until something answers or all were tried.
    private Step search(Port port) throws IOException {
        var search = new SpeedSearch(speed);
        int set = speed.candidates().getFirst();
        var step = search.begin(System.nanoTime());
        while (!closing) {
            switch (step) {
                case Step.Listen() -> {}
                case Step.Ask() -> port.write(QUESTION, QUESTION.length);
                case Step.Try(var baud) -> {
                    if (baud != set) port.speed(baud);
                    set = baud;
                    status = Status.searching(baud);
                    port.write(QUESTION, QUESTION.length);
                }
                case Step.Found _, Step.Off _, Step.Nothing _ -> {
                    return step;
                }
            }
            heardCount = port.read(heard);
            long now = System.nanoTime();
            step = heardCount > 0 ? search.heard(heard, heardCount, now) : search.passed(now);
        }
        return step;
    }

    private void found(int baud) {
        if (speed.proven().isEmpty() && baud != profile.connection().baud()) {
            told.accept(new Occurrence.Noted(Message.of("streaming.speed-found", Integer.toString(baud))));
        }
        speed = speed.proving(baud);
        speed.found().accept(baud);
    }

    private void talk(Port port) throws IOException {
        int read = port.read(heard);
        long now = System.nanoTime();
        if (read > 0) {
            conversation.heard(heard, read, now);
            feed();
            write(port);
        }
        if (read == 0 || now - tickedAt > TICK_NS) {
            tickedAt = now;
            feed();
            conversation.passed(now);
            write(port);
        }
        if (!errands.isEmpty()) {
            runErrands(now);
            write(port);
        }
        restart(port, now);
        tell();
        if (now - publishedAt > PUBLISH_NS) publish(now);
    }

    /// After an emergency stop, where the board can be restarted: it may not have listened to M112. One that has
    /// said that it starts is left alone.
    private void restart(Port port, long now) throws IOException {
        if (restartAt == 0 || now < restartAt) return;
        restartAt = 0;
        if (conversation.phase() instanceof Phase.Halted) port.restart();
    }

    private void write(Port port) throws IOException {
        var out = conversation.out();
        if (out.length() == 0) return;
        port.write(out.bytes(), out.length());
        out.clear();
    }

    private void feed() {
        while (program != null && conversation.isHungry()) {
            var chunk = program.preparation.poll();
            if (chunk == null) return;
            conversation.supply(chunk);
        }
    }

    private void runErrands(long now) {
        for (var errand = errands.poll(); errand != null; errand = errands.poll()) {
            boolean taken = conversation.isTaken();
            conversation.wish(errand.wish(), now);
            if (isStop(errand.wish()) && profile.connection().resetsOnDtr()) {
                restartAt = now + RESTART_NS;
            }
            var wished = errand.program();
            if (wished != null && !taken && conversation.isTaken()) {
                program = wished;
                wished.start();
            }
        }
    }

    private static boolean isStop(Wish wish) {
        return wish instanceof Wish.EmergencyStop || wish instanceof Wish.Handle(ByHand.Stop _);
    }

    private void tell() {
        for (var news = conversation.news(); news != null; news = conversation.news()) {
            if (news instanceof Occurrence.Ended && program != null) {
                program.stop();
                program = null;
            }
            publish(System.nanoTime());
            told.accept(news);
        }
    }

    private void publish(long now) {
        publishedAt = now;
        status = conversation.status(program == null ? null : program.planning.plan(), now);
    }

    /// A bug: the print is lost, but the printer must not stay hot.
    private void startAnew(RuntimeException bug) {
        LOG.log(Level.SEVERE, bug, () -> "the conversation with a printer failed");
        conversation.lost(Message.of("streaming.bug", bug), System.nanoTime());
        tell();
        conversation = new Conversation(profile, true);
    }

    private void refuseErrands() {
        again = false;
        runErrands(System.nanoTime());
        conversation.out().clear();
    }

    private void waitForPort() {
        long until = System.nanoTime() + REOPEN_NS;
        for (long now = System.nanoTime(); now < until && !closing; now = System.nanoTime()) {
            runErrands(now);
            conversation.out().clear();
            tell();
            publish(now);
            LockSupport.parkNanos(until - now);
        }
    }

    /// Nothing that we understand answered: the port stays free until something else is plugged in, or a person wishes
    /// something.
    private void waitForReason(Optional<Device> tried) {
        publish(System.nanoTime());
        while (!closing && !again && errands.isEmpty() && socket.device().equals(tried)) {
            LockSupport.parkNanos(this, REOPEN_NS);
        }
    }
}
