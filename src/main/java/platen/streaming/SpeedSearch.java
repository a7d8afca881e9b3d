package platen.streaming;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import platen.protocol.LineCutter;
import platen.protocol.Reply;
import platen.protocol.ReplyReader;
import platen.values.Message;

/// Finds out at which speed a printer talks, without a thread, a port or a clock: bytes heard and time go in, what
/// to do comes out.
///
/// A speed is right when a line reads as a firmware's. At a wrong one bytes turn into others, most of which no
/// firmware writes. The first speed is given time, as the board may just be starting.
final class SpeedSearch {
    private static final long FIRST = Duration.ofSeconds(10).toNanos();
    private static final long LATER = Duration.ofSeconds(2).toNanos();
    private static final long ASK_AGAIN = Duration.ofSeconds(1).toNanos();
    private static final int ROUNDS = 3;
    private static final int BYTES_TO_JUDGE = 32;
    private static final double MOST_STRANGE = 0.25;
    private static final int QUOTED = 60;

    private final List<Integer> candidates;
    private final OptionalInt proven;
    private final ReplyReader reader = new ReplyReader();
    private final LineCutter cutter = new LineCutter(this::line);
    private int tries;
    private long triedAt;
    private long askedAt;
    private int bytes;
    private int strangeBytes;
    private boolean heardBytes;
    private @Nullable String heardText;
    private @Nullable Reply understood;
    private boolean over;

    /// What to do now.
    sealed interface Step {
        /// Nothing but to listen on.
        record Listen() implements Step {}

        /// Ask, so that it answers.
        record Ask() implements Step {}

        /// Turn to another speed, and ask there.
        record Try(int baud) implements Step {}

        /// It talks at this speed. `unasked`: what was heard is no answer to our question.
        record Found(int baud, boolean unasked) implements Step {}

        /// All are silent, but it has answered at this one before: it is switched off, and will be heard there when
        /// it is on again.
        record Off(int baud) implements Step {}

        /// Nothing that we understand answers at any speed.
        record Nothing(Message why) implements Step {}
    }

    SpeedSearch(Speed speed) {
        candidates = speed.candidates();
        proven = speed.proven();
    }

    Step begin(long now) {
        return attempt(now);
    }

    Step heard(byte[] heard, int count, long now) {
        for (int i = 0; i < count; i++) {
            if (heard[i] == 0) continue; // a board that starts sends zeros at any speed
            heardBytes = true;
            bytes++;
            if (isStrange(heard[i])) strangeBytes++;
        }
        cutter.add(heard, count);
        if (understood != null) return new Step.Found(baud(), !(understood instanceof Reply.Accepted));
        return passed(now);
    }

    Step passed(long now) {
        if (over) return new Step.Listen();
        if (now - triedAt >= (tries == 0 ? FIRST : LATER) || isGarbage()) return next(now);
        if (now - askedAt < ASK_AGAIN) return new Step.Listen();
        askedAt = now;
        return new Step.Ask();
    }

    private Step next(long now) {
        tries++;
        if (tries < ROUNDS * candidates.size()) return attempt(now);
        over = true;
        return heardBytes || proven.isEmpty() ? new Step.Nothing(why()) : new Step.Off(proven.getAsInt());
    }

    private Step attempt(long now) {
        triedAt = now;
        askedAt = now;
        bytes = 0;
        strangeBytes = 0;
        cutter.forget();
        return new Step.Try(baud());
    }

    private int baud() {
        return candidates.get(tries % candidates.size());
    }

    private boolean isGarbage() {
        return bytes >= BYTES_TO_JUDGE && strangeBytes > MOST_STRANGE * bytes;
    }

    private Message why() {
        if (!heardBytes) return Message.of("streaming.silent-at-every-speed");
        return heardText == null
                ? Message.of("streaming.garbage-at-every-speed")
                : Message.of("streaming.no-printer", heardText);
    }

    private void line(byte[] line, int length) {
        var text = Hearing.line(line, length);
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) return;
        var reply = reader.read(text);
        if (!(reply instanceof Reply.Chatter)) understood = reply;
        else if (heardText == null) heardText = text.substring(0, Math.min(QUOTED, text.length()));
    }

    private static boolean isStrange(byte b) {
        return b != '\n' && b != '\r' && b != '\t' && (b < ' ' || b > '~');
    }
}
