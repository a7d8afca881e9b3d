package platen.web;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import platen.database.Database;
import platen.files.FileStore;
import platen.fleet.Attempt;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.streaming.BlackBoxFile;
import platen.values.JobId;

/// What machines and we said to each other last in the tries of a job, for its page.
final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
    private static final int MOST_TRIES = 10;
    private static final int LINES_SHOWN = 40;
    private static final double US_PER_MS = 1_000;

    private final Database database;
    private final FileStore files;

    LastWords(Database database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    /// A try of a job that is over. Without a `box` nothing was kept, or it has not come yet.
    public record Try(Attempt attempt, @Nullable BlackBoxFile box) {
        public boolean isFailed() {
            return attempt.state() == AttemptState.FAILED || attempt.state() == AttemptState.LOST;
        }

        public String state() {
            return attempt.state().name();
        }

        public String last() {
            if (box == null) return "";
            var lines = box.lines();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()))
                    .stripIndent();
        }

        public @Nullable Double seconds() {
            return number("time_s");
        }

        public @Nullable Double line() {
            return number("lines");
        }

        public @Nullable Double layer() {
            return number("layer");
        }

        public @Nullable Double heightMm() {
            return number("height_mm");
        }

        public @Nullable Double commands() {
            return number("commands");
        }

        public @Nullable Double resends() {
            return number("resends");
        }

        public @Nullable Double resendPercent() {
            return number("resend_percent");
        }

        /// How long the machine took to answer: half of the commands were answered sooner.
        public @Nullable Double halfMs() {
            return milliseconds("ok_latency_p50_us");
        }

        public @Nullable Double mostMs() {
            return milliseconds("ok_latency_p99_us");
        }

        public @Nullable Double slowestMs() {
            return milliseconds("ok_latency_max_us");
        }

        private @Nullable Double milliseconds(String name) {
            var microseconds = number(name);
            return microseconds == null ? null : microseconds / US_PER_MS;
        }

        private @Nullable Double number(String name) {
            if (box == null) return null;
            try {
                var value = Double.parseDouble(box.figure(name));
                return Double.isFinite(value) ? value : null;
            } catch (NumberFormatException _) {
                return null;
            }
        }
    }

    /// The newest first.
    List<Try> of(JobId job) {
        return database.reading(Attempts.class).of(job).reversed().stream()
                .filter(attempt -> !attempt.state().isOpen() && attempt.state() != AttemptState.WITHDRAWN)
                .limit(MOST_TRIES)
                .map(attempt -> new Try(attempt, box(attempt)))
                .toList();
    }

    /// One try by its number.
    Optional<Attempt> find(JobId job, String number) {
        return database.reading(Attempts.class).of(job).stream()
                .filter(attempt -> Integer.toString(attempt.number()).equals(number))
                .findFirst();
    }

    private @Nullable BlackBoxFile box(Attempt attempt) {
        var digest = attempt.blackBox();
        var place = digest == null ? null : files.find(digest).orElse(null);
        if (place == null) return null;
        try {
            return BlackBoxFile.read(Files.readString(place)).orElse(null);
        } catch (IOException e) {
            LOG.warn("what was said in attempt {} cannot be read", attempt.id().value(), e);
            return null;
        }
    }
}
