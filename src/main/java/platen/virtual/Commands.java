package platen.virtual;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.gcode.Words;
import platen.printers.Profile;

/// What each command means: answers at once, and what to wait for before its `ok`.
final class Commands {
    private static final double PROBING_S = 27;
    private static final double STOPPING_S = 1;
    private static final String IN_OK = Tongue.OK + " ";
    private static final long SECOND_NS = 1_000_000_000;
    private static final Activity AFTER_MOVES = new Activity.Finishing(Activity.DONE);

    private final Profile profile;
    private final Habits habits;
    private final Tongue.Texts texts;
    private final Machine machine;
    private final Numbering numbering;
    private final Ledger ledger;
    private final Voice voice;
    private long reportsEveryNs;
    private long busyEveryNs = 2 * SECOND_NS;
    private int feedPercent = 100;
    private int flowPercent = 100;

    Commands(Profile profile, Habits habits, Machine machine, Numbering numbering, Ledger ledger, Voice voice) {
        this.profile = profile;
        this.habits = habits;
        texts = habits.tongue().texts();
        this.machine = machine;
        this.numbering = numbering;
        this.ledger = ledger;
        this.voice = voice;
        if (!habits.busyMessages()) busyEveryNs = 0;
    }

    /// How often the host wants to hear the temperatures; 0 is never.
    long reportsEveryNs() {
        return reportsEveryNs;
    }

    /// How often a long command says that it is busy; 0 is never.
    long busyEveryNs() {
        return busyEveryNs;
    }

    /// What to wait for, or null for a command that this firmware does not know. `number` is its line's.
    @Nullable
    Activity meaning(Words words, byte[] text, int length, long number) {
        if (words.subcode() != 0) return null;
        return switch (words.letter()) {
            case 'G' -> g(words, text, length);
            case 'M' -> m(words, text, length, number);
            default -> tool(words);
        };
    }

    private @Nullable Activity g(Words words, byte[] text, int length) {
        return switch (words.number()) {
            case 0, 1, 2, 3 -> move(words, text, length);
            case 4 -> {
                voice.action("notification Sleep...");
                yield new Activity.Finishing(new Activity.Dwelling(words.value('S', words.value('P') / 1000)));
            }
            case 21 -> Activity.DONE;
            case 28 ->
                new Activity.Finishing(new Activity.Homing(words.homes('X'), words.homes('Y'), words.homes('Z')));
            case 29 -> new Activity.Finishing(new Activity.Dwelling(PROBING_S));
            case 92 -> {
                machine.take(words);
                if (texts.tellsAlways()) voice.say(machine.position(texts.position()));
                yield Activity.DONE;
            }
            default -> machine.take(words) ? Activity.DONE : null;
        };
    }

    private @Nullable Activity m(Words words, byte[] text, int length, long number) {
        return switch (words.number()) {
            case 0, 1 -> ask(text(words, text, length));
            case 600 -> ask("Change the filament");
            case 18, 84 -> AFTER_MOVES;
            case 400 -> {
                ledger.mark();
                yield AFTER_MOVES;
            }
            case 104, 109, 140, 190 -> heat(words);
            case 105 -> {
                voice.answer(number, machine.temperatures(voice.now(), texts.temperatures()));
                yield Activity.ANSWERED;
            }
            case 110 -> {
                setLine(words, number);
                yield Activity.DONE;
            }
            case 114 -> tell(machine.position(texts.position()), number);
            case 115 -> identify(number);
            case 118 -> {
                echo(text(words, text, length));
                yield Activity.DONE;
            }
            case 410 -> new Activity.Dwelling(STOPPING_S);
            default -> told(words) ? Activity.DONE : null;
        };
    }

