package platen.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.machines.Inductions;
import platen.machines.Machine;
import platen.people.Person;
import platen.printers.Profile;
import platen.queue.Job;
import platen.sync.ByHand;
import platen.sync.PrinterLive;

/// What a printer's page shows of the printer itself, besides what every machine's does.
final class PrinterPart {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Website.Parts parts;
    private final Layered layered;
    private final Inductions inductions;

    PrinterPart(Website.Parts parts) {
        this.parts = parts;
        this.layered = new Layered(parts);
        this.inductions = new Inductions(parts.database(), parts.clock());
    }

    /// What the page's parts show. Its mode says which of them it has: `gone`, `stopped`, `prints` or `idle`.
    public record Shown(
            String mode,
            @Nullable PrinterLive live,
            @Nullable Instant endsAt,
            boolean mayHandle,
            List<HandPages.Row> rows,
            Instant since,
            List<String> talk,
            @Nullable Profile profile,
            List<Layered.Shown> layers,
            VitalWords.@Nullable Seen health) {

        public PrinterLive.@Nullable Detail detail() {
            return live == null ? null : live.detail();
        }

        public boolean prints() {
            return mode.startsWith("prints");
        }

        /// In percent, as the firmware was told last.
        public int speed() {
            var detail = detail();
            return detail == null || detail.speedPercent() == null ? ByHand.FULL : detail.speedPercent();
        }

        public int flow() {
            var detail = detail();
            return detail == null || detail.flowPercent() == null ? ByHand.FULL : detail.flowPercent();
        }

        public String fan() {
            var detail = detail();
            return detail == null || detail.fanPercent() == null ? "" : String.valueOf(detail.fanPercent());
        }
    }

    Map<String, @Nullable Object> model(Machine machine, @Nullable Job job, @Nullable Person person) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("printer", shown(machine, job, person));
        return model;
    }

    private Shown shown(Machine machine, @Nullable Job job, @Nullable Person person) {
        var now = parts.clock().instant();
        var live = parts.fleet().live(machine.id()).orElse(null);
        var watch = parts.fleet().watch();
        var health = machine.host() == null
                ? null
                : watch.health(machine.host()).map(VitalWords::seen).orElse(null);
        var profile = machine.profile() == null
                ? null
                : parts.profiles().profile(machine.profile()).orElse(null);
        var prints = live != null && live.attempt() != null;
        return new Shown(
                mode(live, job),
                live,
                live == null
                                || live.leftS() == null
                                || Offline.of(parts, machine).isPresent()
                        ? null
                        : now.plusSeconds(live.leftS()),
                person != null && person.acts() && inductions.mayHandle(person.id(), machine.id()),
                HandPages.rows(watch.temperatures(machine.id(), now.minus(AN_HOUR))),
                watch.since(),
                watch.talk(machine.id()),
                profile,
                prints && job != null ? layered.shown(job) : List.of(),
                health);
    }

    private static String mode(@Nullable PrinterLive live, @Nullable Job job) {
        if (live == null) return "gone";
        var detail = live.detail();
        if (detail != null && detail.stopped()) return "stopped";
        if (live.connection() != PrinterLive.Connection.CONNECTED) return "gone";
        if (live.attempt() != null)
            return "prints" + (job == null ? "" : "-" + job.id().value());
        return "idle";
    }
}
