package platen.virtual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import platen.printers.Profile;
import platen.virtual.EmergencyParser.Call;

/// A firmware in software: bytes in, lines out, time as an argument. No thread, port or clock inside.
///
/// [#receive] hands over bytes, as many as there is [#room] for; [#advance] lets time pass and says when something
/// happens next. Instants are nanoseconds from any beginning. A machine at speed 10 moves and heats ten times as
/// fast; what is told by the clock (busy messages, temperature reports) keeps real time. Not for several threads.
public final class Firmware {
    /// Nothing will happen until bytes arrive.
    public static final long NEVER = Machine.NEVER;

    private final Profile profile;
    private final Habits habits;
    private final Mishaps mishaps;
    private final Troubles troubles;
    private final Voice voice;
    private final Ledger ledger = new Ledger();
    private final ReceiveBuffer received;
    private final Deque<Call> postponed = new ArrayDeque<>();

    private LineReader reader = new LineReader();
    private EmergencyParser emergency = new EmergencyParser();
    private Numbering numbering;
    private Gate gate;
    private CommandQueue queue = new CommandQueue();
    private final Machine machine;
    private Commands commands;
    private Executor executor;
    private long busyAt = NEVER;
    private long reportAt = NEVER;
    private boolean halted;
    private boolean started;
    private boolean afterReturn;

    /// A machine at rest and cold, before its boot message, which [#reset] says.
    public Firmware(Profile profile, double speed, Habits habits, FaultPlan plan, Replies replies) {
        this.profile = profile;
        this.habits = habits;
        mishaps = new Mishaps(plan);
        voice = new Voice(replies, mishaps, habits);
        troubles = new Troubles(mishaps, habits, voice, replies, new Suffering());
        received = new ReceiveBuffer(profile.connection().receiveBufferBytes());
        machine = new Machine(profile, speed);
        numbering = new Numbering(habits.tongue().numbers());
        gate = new Gate(habits, numbering, mishaps, ledger, voice, received::clear);
        commands = new Commands(profile, habits, machine, numbering, ledger, voice);
        executor = new Executor(habits, machine, queue, commands, ledger, voice);
    }

    /// How many bytes can be received now. What comes beyond is lost, as in a UART.
    public int room() {
        return received.room();
    }

    /// Bytes arrive.
    public void receive(byte[] bytes, int from, int to, long now) {
        mishaps.start(now);
        advance(now);
        for (int i = from; i < to && !troubles.isUnplugged(); i++) {
            int next = mishaps.received(bytes[i]);
            if (next == Mishaps.LOST) continue;
            if (received.room() == 0) continue;
            received.add((byte) next);
            if (habits.emergencyParser() && !halted) interrupt(emergency.see((byte) next));
        }
        advance(now);
    }

    /// Lets everything happen that is due by now, and says when the next thing is, or [#NEVER].
    public long advance(long now) {
        while (true) {
            settle();
            long next = nextNs();
            if (next > now) {
                passTo(now);
                return next;
            }
            passTo(next);
            machine.advance(voice.now());
            troubles.passTo(next);
            if (!troubles.isSilent()) speakUp();
        }
    }

    /// The board starts anew, as by its reset button or by opening the port of many boards. Heaters and
    /// positions are lost as in a real one; the parts keep their warmth.
    public void reset(long now) {
        mishaps.start(now);
        advance(now);
        restart();
    }

    private void restart() {
        if (started) ledger.resets++;
        machine.warm(voice.now());
        machine.restart();
        reader = new LineReader();
        emergency = new EmergencyParser();
        numbering = new Numbering(habits.tongue().numbers());
        gate = new Gate(habits, numbering, mishaps, ledger, voice, received::clear);
        queue = new CommandQueue();
        postponed.clear();
        commands = new Commands(profile, habits, machine, numbering, ledger, voice);
        executor = new Executor(habits, machine, queue, commands, ledger, voice);
        received.clear();
        halted = false;
        busyAt = NEVER;
        reportAt = NEVER;
        ledger.startSession();
        voice.say(started ? habits.tongue().again() : habits.tongue().greeting());
        started = true;
    }

    /// True after a kill, until a reset.
    public boolean isHalted() {
        return halted;
    }

    /// Whether it waits for the reset that the opening of its port is.
    public boolean startsAnewWhenOpened() {
        return halted && habits.tongue().death().revive().isEmpty();
    }

    public Report report(long now) {
        advance(now);
        machine.warm(voice.now());
        return new Report(
                ledger.sessions(),
                ledger.lines,
                ledger.resent,
                ledger.repeated,
                ledger.missing,
                machine.nozzle.nowC(),
                machine.bed.nowC(),
                machine.nozzle.targetC(),
                machine.bed.targetC(),
                machine.nozzle.highestC(),
                halted,
                machine.underruns(),
                machine.stoodStillNs() / 1e9,
                ledger.resets,
                mishaps.counts());
    }

