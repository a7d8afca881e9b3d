package platen.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.backup.BackupRun.Kind;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.shop.Settings;
import platen.templating.Words;
import platen.values.Actor;
import platen.values.Message;

/// Keeps a shop: a backup every night, a drill when somebody asks for one, a look through some uploads. One thread
/// calls [#tick]; pages only ask, and read what came of it.
public final class Keeper {
    private static final Logger LOG = Logger.getLogger(Keeper.class.getName());
    static final String BESIDE = "backups";
    static final String MARKER = "platen-backups.txt";
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);
    private static final Duration FIRST_AFTER = Duration.ofMinutes(10);
    private static final int HOURS_OF_LOOKING = 4;
    private static final int HOURS_OF_DAY = 24;
    private static final long BYTES_A_TICK = 64L << 20;
    private static final int LATELY = 12;
    private static final long BYTES_A_MB = 1_000_000;

    private final Database database;
    private final FileStore files;
    private final Path data;
    private final Optional<Passphrase> passphrase;
    private final InstantSource clock;
    private final Instant opened;
    private final ConcurrentLinkedQueue<Kind> asked = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Kind underWay;

    public Keeper(Database database, FileStore files, Path data, Optional<Passphrase> passphrase, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.data = data.toAbsolutePath();
        this.passphrase = passphrase;
        this.clock = clock;
        this.opened = clock.instant();
    }

    /// How the shop is kept, for the page. `isSameDisk` when a drive that fails takes data and backups together;
    /// `upgrades` are the backups made before one, the newest first.
    public record State(
            BackupRule rule,
            Path folder,
            boolean isSealed,
            boolean isSameDisk,
            @Nullable BackupRun lastBackup,
            @Nullable BackupRun lastGoodBackup,
            @Nullable BackupRun lastDrill,
            @Nullable BackupRun lastGoodDrill,
            List<BackupRun> lately,
            List<Scrub.Finding> findings,
            @Nullable Instant scrubbed,
            List<Path> upgrades,
            @Nullable Kind underWay) {}

    public State state() {
        var rows = database.reading(BackupRows.class);
        var rule = rows.rule();
        var cursor = rows.cursor();
        var ended = cursor.endedAt();
        return new State(
                rule,
                folder(rule),
                passphrase.isPresent(),
                isSameDisk(folder(rule)),
                rows.last(Kind.BACKUP).orElse(null),
                rows.lastGood(Kind.BACKUP).orElse(null),
                rows.last(Kind.DRILL).orElse(null),
                rows.lastGood(Kind.DRILL).orElse(null),
                rows.lately(LATELY),
                database.<List<Scrub.Finding>, RuntimeException>look(Scrub::findings),
                ended == null || ended.toEpochMilli() == 0 ? null : ended,
                upgrades(rule),
                asked.peek() == null ? underWay : asked.peek());
    }

    private List<Path> upgrades(BackupRule rule) {
        try {
            return Stream.of(folder(rule), data.resolve(BESIDE))
                    .distinct()
                    .flatMap(folder -> {
                        try {
                            return UpgradeBackups.in(folder).stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "the backups before upgrades cannot be listed", e);
            return List.of();
        }
    }

    private boolean isSameDisk(Path folder) {
        try {
            return !Files.isDirectory(folder)
                    ? folder.startsWith(data)
                    : Files.getFileStore(folder).equals(Files.getFileStore(data));
        } catch (IOException _) {
            return false;
        }
    }

    private Path folder(BackupRule rule) {
        return rule.folder().isEmpty() ? data.resolve(BESIDE) : Path.of(rule.folder());
    }

    /// The data folder of the shop.
    public Path data() {
        return data;
    }

    /// Changes the rule; or says what is wrong with its folder. A mark is left there, so that an unplugged drive is not
    /// taken for it: its empty folder stays.
    public Optional<Message> setRule(BackupRule rule, Actor who) {
        if (!rule.folder().isEmpty()) {
            var folder = Path.of(rule.folder());
            if (!folder.isAbsolute()) return Optional.of(Message.of("backup.not-absolute", rule.folder()));
            if (!Files.isDirectory(folder)) return Optional.of(Message.of("backup.no-folder", rule.folder()));
            try {
                Files.writeString(
                        folder.resolve(MARKER),
                        "Platen keeps backups here. Leave this file: by it the drive is known.\n");
            } catch (IOException _) {
                return Optional.of(Message.of("backup.not-writable", rule.folder()));
            }
        }
        database.use(change -> {
            change.attach(BackupRows.class).setRule(rule.folder(), rule.hour(), rule.keepDays(), rule.keepWeeks());
            Events.write(change, clock.instant(), who, Subject.SHOP, Message.of("backup.rule-set"));
        });
        return Optional.empty();
    }

    /// Asks for a backup or a drill; it is begun within a second or two.
    public void ask(Kind kind) {
        if (!asked.contains(kind)) asked.add(kind);
    }

    /// To be called every second or so, by one thread. Does what was asked for, and what is due by the clock.
    public void tick() {
        var wish = asked.poll();
        if (wish != null) run(wish);
        else if (isDue()) run(Kind.BACKUP);
        else if (isTimeToLook()) look();
    }

    /// A night that was missed, because the computer was off, is made up for. A backup that failed is tried again each
    /// hour.
    private boolean isDue() {
        var rows = database.reading(BackupRows.class);
        var now = clock.instant();
        var last = rows.last(Kind.BACKUP);
        if (last.isEmpty()) return opened.plus(FIRST_AFTER).isBefore(now);
        if (last.get().problem() != null)
            return last.get().endedAt().plus(AGAIN_AFTER).isBefore(now);
        var here = now.atZone(zone());
        var due = here.toLocalDate().atTime(rows.rule().hour(), 0).atZone(zone());
        if (here.isBefore(due)) due = due.minusDays(1);
        return last.get().beganAt().isBefore(due.toInstant());
    }

    private boolean isTimeToLook() {
        var since = clock.instant().atZone(zone()).getHour()
                - database.reading(BackupRows.class).rule().hour();
        return Math.floorMod(since, HOURS_OF_DAY) < HOURS_OF_LOOKING;
    }

    private void look() {
        try {
            new Scrub(database, files, clock).some(BYTES_A_TICK);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the uploads could not be looked at, and are looked at again", e);
        }
    }

    private ZoneId zone() {
        return database.<ZoneId, RuntimeException>look(
                look -> Settings.shop(look).zone());
    }

    private void run(Kind kind) {
        underWay = kind;
        try {
            switch (kind) {
                case BACKUP -> backUp();
                case DRILL -> drill();
            }
        } finally {
            underWay = null;
        }
    }

    private void backUp() {
        var began = clock.instant();
        var rule = database.reading(BackupRows.class).rule();
        var folder = folder(rule);
        var target = folder.resolve(Retention.name(LocalDateTime.ofInstant(began, zone()), passphrase.isPresent()));
        try {
            if (rule.folder().isEmpty()) Files.createDirectories(folder);
            else if (!Files.exists(folder.resolve(MARKER))) throw new Trouble("unplugged", rule.folder());
            sweep(folder, rule);
            if (isSameDisk(folder)) leavesRoom(folder);
            var made = new Maker(database, files, data, clock).make(target, passphrase);
            note(Kind.BACKUP, began, target, made.bytes(), made.contents(), null);
            sweep(folder, rule);
        } catch (IOException e) {
            failed(Kind.BACKUP, began, target, e);
        }
    }

    /// A backup that takes the last room from orders keeps nobody.
    private void leavesRoom(Path folder) throws IOException {
        var disk = Files.getFileStore(folder);
        long bytes = database.reading(BackupRows.class)
                .lastGood(Kind.BACKUP)
                .map(BackupRun::bytes)
                .orElse(0L);
        if (!Retention.leavesRoom(bytes, disk.getUsableSpace(), disk.getTotalSpace()))
            throw new Trouble("no-room", bytes / BYTES_A_MB, disk.getUsableSpace() / BYTES_A_MB);
    }

    /// What is too old goes, and what a server that was killed has left half-written.
    private static void sweep(Path folder, BackupRule rule) throws IOException {
        try (var all = Files.list(folder)) {
            var names = all.map(file -> file.getFileName().toString()).toList();
            for (var name : Retention.surplus(names, rule.keepDays(), rule.keepWeeks()))
                Files.deleteIfExists(folder.resolve(name));
            for (var name : names)
                if (name.startsWith(".platen-") && name.endsWith(Maker.UNFINISHED))
                    Files.deleteIfExists(folder.resolve(name));
        }
    }

    private void drill() {
        var began = clock.instant();
        var last = database.reading(BackupRows.class).lastGood(Kind.BACKUP);
        var file = Path.of(last.map(BackupRun::file).orElse(""));
        try {
            if (last.isEmpty()) throw new Trouble("drill-none");
            var contents = new Drill(database, Files.createDirectories(data.resolve("work"))).of(file, passphrase);
            note(Kind.DRILL, began, file, Files.size(file), contents, null);
        } catch (IOException e) {
            failed(Kind.DRILL, began, file, e);
        }
    }

    private void failed(Kind kind, Instant began, Path file, IOException why) {
        if (Thread.currentThread().isInterrupted()) return; // the server ends; it is done after the next start
        LOG.log(Level.WARNING, "a " + kind.name().toLowerCase(Locale.ROOT) + " failed", why);
        note(kind, began, file, 0, null, Trouble.of(why));
    }

    /// A failure is an event, by which whoever is on duty hears of it; again only when there was a good one between.
    private void note(
            Kind kind, Instant began, Path file, long bytes, @Nullable Contents contents, @Nullable Message problem) {
        var now = clock.instant();
        database.use(change -> {
            var rows = change.attach(BackupRows.class);
            var before = rows.last(kind).map(BackupRun::problem);
            if (problem != null && before.isEmpty())
                Events.write(
                        change,
                        now,
                        Actor.SYSTEM,
                        Subject.SHOP,
                        Message.of(
                                kind == Kind.BACKUP ? "backup.night-failed" : "backup.drill-failed",
                                Words.say(problem, Locale.US)));
            var count = contents == null ? 0 : contents.rows();
            var uploads = contents == null ? 0 : contents.files();
            rows.add(kind, began, now, file.toString(), bytes, count, uploads, problem);
        });
    }

    /// What of the keeping needs a person: the last backup or drill failed.
    public static List<BackupRun> failures(Handle look) {
        var rows = look.attach(BackupRows.class);
        return Stream.of(Kind.values())
                .flatMap(kind -> rows.last(kind).stream())
                .filter(run -> run.problem() != null)
                .toList();
    }
}
