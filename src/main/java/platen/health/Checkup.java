package platen.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.backup.BackupRun;
import platen.backup.Keeper;
import platen.database.Database;
import platen.files.FileStore;
import platen.health.Finding.Weight;
import platen.templating.Words;

/// Looks at what a shop stands on: its disk, its database, its clock, its backups. It may look beside a server, or
/// where
/// none runs.
public final class Checkup {
    private static final Logger LOG = Logger.getLogger(Checkup.class.getName());

    /// SQLite's locks do not hold on these: two computers may write at once.
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "davfs");

    private static final long FAILING_BYTES = 300_000_000;
    private static final long LOW_BYTES = 2_000_000_000;
    private static final int LOW_SHARE = 20;
    private static final long BYTES_A_MB = 1_000_000;
    private static final Duration BACKUP_OLD = Duration.ofHours(50);
    private static final Duration DRILL_OLD = Duration.ofDays(45);
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Database database;
    private final FileStore files;
    private final Path data;
    private final Keeper keeper;
    private final InstantSource clock;

    public Checkup(Database database, FileStore files, Path data, Keeper keeper, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.data = data;
        this.keeper = keeper;
        this.clock = clock;
    }

    /// The worst first.
    public List<Finding> findings() {
        var all = new ArrayList<Finding>();
        disk(all);
        try {
            time(all);
            backups(all);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the database does not answer a checkup", e);
            all.add(Finding.failing("database", String.valueOf(e.getMessage())));
        }
        all.sort((one, other) -> one.weight().compareTo(other.weight()));
        return all;
    }

    public static boolean isFailing(List<Finding> findings) {
        return findings.stream().anyMatch(one -> one.weight() == Weight.FAILING);
    }

    private void disk(List<Finding> all) {
        try {
            var room = files.room();
            var free = room.free() / BYTES_A_MB;
            if (room.free() < FAILING_BYTES) all.add(Finding.failing("disk-full", free));
            else if (room.free() < Math.min(LOW_BYTES, room.total() / LOW_SHARE))
                all.add(Finding.wants("disk-low", free));
            // A disk that failed is often mounted anew so that it can only be read: only writing tells.
            var probe = Files.createTempFile(data, ".writable", "");
            Files.write(probe, new byte[] {1});
            Files.delete(probe);
            var type = Files.getFileStore(data).type().toLowerCase(Locale.ROOT);
            if (NETWORK.contains(type) && Files.exists(data.resolve("platen.db")))
                all.add(Finding.wants("network-drive", type));
        } catch (IOException e) {
            all.add(Finding.failing("not-writable", data, String.valueOf(e.getMessage())));
        }
    }

    /// What happened last must not be yet to come.
    private void time(List<Finding> all) {
        var last = database.<Long, RuntimeException>look(look -> look.createQuery(
                        "select coalesce(max(at), 0) from (select at from event order by id desc limit 50) lately")
                .mapTo(Long.class)
                .one());
        var ahead = Duration.between(clock.instant(), Instant.ofEpochMilli(last));
        if (ahead.compareTo(AHEAD) > 0) all.add(Finding.wants("clock", ahead.toMinutes()));
    }

    private void backups(List<Finding> all) {
        var state = keeper.state();
        var last = state.lastBackup();
        if (last != null && last.problem() != null)
            all.add(Finding.wants("backup-failed", Words.say(last.problem(), Locale.US)));
        else if (state.lastGoodBackup() == null) all.add(Finding.note("backup-none"));
        else if (isOlder(state.lastGoodBackup(), BACKUP_OLD))
            all.add(Finding.wants("backup-old", age(state.lastGoodBackup()).toHours()));
        var drill = state.lastDrill();
        if (drill != null && drill.problem() != null)
            all.add(Finding.wants("drill-failed", Words.say(drill.problem(), Locale.US)));
        else if (state.lastGoodBackup() != null && isOlder(state.lastGoodDrill(), DRILL_OLD))
            all.add(Finding.note("drill-old"));
        if (state.isSameDisk()) all.add(Finding.note("same-disk"));
        for (var upload : state.findings()) all.add(new Finding(Weight.WANTS, upload.what()));
    }

    private boolean isOlder(@Nullable BackupRun run, Duration than) {
        return run == null || age(run).compareTo(than) > 0;
    }

    private Duration age(BackupRun run) {
        return Duration.between(run.endedAt(), clock.instant());
    }
}
