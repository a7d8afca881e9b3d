package platen.virtual;

import java.util.List;

/// Says which lines may be executed, and what the firmware answers to the others. `flush` throws away what has arrived
/// and was not yet read.
final class Gate {
    private static final int FARTHEST_BACK = 3;

    private final Habits habits;
    private final Numbering numbering;
    private final Mishaps mishaps;
    private final Ledger ledger;
    private final Voice voice;
    private final Runnable flush;
    private int skips;
    private long silentFor = Numbering.NONE;

    Gate(Habits habits, Numbering numbering, Mishaps mishaps, Ledger ledger, Voice voice, Runnable flush) {
        this.habits = habits;
        this.numbering = numbering;
        this.mishaps = mishaps;
        this.ledger = ledger;
        this.voice = voice;
        this.flush = flush;
    }

    /// Whether the line may be executed; if not, all that has to be said was said.
    boolean admits(byte[] line, int length) {
        return switch (numbering.check(line, length)) {
            case ACCEPTED -> {
                skips = 0;
                yield numbering.number() == Numbering.NONE || !isMolested();
            }
            case DUPLICATE -> {
                ledger.repeated++;
                repeated();
                yield false;
            }
            case WRONG_NUMBER -> {
                if (skips > 0) {
                    skip();
                    yield false;
                }
                if (numbering.given() > numbering.last()) ledger.missing++;
                else ledger.repeated++;
                if (numbering.given() != silentFor) ask("Line Number is not Last Line Number+1");
                yield false;
            }
            case WRONG_CHECKSUM -> refuse("checksum mismatch");
            case NO_CHECKSUM -> refuse("No Checksum with line number");
            case NO_NUMBER -> refuse("Missing linenumber");
        };
    }

    private boolean refuse(String why) {
        ask(why);
        return false;
    }

    private void repeated() {
        if (numbering.given() == silentFor) return;
        if (habits.answersDuplicates()) ask("Line Number is not Last Line Number+1");
        else say(habits.tongue().refusal().repeat(), "");
    }

    private void skip() {
        skips--;
        say(habits.tongue().refusal().repeat(), "");
    }

    private void ask(String why) {
        var refusal = habits.tongue().refusal();
        if (refusal.request().isEmpty()) return;
        ledger.resent++;
        skips = refusal.skips();
        if (refusal.flushes()) flush.run(); // lines that are still coming may be cut in two
        say(refusal.request(), why);
    }

    private void say(List<String> texts, String why) {
        request(texts, why, numbering.last());
    }

    private void request(List<String> texts, String why, long last) {
        voice.say(texts, "why", why, "last", last, "next", last + 1, "number", numbering.given());
    }

    /// The faults that can happen to a sound line; true if it is not taken.
    private boolean isMolested() {
        var request = habits.tongue().refusal().request();
        if (request.isEmpty()) return false;
        if (mishaps.strikes(FaultKind.RESEND_WITHOUT_OK)) {
            numbering.takeBack();
            ledger.resent++;
            say(withoutOk(request), "checksum mismatch");
            return true;
        }
        if (mishaps.strikes(FaultKind.STALE_RESEND)) return isAskedTwiceOrLate(request);
        if (mishaps.strikes(FaultKind.SILENT_DUPLICATE)) {
            silentFor = numbering.last();
            voice.withhold(silentFor);
            request(request, "checksum mismatch", silentFor - 1);
        }
        return false;
    }

    private boolean isAskedTwiceOrLate(List<String> request) {
        int back = mishaps.choice(FaultKind.STALE_RESEND, FARTHEST_BACK + 1);
        boolean twice = back == 0;
        if (twice) {
            numbering.takeBack();
            ask("checksum mismatch");
            ask("Line Number is not Last Line Number+1");
        } else {
            request(request, "checksum mismatch", Math.max(0, numbering.last() - back));
        }
        return twice;
    }

    private static List<String> withoutOk(List<String> texts) {
        return texts.stream().filter(text -> !text.equals(Tongue.OK)).toList();
    }
}
