package platen.virtual;

import platen.printers.Profile;
import platen.virtual.EmergencyParser.Call;

/// A Marlin in software: bytes in, lines out, time as an argument. No thread, port or clock inside.
///
/// [#receive] hands over bytes, as many as there is [#room] for; [#advance] lets time pass and says when something
/// happens next. Instants are nanoseconds from any beginning. A machine at speed 10 moves and heats ten times as
/// fast; what is told by the clock (busy messages, temperature reports) keeps real time. Not for several threads.
public final class Firmware {
    /// Nothing will happen until bytes arrive.
    public static final long NEVER = Machine.NEVER;

    private final Profile profile;
    private final Habits habits;
    private final Faults faults;
    private final Voice voice;
    private final Ledger ledger = new Ledger();
    private final byte[] received;
    private int first;
    private int count;

    private LineReader reader = new LineReader();
    private EmergencyParser emergency = new EmergencyParser();
    private Numbering numbering = new Numbering();
    private CommandQueue queue = new CommandQueue();
    private final Machine machine;
    private Commands commands;
    private Executor executor;
    private long busyAt = NEVER;
    private long reportAt = NEVER;
    private boolean halted;

    /// A machine at rest and cold, before its boot message, which [#reset] says.
    public Firmware(Profile profile, double speed, Habits habits, Faults faults, Replies replies) {
        this.profile = profile;
        this.habits = habits;
        this.faults = faults;
        voice = new Voice(replies, faults, habits);
        received = new byte[profile.connection().receiveBufferBytes()];
        machine = new Machine(profile, speed);
        commands = new Commands(profile, habits, machine, numbering, ledger, voice);
        executor = new Executor(machine, queue, commands, ledger, voice);
    }

    /// How many bytes can be received now. What comes beyond is lost, as in a UART.
    public int room() {
        return received.length - count;
    }

    /// Bytes arrive.
    public void receive(byte[] bytes, int from, int to, long now) {
        advance(now);
        for (int i = from; i < to; i++) {
            int next = faults.received(bytes[i]);
            if (next == Faults.LOST || count == received.length) continue;
            int place = first + count++;
            received[place < received.length ? place : place - received.length] = (byte) next;
            if (habits.emergencyParser() && !halted) act(emergency.see((byte) next));
        }
        advance(now);
    }

    /// Lets everything happen that is due by now, and says when the next thing is, or [#NEVER].
    public long advance(long now) {
        while (true) {
            settle();
            long next = nextNs();
            if (next > now) {
                voice.passTo(now);
                return next;
            }
            voice.passTo(next);
            machine.advance(voice.now());
            speakUp();
        }
    }

    /// The board starts anew, as by its reset button or by opening the port of many boards. Heaters and
    /// positions are lost as in a real one; the parts keep their warmth.
    public void reset(long now) {
        advance(now);
        machine.warm(voice.now());
        machine.restart();
        reader = new LineReader();
        emergency = new EmergencyParser();
        numbering = new Numbering();
        queue = new CommandQueue();
        commands = new Commands(profile, habits, machine, numbering, ledger, voice);
        executor = new Executor(machine, queue, commands, ledger, voice);
        count = 0;
        halted = false;
        busyAt = NEVER;
        reportAt = NEVER;
        ledger.startSession();
        Answers.banner().forEach(voice::say);
    }

    /// True after a kill: nothing is answered until a reset.
    public boolean isHalted() {
        return halted;
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
                halted);
    }

    private long nextNs() {
        if (halted) return NEVER;
        return Math.min(Math.min(machine.nextNs(), executor.nextNs()), Math.min(busyAt, reportAt));
    }

    private void settle() {
        do readLines();
        while (!halted && executor.proceed());
        scheduleWords();
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
            boolean asking = executor.activity() instanceof Activity.Asking;
            voice.say(asking ? "echo:busy: paused for user" : "echo:busy: processing");
            busyAt = voice.now() + commands.busyEveryNs();
        }
        if (voice.now() >= reportAt) {
            voice.say(" " + machine.temperatures(voice.now()));
            reportAt = voice.now() + commands.reportsEveryNs();
        }
    }

    private void readLines() {
        while (count > 0 && !halted && !queue.isFull()) {
            byte next = received[first];
            if (++first == received.length) first = 0;
            count--;
            if (reader.add(next)) takeLine();
        }
        if (halted) count = 0;
    }

    private void takeLine() {
        int length = reader.length();
        reader.clear();
        ledger.lines++;
        switch (numbering.check(reader.line(), length)) {
            case ACCEPTED -> accept();
            case DUPLICATE -> {
                ledger.repeated++;
                if (habits.answersDuplicates()) askAgain("Line Number is not Last Line Number+1, Last Line: ");
            }
            case WRONG_NUMBER -> {
                if (numbering.given() > numbering.last()) ledger.missing++;
                else ledger.repeated++;
                askAgain("Line Number is not Last Line Number+1, Last Line: ");
            }
            case WRONG_CHECKSUM -> askAgain("checksum mismatch, Last Line: ");
            case NO_CHECKSUM -> askAgain("No Checksum with line number, Last Line: ");
        }
    }

    private void accept() {
        byte[] line = reader.line();
        if (!habits.emergencyParser()) act(Call.of(line, numbering.from(), numbering.to()));
        if (!halted) queue.add(line, numbering.from(), numbering.to(), numbering.number());
    }

    /// What has arrived is thrown away: lines that are still coming may be cut in two.
    private void askAgain(String why) {
        ledger.resent++;
        voice.say("Error:" + why + numbering.last());
        count = 0;
        voice.say("Resend: " + (numbering.last() + 1));
        voice.ok();
    }

    private void act(Call call) {
        switch (call) {
            case NONE -> {}
            case BREAK_AND_CONTINUE -> executor.release();
            case QUICK_STOP -> machine.stop(voice.now());
            case KILL -> kill();
        }
    }

    private void kill() {
        halted = true;
        machine.warm(voice.now());
        machine.stop(voice.now());
        machine.nozzle.target(0);
        machine.bed.target(0);
        queue.clear();
        count = 0;
        voice.say("echo:M112 Shutdown");
        voice.say("Error:Printer halted. kill() called!");
        voice.action("poweroff");
    }
}
