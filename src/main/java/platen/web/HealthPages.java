package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import platen.backup.Keeper;
import platen.fleet.Fleet;
import platen.health.Checkup;
import platen.health.Finding;
import platen.machines.Hosts;
import platen.machines.Machines;
import platen.notices.Mailing;
import platen.templating.Words;

/// Whether the server is well: for a program that watches it, in a word and no more, and for its keeper with what to
/// do.
final class HealthPages {
    /// However often strangers ask, the disk is not looked at more often.
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Listening listening;
    private final Mailing mailing;
    private final Checkup checkup;
    private final MetricsPage metrics;
    private Instant lookedAt = Instant.MIN;
    private List<Finding> found = List.of();

    HealthPages(
            PageMaker pages,
            Live live,
            Website.Parts parts,
            Listening listening,
            Mailing mailing,
            Keeper keeper,
            Served served) {
        this.pages = pages;
        this.parts = parts;
        this.listening = listening;
        this.mailing = mailing;
        this.metrics = new MetricsPage(parts, live, keeper, served);
        this.checkup = new Checkup(parts.database(), parts.files(), keeper.data(), keeper, parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/health", Access.ANYONE, this::tell);
        metrics.addTo(routes);
        routes.get("/work/health", Access.COORDINATOR, this::show);
    }

    private void tell(Context ctx) {
        var isFailing = Checkup.isFailing(ofServer());
        ctx.status(isFailing ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
        ctx.header("Cache-Control", "no-store");
        ctx.json(Map.of("status", isFailing ? "failing" : "ok"));
    }

    private void show(Context ctx) {
        var all = new ArrayList<>(ofServer());
        if (!Checkup.isFailing(all)) around(all);
        all.sort((one, other) -> one.weight().compareTo(other.weight()));
        pages.show(ctx, "health", Map.of("findings", all));
    }

    private synchronized List<Finding> ofServer() {
        var now = parts.clock().instant();
        if (lookedAt.isBefore(now.minus(KEPT))) {
            found = checkup.findings();
            lookedAt = now;
        }
        return found;
    }

    /// What stands around the server.
    private void around(List<Finding> all) {
        var trouble = mailing.trouble();
        if (trouble != null) all.add(Finding.wants("mail", Words.say(trouble, Locale.US)));
        else if (!mailing.isSetUp()) all.add(Finding.note("mail-off"));
        var url = listening.publicUrl();
        if (url == null || !"https".equals(url.getScheme())) all.add(Finding.note("https"));
        var silentSince = parts.clock().instant().minus(Fleet.LONG_SILENCE);
        for (var host : parts.database().reading(Hosts.class).all()) {
            var hasMachines =
                    !parts.database().reading(Machines.class).at(host.id()).isEmpty();
            if (host.revokedAt() != null || !hasMachines) continue;
            if (parts.fleet().lastHeard(host.id()).filter(silentSince::isBefore).isEmpty())
                all.add(Finding.wants("host-silent", host.name()));
        }
    }
}
