package platen.virtual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import platen.gcode.Words;
import platen.virtual.Activity.Answered;
import platen.virtual.Activity.Asking;
import platen.virtual.Activity.Done;
import platen.virtual.Activity.Dwelling;
import platen.virtual.Activity.Finishing;
import platen.virtual.Activity.Heating;
import platen.virtual.Activity.Homing;
import platen.virtual.Activity.Idle;
import platen.virtual.Activity.Interrupted;
import platen.virtual.Activity.Moving;

/// Executes the commands of the queue, one after the other; each ends in its `ok`.
final class Executor {
    private static final double CHECK_S = 0.1;
    private static final double WINDOW_C = 1;
    private static final long LINE_EVERY_NS = 1_000_000_000;

    private final Habits habits;
    private final Machine machine;
    private final CommandQueue queue;
    private final Commands commands;
    private final Ledger ledger;
    private final Voice voice;
    private final Words words = new Words();
    private final Deque<Interruption> interruptions = new ArrayDeque<>();
    private Activity activity = Activity.IDLE;
    private long startedAt;
    private long until;
    private long nextLineAt;
    private long holdsUntil;

    Executor(Habits habits, Machine machine, CommandQueue queue, Commands commands, Ledger ledger, Voice voice) {
        this.habits = habits;
        this.machine = machine;
        this.queue = queue;
        this.commands = commands;
        this.ledger = ledger;
        this.voice = voice;
    }

    Activity activity() {
        return activity;
    }

    /// When the present command began.
    long startedAt() {
        return startedAt;
    }

    /// When the present command can go on by itself; the machine's own events apart.
    long nextNs() {
        return switch (activity) {
            case Dwelling _, Homing _ -> until;
            case Heating _ -> Math.min(until, nextLineAt);
            case Interrupted _ -> until;
            case Idle _, Moving _, Finishing _, Asking _, Done _, Answered _ -> Machine.NEVER;
        };
    }

    /// Does the next thing that can be done now; false when there is none.
    boolean proceed() {
        return switch (activity) {
            case Idle _ -> begin();
            case Moving _ -> machine.hasMoves() ? machine.pushMove(voice.now()) : enter(Activity.DONE);
            case Finishing(var then) -> machine.isStill() && rest(then);
            case Dwelling _ -> voice.now() >= until && enter(Activity.DONE);
            case Homing homing -> voice.now() >= until && home(homing);
            case Heating heating -> heat(heating);
            case Asking _ -> false;
            case Interrupted _ -> voice.now() >= until && goOn();
            case Done _ -> {
                if (!habits.tongue().acks().onReceipt()) acknowledge();
                yield end();
            }
            case Answered _ -> end();
        };
    }

    /// Ends a wait for a temperature or for a person (`M108`).
    void release() {
        if (activity instanceof Heating || activity instanceof Asking) activity = Activity.DONE;
        if (activity instanceof Interrupted) goOn();
    }

    /// A host answers for the person (`M876 S0`).
    void answer() {
        if (activity instanceof Asking) activity = Activity.DONE;
        if (activity instanceof Interrupted) goOn();
    }

    /// Stops before the next command, until a person has been there.
    void interrupt(Interruption by) {
        interruptions.add(by);
    }

    /// Whether it stands still until a person acts.
    boolean waitsForPerson() {
        return activity instanceof Asking || activity instanceof Interrupted;
    }

    private void acknowledge() {
        voice.okFor(queue.number(), machine.freeBlocks(), queue.free());
    }

    private boolean goOn() {
        if (activity instanceof Interrupted(var by)) voice.say(by.ends());
        return enter(Activity.IDLE);
    }

    private boolean begin() {
        var interruption = interruptions.poll();
        if (interruption != null) {
            startedAt = voice.now();
            return enter(new Finishing(new Interrupted(interruption)));
        }
        if (queue.isEmpty()) return false;
        startedAt = voice.now();
        return start();
    }

