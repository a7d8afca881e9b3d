package platen.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.backup.BackupRule;
import platen.backup.BackupRun.Kind;
import platen.backup.Keeper;
import platen.certificates.Certificate;
import platen.values.Message;

/// How the shop is kept: when the last good backup and the last drill were, where backups go, and what to do; and how
/// safely people reach it.
final class KeepingPages {
    private static final String PAGE = "/work/keeping";
    private static final int LONGEST_PATH = 500;

    private final PageMaker pages;
    private final Keeper keeper;
    private final Doors doors;
    private final Listening listening;

    KeepingPages(PageMaker pages, Keeper keeper, Doors doors, Listening listening) {
        this.pages = pages;
        this.keeper = keeper;
        this.doors = doors;
        this.listening = listening;
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.COORDINATOR, ctx -> show(ctx, Form.empty()));
        routes.post(PAGE + "/rule", Access.COORDINATOR, this::setRule);
        routes.post(PAGE + "/backup", Access.COORDINATOR, ctx -> ask(ctx, Kind.BACKUP, "backup.asked-backup"));
        routes.post(PAGE + "/drill", Access.COORDINATOR, ctx -> ask(ctx, Kind.DRILL, "backup.asked-drill"));
    }

    private void show(Context ctx, Form form) {
        var state = keeper.state();
        var model = new HashMap<String, @Nullable Object>();
        model.put("state", state);
        model.put("way", way(ctx));
        model.put("form", form.isFaultless() ? form.over(known(state.rule())) : form);
        if (form.isFaultless()) pages.show(ctx, "keeping", model);
        else pages.showAgain(ctx, "keeping", model);
    }

    /// How safely people reach this server.
    ///
    /// @param isSecure whether who asks came by a line on which nobody can listen
    /// @param isOpen whether other computers can come without TLS
    /// @param names for which there is a certificate, until `until`; it `isLate` where it should have been renewed
    public record Way(
            boolean isSecure,
            boolean isOpen,
            List<String> names,
            @Nullable Instant until,
            boolean isLate) {}

    private Way way(Context ctx) {
        var certificate = doors.certificate();
        return new Way(
                Visit.of(ctx).secure(),
                listening.isOpenWithoutTls(),
                certificate.map(Certificate::names).orElse(List.of()),
                certificate.map(Certificate::until).orElse(null),
                certificate.filter(one -> one.isLate(doors.now())).isPresent());
    }

    private static Map<String, String> known(BackupRule rule) {
        return Map.of(
                "folder", rule.folder(),
                "hour", Integer.toString(rule.hour()),
                "keepDays", Integer.toString(rule.keepDays()),
                "keepWeeks", Integer.toString(rule.keepWeeks()));
    }

    private void setRule(Context ctx) {
        var form = Form.of(ctx);
        var folder = form.has("folder") ? form.need("folder", LONGEST_PATH) : "";
        var hour = form.number("hour", 0, BackupRule.LAST_HOUR);
        var days = form.number("keepDays", 1, BackupRule.MOST_KEPT);
        var weeks = form.number("keepWeeks", 0, BackupRule.MOST_KEPT);
        if (form.isFaultless())
            keeper.setRule(
                            new BackupRule(folder, hour, days, weeks),
                            Visit.worker(ctx).actor())
                    .ifPresent(problem -> form.wrong("folder", problem));
        if (form.isFaultless()) pages.goOn(ctx, PAGE, Message.of("backup.saved"));
        else show(ctx, form);
    }

    private void ask(Context ctx, Kind kind, String done) {
        keeper.ask(kind);
        pages.goOn(ctx, PAGE, Message.of(done));
    }
}
