package platen.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.machines.Machine;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.sync.PrinterLive;
import platen.values.HostId;

/// A machine whose printer computer is out of reach: when it was last heard, and when what it prints should end.
///
/// @param lastSeen nothing where this server has not heard of it since it started, at `serverSince`
/// @param endsAt   by what was told last, or else by the plan of the program; nothing where it prints nothing
/// @param isOver   whether that time is past
public record Offline(
        @Nullable Instant lastSeen,
        Instant serverSince,
        @Nullable Instant endsAt,
        boolean isOver) {

    /// Nothing where its printer computer answers, or where it has none.
    static Optional<Offline> of(Website.Parts parts, Machine machine) {
        var host = machine.host();
        if (host == null || !parts.fleet().isSilent(host)) return Optional.empty();
        var now = parts.clock().instant();
        var endsAt = endsAt(parts, machine, host).orElse(null);
        return Optional.of(new Offline(
                parts.fleet().lastHeard(host).orElse(null),
                parts.fleet().watch().since(),
                endsAt,
                endsAt != null && endsAt.isBefore(now)));
    }

    private static Optional<Instant> endsAt(Website.Parts parts, Machine machine, HostId host) {
        var attempt = parts.database().reading(Attempts.class).on(machine.id()).orElse(null);
        if (attempt == null || !attempt.state().isGranted()) return Optional.empty();
        var told = parts.fleet()
                .live(machine.id())
                .filter(live -> attempt.attemptKey().equals(live.attempt()))
                .map(PrinterLive::leftS);
        var lastSeen = parts.fleet().lastHeard(host);
        return told.isPresent() && lastSeen.isPresent()
                ? lastSeen.map(at -> at.plusSeconds(told.get()))
                : planned(parts, attempt);
    }

    private static Optional<Instant> planned(Website.Parts parts, Attempt attempt) {
        if (attempt.startedAt() == null || attempt.job() == null) return Optional.empty();
        Optional<Duration> takes =
                parts.database().reading(Jobs.class).find(attempt.job()).map(Job::time);
        return takes.map(attempt.startedAt()::plus);
    }
}