    private boolean start() {
        byte[] text = queue.text();
        boolean command = queue.length() > 0
                && (text[0] == 'G' || text[0] == 'M' || text[0] == 'T')
                && words.read(text, 0, queue.length());
        var meaning = command ? commands.meaning(words, text, queue.length(), queue.number()) : null;
        if (meaning == null) sayUnknown(new String(text, 0, queue.length(), StandardCharsets.ISO_8859_1));
        // Without a number it may be the rest of a damaged line.
        boolean meant = meaning != null || queue.number() != Numbering.NONE;
        if (meant && !EmergencyParser.Call.isOfTheHost(text, queue.length())) {
            ledger.executed(text, queue.length(), voice.now());
        }
        boolean silent = meaning == null && !command && !habits.tongue().acks().words();
        return enter(silent ? Activity.ANSWERED : meaning == null ? Activity.DONE : meaning);
    }

    private void sayUnknown(String command) {
        if (command.isEmpty() && habits.tongue().acks().blanks()) return;
        var word = command.split(" ", 2)[0];
        var texts = habits.tongue()
                .words()
                .getOrDefault(word, List.of(habits.tongue().texts().unknown()));
        voice.say(texts, "command", command, "word", word, "letter", command.isEmpty() ? "" : command.charAt(0));
    }

    private boolean end() {
        queue.remove();
        return enter(Activity.IDLE);
    }

    private boolean rest(Activity then) {
        machine.rest();
        return enter(then);
    }

    private boolean enter(Activity next) {
        activity = next;
        switch (next) {
            case Dwelling(var seconds) -> until = voice.now() + machine.ns(seconds);
            case Homing(var x, var y, var z) -> until = voice.now() + machine.ns(machine.homingS(x, y, z));
            case Heating _ -> {
                until = voice.now();
                nextLineAt = voice.now();
                holdsUntil = Machine.NEVER;
            }
            case Interrupted(var by) -> {
                until = by.lastsNs() == Machine.NEVER ? Machine.NEVER : voice.now() + by.lastsNs();
                voice.say(by.begins());
            }
            case Idle _, Moving _, Finishing _, Asking _, Done _, Answered _ -> {}
        }
        return true;
    }

    private boolean home(Homing homing) {
        if (homing.x()) machine.home(0);
        if (homing.y()) machine.home(1);
        if (homing.z()) machine.home(2);
        if (habits.tongue().texts().tellsAlways())
            voice.say(machine.position(habits.tongue().texts().position()));
        return enter(Activity.DONE);
    }

    private boolean heat(Heating heating) {
        long now = voice.now();
        if (now < until && now < nextLineAt) return false;
        machine.warm(now);
        var part = heating.part();
        boolean tooHot = part.nowC() > part.targetC();
        if (tooHot && !heating.coolingToo() && holdsUntil == Machine.NEVER) return enter(Activity.DONE);
        boolean there = Math.abs(part.nowC() - part.targetC()) <= WINDOW_C;
        if (!there) holdsUntil = Machine.NEVER;
        else if (holdsUntil == Machine.NEVER) holdsUntil = now + machine.ns(part.holdS());
        if (now >= nextLineAt) {
            var form = habits.tongue().texts().heating();
            voice.say(String.format(Locale.ROOT, form, temperatures(now), secondsLeft(now), machine.nozzle.nowC()));
            nextLineAt = now + LINE_EVERY_NS;
        }
        if (now >= holdsUntil) return enter(Activity.DONE);
        until = Math.min(holdsUntil, now + machine.ns(CHECK_S));
        return false;
    }

    private String temperatures(long now) {
        return machine.temperatures(now, habits.tongue().texts().temperatures());
    }

    private String secondsLeft(long now) {
        return holdsUntil == Machine.NEVER ? "?" : Long.toString(Math.ceilDiv(holdsUntil - now, LINE_EVERY_NS));
    }
}
