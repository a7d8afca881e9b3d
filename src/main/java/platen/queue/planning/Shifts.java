package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hours at which somebody is there, reckoned once for a plan that asks ten thousand times. Beyond them, somebody
/// always is.
final class Shifts {
    private static final int DAYS_AHEAD = 400;

    private final boolean isAlways;
    private final Instant[] opens;
    private final Instant[] closes;

    Shifts(Staffed staffed, Instant from) {
        isAlways = staffed.isUnknown();
        var spans = staffed.spans(from, isAlways ? 0 : DAYS_AHEAD);
        opens = spans.stream().map(Staffed.Span::opens).toArray(Instant[]::new);
        closes = spans.stream().map(Staffed.Span::closes).toArray(Instant[]::new);
    }

    boolean isStaffed(Instant at) {
        return !next(at).isAfter(at);
    }

    /// That moment, or the next at which somebody is there.
    Instant next(Instant from) {
        if (isAlways) return from;
        var span = span(from);
        return span == closes.length || !opens[span].isAfter(from) ? from : opens[span];
    }

    /// When work that begins then is done, if people do it while they are there.
    Instant after(Instant from, Duration work) {
        if (isAlways) return from.plus(work);
        var at = next(from);
        var left = work;
        for (var span = span(at); span < closes.length; span++) {
            if (opens[span].isAfter(at)) at = opens[span];
            var here = Duration.between(at, closes[span]);
            if (left.compareTo(here) <= 0) return at.plus(left);
            left = left.minus(here);
        }
        return at.plus(left);
    }

    /// When something that takes so long can begin and end while somebody is there; nothing where no day is so long.
    @Nullable
    Instant fitting(Instant from, Duration work) {
        if (isAlways) return from;
        for (var span = span(from); span < closes.length; span++) {
            var at = opens[span].isAfter(from) ? opens[span] : from;
            if (!at.plus(work).isAfter(closes[span])) return at;
        }
        return null;
    }

    /// The first that closes after that moment.
    private int span(Instant at) {
        var found = Arrays.binarySearch(closes, at);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
