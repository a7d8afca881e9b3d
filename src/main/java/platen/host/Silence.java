package platen.host;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is logged about a server that cannot be reached: the first time, then ever more rarely, and that it is back.
///
/// A host in a shop that is closed for a week tries some times a minute; its log must keep what came before.
final class Silence {
    private static final List<Duration> AGAIN_AFTER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

    private long since;
    private long saidAt;
    private int tries;
    private int said;

    /// A call failed; what to log, if it is time.
    Optional<String> failed(String why, long nowMs) {
        if (tries++ == 0) {
            since = nowMs;
            return say("the server does not answer: " + why, nowMs);
        }
        var pause = AGAIN_AFTER.get(Math.min(said, AGAIN_AFTER.size()) - 1);
        if (nowMs - saidAt < pause.toMillis()) return Optional.empty();
        return say(
                String.format(
                        Locale.ENGLISH,
                        "the server has not answered for %s, %,d times: %s",
                        time(nowMs - since),
                        tries,
                        why),
                nowMs);
    }

    /// A call was answered; what to log, if others were not before.
    Optional<String> answered(long nowMs) {
        if (tries == 0) return Optional.empty();
        var words = String.format(
                Locale.ENGLISH, "the server answers again, after %s and %,d tries", time(nowMs - since), tries);
        tries = 0;
        said = 0;
        return Optional.of(words);
    }

    private Optional<String> say(String words, long nowMs) {
        said++;
        saidAt = nowMs;
        return Optional.of(words);
    }

    private static String time(long ms) {
        var time = Duration.ofMillis(ms);
        if (time.toMinutes() == 0) return time.toSeconds() + " s";
        return time.toHours() == 0 ? time.toMinutes() + " min" : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