    /// Commands that are done at once; false for one that this firmware does not know.
    private boolean told(Words words) {
        switch (words.number()) {
            case 17, 73, 75, 76, 77, 85, 106, 107, 108, 117, 486, 876, 900 -> {}
            case 20 -> {
                voice.say("Begin file list");
                voice.say("End file list");
            }
            case 21 -> voice.say("echo:No SD card");
            case 113 -> busyEveryNs = seconds(words, busyEveryNs, habits.busyMessages());
            case 119 -> Answers.endstops().forEach(voice::say);
            case 155 -> {
                if (!habits.autoReports()) return false;
                reportsEveryNs = seconds(words, reportsEveryNs, true);
            }
            case 220 -> {
                if (!words.has('S')) voice.say("FR:" + feedPercent + "%");
                feedPercent = (int) words.value('S', feedPercent);
                return machine.take(words);
            }
            case 221 -> {
                if (!words.has('S')) voice.say("echo:E0 Flow: " + flowPercent + "%");
                flowPercent = (int) words.value('S', flowPercent);
                return machine.take(words);
            }
            case 503 -> Answers.settings(profile).forEach(voice::say);
            default -> {
                return machine.take(words);
            }
        }
        return true;
    }

    /// Says a text of the tongue, in the `ok` where it belongs there.
    private Activity tell(String text, long number) {
        if (!text.startsWith(IN_OK)) {
            voice.say(text);
            return Activity.DONE;
        }
        voice.answer(number, text.substring(IN_OK.length()));
        return Activity.ANSWERED;
    }

    private Activity identify(long number) {
        var after = tell(texts.identity().replace("{machine}", profile.title()), number);
        if (texts.capabilities()) Answers.capabilities(profile, habits).forEach(voice::say);
        return after;
    }

    private Activity move(Words words, byte[] text, int length) {
        if (!texts.unhomed().isEmpty() && !machine.isHomed()) {
            voice.say(List.of(texts.unhomed()), "word", text(text, length).split(" ", 2)[0]);
            return Activity.DONE;
        }
        machine.take(words);
        var refusal = machine.refusal(voice.now(), texts.cold());
        if (!refusal.isEmpty()) voice.say(refusal);
        return Activity.MOVING;
    }

    private Activity heat(Words words) {
        boolean bed = words.number() == 140 || words.number() == 190;
        boolean wait = words.number() == 109 || words.number() == 190;
        var part = bed ? machine.bed : machine.nozzle;
        boolean coolingToo = wait && words.has('R');
        if (words.has('S') || coolingToo) {
            machine.warm(voice.now());
            part.target(words.value('S', words.value('R')));
        }
        if (bed) voice.action("notification Bed " + (part.targetC() > part.nowC() ? "Heating..." : "Cooling..."));
        return wait ? new Activity.Finishing(new Activity.Heating(part, coolingToo)) : Activity.DONE;
    }

    private Activity ask(String prompt) {
        var shown = prompt.isEmpty() ? "Click to continue" : prompt;
        voice.say("echo:" + shown + "\r");
        voice.action("prompt_end");
        voice.action("prompt_begin " + shown);
        voice.action("prompt_button Continue");
        voice.action("prompt_show");
        return new Activity.Finishing(Activity.ASKING);
    }

    private void setLine(Words words, long number) {
        if (words.has('N')) numbering.set((long) words.value('N'));
        if ((words.has('N') ? (long) words.value('N') : number) == 0) ledger.startSession();
    }

    private void echo(String text) {
        var shown = text;
        var prefix = "";
        while (shown.matches("[AEP]\\d.*")) {
            if (shown.startsWith("A1")) prefix = "//";
            if (shown.startsWith("E1")) prefix = "echo:";
            shown = shown.substring(2).stripLeading();
        }
        voice.say(prefix + shown + "\r");
    }

    private Activity tool(Words words) {
        if (words.number() != 0) voice.say("echo:T" + words.number() + " Invalid extruder");
        return Activity.DONE;
    }

    private static long seconds(Words words, long otherwise, boolean able) {
        if (!able || !words.has('S')) return otherwise;
        return Math.clamp((long) words.value('S'), 0, 60) * SECOND_NS;
    }

    private static String text(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static String text(Words words, byte[] text, int length) {
        return new String(text, words.textFrom(), length - words.textFrom(), StandardCharsets.ISO_8859_1).strip();
    }
}
