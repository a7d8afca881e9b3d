package platen.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.alerts.HostWatch;
import platen.backup.Keeper;
import platen.backup.Restorer;
import platen.backup.Trouble;
import platen.backup.Upgrade;
import platen.database.Database;
import platen.files.FileStore;
import platen.inspection.Inspector;
import platen.notices.Mailing;
import platen.notices.Postman;
import platen.notices.Reminders;
import platen.notices.smtp.SmtpPost;
import platen.notices.smtp.SmtpSettings;
import platen.orders.Drafts;
import platen.orders.FileLooks;
import platen.orders.FileReading;
import platen.orders.PartSlicing;
import platen.orders.SliceBench;
import platen.printers.Profiles;
import platen.privacy.FileKeeping;
import platen.queue.LessPlates;
import platen.slicing.Slicer;
import platen.templating.Words;
import platen.uploads.Uploads;
import platen.web.Listening;
import platen.web.Website;

/// The shop's server, put together and running: website, slicing, housekeeping.
final class ShopServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ShopServer.class.getName());
    private static final int FLEET_EVERY_S = 5;
    private static final int LONGEST_LAST_WORDS_S = 10;
    private static final int WEBHOOKS_EVERY_S = 2;
    private static final int SWEEP_EVERY_S = 3_600;
    private static final int OFFERS_EVERY_S = 60;
    private static final int CERTIFICATE_EVERY_S = 30;
    private static final int HOSTS_EVERY_S = 30;
    private static final int REMINDERS_EVERY_S = 60;

    private final FileChannel lock;
    private final Database database;
    private final Website.Parts parts;
    private final Website website;
    private final Thread bench;
    private final Thread looks;
    private final Thread postman;
    private final Thread alerts;
    private final Thread keeping;
    private final Inspector inspector;
    private final BooleanSupplier canSlice;
    private final ServerOptions options;
    private final ScheduledExecutorService housekeeping;

    private ShopServer(
            FileChannel lock,
            Database database,
            Website.Parts parts,
            Website website,
            Thread bench,
            Thread looks,
            Thread postman,
            Thread alerts,
            Thread keeping,
            Inspector inspector,
            BooleanSupplier canSlice,
            ServerOptions options,
            ScheduledExecutorService housekeeping) {
        this.lock = lock;
        this.database = database;
        this.parts = parts;
        this.website = website;
        this.bench = bench;
        this.looks = looks;
        this.postman = postman;
        this.alerts = alerts;
        this.keeping = keeping;
        this.inspector = inspector;
        this.canSlice = canSlice;
        this.options = options;
        this.housekeeping = housekeeping;
    }

    /// Opens the data folder, brings the database up to date, and listens.
    static ShopServer open(ServerOptions options) throws IOException, InterruptedException {
        var data = DataFolder.open(options.data);
        if (Restorer.isUnfinished(data)) throw new Trouble("unfinished", data);
        var smtp = smtp(options);
        var lock = lock(data);
        var clock = InstantSource.system();
        var database = database(options, data, clock);
        var files = new FileStore(data.resolve("files"), database, clock);
        var ownProfiles = data.resolve("printers");
        var profiles = Profiles.load(ownProfiles);
        profiles.complaints().forEach(complaint -> LOG.warning("printer profile left out: " + complaint));
        var inspector = new Inspector(data.resolve("work"), ownProfiles);
        // Asking the slicer who it is takes longer than our own start.
        var slicer = new FutureTask<>(() -> Slicer.find(data.resolve("work")));
        Thread.ofPlatform().daemon().name("slicer").start(slicer);
        BooleanSupplier canSlice = () -> found(slicer).isPresent();
        Supplier<Optional<String>> version = () -> found(slicer).map(Slicer::version);
        var parts = Website.Parts.assemble(database, files, profiles, new FileReading(inspector), version, clock);
        parts.floor().doubtBeds();
        var bench = Thread.ofPlatform()
                .daemon()
                .name("slicing")
                .start(() -> found(slicer).ifPresent(one -> slice(bench(parts, new PartSlicing(inspector, one)))));
        var looks = Thread.ofPlatform()
                .daemon()
                .name("looking into files")
                .start(new FileLooks(database, files, parts.reader(), parts.quoting(), clock));
        var spool = Files.createDirectories(data.resolve("spool"));
        var keeper = new Keeper(database, files, data, options.passphrase.find(), clock);
        var website = Website.create(
                listening(options, spool), parts, mailing(smtp, options, parts), Uploads.Bounds.USUAL, keeper);
        try {
            website.start();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        var postman = Thread.ofPlatform().daemon().name("mail").start(new Postman(website::mail));
        var alerts = Thread.ofPlatform().daemon().name("alerts").start(new Postman(website.dispatcher()::tick));
        var keeping = Thread.ofPlatform().daemon().name("backups").start(new Postman(keeper::tick));
        var server = new ShopServer(
                lock,
                database,
                parts,
                website,
                bench,
                looks,
                postman,
                alerts,
                keeping,
                inspector,
                canSlice,
                options,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("housekeeping").factory()));
        server.keepHouse();
        return server;
    }

    Website.Parts parts() {
        return parts;
    }

    /// Whether parts are really sliced here; else their prices are estimates.
    boolean canSlice() {
        return canSlice.getAsBoolean();
    }

    /// Where a browser on this machine finds all of it.
    String address() {
        return "http://" + (isOpen() ? "localhost" : options.bind) + ":" + port();
    }

    /// The same for a printer host on this machine, which looks no name up.
    String nearAddress() {
        return "http://" + (isOpen() ? "127.0.0.1" : options.bind) + ":" + port();
    }

    private boolean isOpen() {
        return options.bind.equals("0.0.0.0");
    }

    /// Where it listens, a sentence each.
    List<String> addresses() {
        var said = new ArrayList<String>();
        said.add("Platen is at " + address() + "/");
        var doors = website.doors();
        if (doors.securePort() > 0) said.add("It speaks HTTPS at port " + doors.securePort() + ", too.");
        if (doors.frontPort() > 0)
            said.add("Customers' pages alone are at port " + doors.frontPort() + ": " + options.publicUrl);
        return said;
    }

    /// What is not protected against who listens in the network; nothing where nobody else can come without TLS.
    List<String> unprotected() {
        if (!website.doors().isOpenWithoutTls()) return List.of();
        return List.of(
                "Other computers reach it over plain HTTP. Whoever is in the same network can read along and change what",
                "passes: passwords, customers' links and files, money, keys. Passkeys do not work so. docs/keeping.md",
                "tells how HTTPS comes about.");
    }

    int port() {
        return website.port();
    }

    @Override
    public void close() {
        housekeeping.shutdownNow();
        bench.interrupt();
        looks.interrupt();
        postman.interrupt();
        alerts.interrupt();
        keeping.interrupt();
        website.close();
        await(bench);
        await(looks);
        await(postman);
        await(alerts);
        await(keeping);
        inspector.close();
        database.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the lock of the data folder stays", e);
        }
    }

    /// No child of its outlives us.
    private static void await(Thread ended) {
        try {
            ended.join(Duration.ofSeconds(LONGEST_LAST_WORDS_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepHouse() {
        every(FLEET_EVERY_S, parts.fleet()::tick);
        every(CERTIFICATE_EVERY_S, website.doors()::renew);
        every(FLEET_EVERY_S, website.plugs()::tick);
        every(WEBHOOKS_EVERY_S, website.courier()::tick);
        every(SWEEP_EVERY_S, website.uploads()::sweep);
        every(SWEEP_EVERY_S, website.customerMail()::sweep);
        every(SWEEP_EVERY_S, website.dispatcher()::sweep);
        every(HOSTS_EVERY_S, new HostWatch(parts.database(), parts.fleet(), parts.clock())::look);
        every(SWEEP_EVERY_S, new Drafts(parts.database(), parts.files(), parts.clock())::sweep);
        every(SWEEP_EVERY_S, new FileKeeping(parts.database(), parts.files(), parts.clock())::sweep);
        every(SWEEP_EVERY_S, parts.files()::sweep);
        every(SWEEP_EVERY_S, parts.files()::tidy);
        every(OFFERS_EVERY_S, parts.offers()::expire);
        every(REMINDERS_EVERY_S, new Reminders(parts.database(), parts.clock())::look);
    }

    private void every(int seconds, Runnable duty) {
        var _ = housekeeping.scheduleWithFixedDelay(
                () -> {
                    try {
                        duty.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "housekeeping failed, and is tried again", e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    private static Listening listening(ServerOptions options, Path spool) {
        var tls = options.tls;
        var front = options.publicPort;
        return new Listening(
                options.bind,
                options.port,
                options.publicUrl,
                options.behindProxy,
                options.proxies(),
                tls.files()
                        .map(files -> new Listening.Tls(files, tls.bind == null ? options.bind : tls.bind, tls.port))
                        .orElse(null),
                front == null ? null : new Listening.Front(options.publicBind, front),
                options.floorUrl,
                spool,
                options.templates,
                options.localDevices);
    }

    /// What is wrong with the address of the mail server is said before anything is opened.
    private static Optional<SmtpSettings> smtp(ServerOptions options) throws IOException {
        try {
            return Optional.ofNullable(options.smtpUrl).map(SmtpSettings::of);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Mailing mailing(Optional<SmtpSettings> smtp, ServerOptions options, Website.Parts parts) {
        Supplier<String> from =
                () -> options.mailFrom == null ? parts.settings().shop().email() : options.mailFrom;
        return smtp.map(settings -> Mailing.by(
                        new SmtpPost(settings, from, parts.clock()),
                        () -> !from.get().isEmpty()))
                .orElse(Mailing.none());
    }

    /// On as many threads as slicers may run at once. Closing waits for them, and interrupts them when it is
    /// interrupted.
    private static void slice(SliceBench bench) {
        try (var hands = Executors.newFixedThreadPool(
                Slicer.AT_ONCE, Thread.ofPlatform().daemon().name("slicing ", 1).factory())) {
            for (int hand = 0; hand < Slicer.AT_ONCE; hand++) hands.execute(bench);
        }
    }

    private static SliceBench bench(Website.Parts parts, PartSlicing slicing) {
        var less = new LessPlates(parts.files(), parts.clock());
        return new SliceBench(parts.database(), parts.files(), parts.quoting(), slicing, parts.clock(), less::sliced);
    }

    private static Optional<Slicer> found(Future<Optional<Slicer>> slicer) {
        try {
            return slicer.get();
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "the slicer could not be asked who it is", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Database database(ServerOptions options, Path data, InstantSource clock) throws IOException {
        var url = Optional.ofNullable(options.database);
        return new Upgrade(
                        data, url, options.passphrase.find(), clock, step -> LOG.info(() -> Words.say(step, Locale.US)))
                .open(options.upgradeWithoutBackup);
    }

    /// One server for a folder: two would each take the other's plates for their own.
    private static FileChannel lock(Path data) throws IOException {
        var channel =
                FileChannel.open(data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock != null) return channel;
        channel.close();
        throw new IOException("another Platen server uses the folder " + data + ": end it first, or name another");
    }
}