    /// Whether the cable is pulled out: nothing is heard of it, and it hears nothing.
    public boolean isUnplugged() {
        return troubles.isUnplugged();
    }

    private void passTo(long instant) {
        voice.passTo(instant);
        mishaps.passTo(instant);
    }

    private long nextNs() {
        long trouble = troubles.nextNs();
        if (halted) return trouble;
        if (troubles.isSilent()) return Math.min(trouble, machine.nextNs());
        long next = Math.min(machine.nextNs(), executor.nextNs());
        return Math.min(Math.min(next, trouble), Math.min(busyAt, reportAt));
    }

    private void settle() {
        if (troubles.isSilent()) return;
        for (var call = postponed.poll(); call != null; call = postponed.poll()) act(call);
        do readLines();
        while (!halted && !troubles.isSilent() && executor.proceed());
        scheduleWords();
        boolean idle = !halted && executor.activity() instanceof Activity.Idle;
        troubles.idle(idle && received.isEmpty());
    }

    private void scheduleWords() {
        boolean busy = !(executor.activity() instanceof Activity.Idle) && commands.busyEveryNs() > 0;
        if (!busy) busyAt = NEVER;
        else if (busyAt == NEVER) busyAt = executor.startedAt() + commands.busyEveryNs();
        if (commands.reportsEveryNs() == 0) reportAt = NEVER;
        else if (reportAt == NEVER) reportAt = voice.now() + commands.reportsEveryNs();
    }

    private void speakUp() {
        if (voice.now() >= busyAt) {
            voice.say(habits.tongue().texts().busy() + (executor.waitsForPerson() ? "paused for user" : "processing"));
            busyAt = voice.now() + commands.busyEveryNs();
        }
        if (voice.now() >= reportAt) {
            var form = habits.tongue().texts().temperatures();
            voice.say(" " + machine.temperatures(voice.now(), form));
            reportAt = voice.now() + commands.reportsEveryNs();
        }
    }

    private void readLines() {
        while (!received.isEmpty() && !troubles.isSilent() && (halted || !queue.isFull())) {
            byte next = received.take();
            if (reader.add(next)) takeLine();
            else if (next == '\n' && !afterReturn && habits.tongue().acks().blanks()) voice.ok();
            afterReturn = next == '\r';
        }
    }

    private void takeLine() {
        int length = reader.length();
        reader.clear();
        ledger.lines++;
        ledger.bytes += length + 1; // with its end
        mishaps.lineTaken();
        if (halted) answerThoughHalted(length);
        else if (gate.admits(reader.line(), length)) accept();
        troubles.lineTaken();
    }

    private void accept() {
        byte[] line = reader.line();
        if (!habits.emergencyParser()) act(Call.of(line, numbering.from(), numbering.to()));
        if (halted) return;
        if (habits.tongue().acks().anyCase()) raise(line, numbering.from(), numbering.to());
        queue.add(line, numbering.from(), numbering.to(), numbering.number());
        if (habits.tongue().acks().onReceipt()) voice.okFor(numbering.number(), machine.freeBlocks(), queue.free());
    }

    private static void raise(byte[] line, int from, int to) {
        for (int at = from; at < to && line[at] != ' '; at++) line[at] = (byte) Character.toUpperCase(line[at]);
    }

    private void answerThoughHalted(int length) {
        var death = habits.tongue().death();
        var command = new String(reader.line(), 0, length, StandardCharsets.ISO_8859_1);
        if (!death.revive().isEmpty() && command.contains(death.revive())) {
            voice.say(List.of(Tongue.OK));
            restart();
        } else {
            voice.say(death.answers());
        }
    }

    /// From the byte stream, in front of all that waits; only a firmware that looks at nothing for now sees it later.
    private void interrupt(Call call) {
        if (troubles.isSilent()) postponed.add(call);
        else act(call);
    }

    private void act(Call call) {
        if (!habits.tongue().calls().contains(call)) return;
        switch (call) {
            case NONE -> {}
            case BREAK_AND_CONTINUE -> executor.release();
            case ANSWER -> executor.answer();
            case QUICK_STOP -> machine.stop(voice.now());
            case KILL -> kill(habits.tongue().death().killed());
        }
    }

    private void kill(List<String> words) {
        halted = true;
        machine.warm(voice.now());
        machine.stop(voice.now());
        machine.nozzle.target(0);
        machine.bed.target(0);
        queue.clear();
        received.clear();
        voice.say(words);
    }

    /// What troubles do to this firmware.
    private final class Suffering implements Troubles.Victim {
        @Override
        public void busy() {
            if (!halted) voice.say(habits.tongue().texts().busy() + "processing");
        }

        @Override
        public void interrupt(Interruption by) {
            executor.interrupt(by);
        }

        @Override
        public void restart() {
            Firmware.this.restart();
        }

        @Override
        public void halt(List<String> words) {
            if (!halted) kill(words);
        }
    }
}
