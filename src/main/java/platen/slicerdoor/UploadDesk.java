package platen.slicerdoor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.MachineKind;
import platen.orders.Contents;
import platen.orders.Order;
import platen.orders.Sliced;
import platen.printers.Profiles;
import platen.queue.Jobs;
import platen.slicerdoor.Doors.Opening;
import platen.slicerdoor.Judge.Judgement;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Json;
import platen.values.Message;
import platen.values.OrderId;

/// Where files of slicers become jobs that wait for a worker. Each is one transaction with its events, in which others
/// at the same door wait: so the same file makes one job however often it comes at once.
public final class UploadDesk {
    private final Database database;
    private final FileStore files;
    private final Judge judge;
    private final Profiles profiles;
    private final InstantSource clock;

    public UploadDesk(
            Database database, FileStore files, Contents.Reader reader, Profiles profiles, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.judge = new Judge(files, reader);
        this.profiles = profiles;
        this.clock = clock;
    }

    /// A stored file, and where its sender wants it.
    public record Sent(String folder, String name, Digest file, long bytes) {
        public String path() {
            return folder.isEmpty() ? name : folder + "/" + name;
        }
    }

    /// Checks a file and lets it wait in the queue. What is refused is deleted, if nothing else needs it.
    public Arrival arrive(SlicerKey key, Opening opening, Sent sent) throws InterruptedException {
        var standing = database.<Optional<Arrival>, RuntimeException>look(look -> standing(look, key, sent));
        if (standing.isPresent()) {
            if (standing.get() instanceof Arrival.NameTaken) files.discard(sent.file());
            return standing.get();
        }
        return switch (judge.judge(opening, sent.file(), sent.name())) {
            case Judgement.Refused(var why) -> {
                files.discard(sent.file());
                yield new Arrival.Refused(why);
            }
            case Judgement.Fits fits -> database.change(change -> keep(change, key, sent, fits));
        };
    }

    /// What can be said of a file before anybody looks into it.
    private static Optional<Arrival> standing(Handle look, SlicerKey key, Sent sent) {
        var open = open(look, key);
        var isTaken = open.stream().anyMatch(one -> one.isPrinting() && isAt(one, sent));
        if (isTaken) return Optional.of(new Arrival.NameTaken(sent.name()));
        return open.stream()
                .filter(one -> one.file().equals(sent.file()))
                .filter(one -> one.isWaiting() || one.isPrinting())
                .findFirst()
                .map(Arrival.Known::new);
    }

    private static List<SlicerUpload> open(Handle look, SlicerKey key) {
        return look.attach(SlicerUploads.class).open(key.door(), key.owner());
    }

    private static boolean isAt(SlicerUpload upload, Sent sent) {
        return upload.path().equals(sent.path());
    }

    private Arrival keep(Handle change, SlicerKey key, Sent sent, Judgement.Fits fits) {
        change.attach(SlicerKeys.class).takeTurn(key.door());
        var standing = standing(change, key, sent);
        if (standing.isPresent()) return standing.get();
        var before = open(change, key).stream()
                .filter(one -> one.isWaiting() && isAt(one, sent))
                .findFirst();
        if (before.isPresent()) return replace(change, key, sent, fits, before.get());
        return add(change, key, sent, fits);
    }

    private Arrival add(Handle change, SlicerKey key, Sent sent, Judgement.Fits fits) {
        var now = clock.instant();
        var program = fits.program();
        var order = Ties.order(change, sent.path());
        var waiting = order.flatMap(one -> Ties.job(change, one, sent.name()));
        var job = waiting.isPresent() ? waiting.get().id() : newJob(change, order.map(Order::id), sent, fits, now);
        if (waiting.isPresent() && fits.held() == null && !setProgram(change, job, sent.file(), program))
            return tooLate(change, sent);
        var id = change.attach(SlicerUploads.class)
                .add(new SlicerUploads.NewUpload(
                        key.id(),
                        key.owner(),
                        key.door(),
                        sent.folder(),
                        sent.name(),
                        sent.bytes(),
                        sent.file(),
                        program.forTheWire(sent.file()),
                        program.profile(),
                        program.seconds(),
                        written(program),
                        job,
                        waiting.isPresent(),
                        fits.held(),
                        now));
        use(change, job, sent.file(), program);
        tell(change, job, now, key, Message.of("slicers.came-in", sent.name(), key.name()));
        if (fits.held() != null) tell(change, job, now, key, fits.held());
        return new Arrival.Waits(change.attach(SlicerUploads.class).find(id).orElseThrow());
    }

    private JobId newJob(Handle change, Optional<OrderId> order, Sent sent, Judgement.Fits fits, Instant now) {
        var program = fits.program();
        var isHeld = fits.held() != null;
        return change.attach(Jobs.class)
                .add(new Jobs.NewJob(
                        order.orElse(null),
                        null,
                        sent.name(),
                        MachineKind.PRINTER_3D,
                        sent.file(),
                        isHeld ? null : program.forTheWire(sent.file()),
                        isHeld ? null : program.profile(),
                        material(program),
                        null,
                        1,
                        program.seconds(),
                        now));
    }

    /// The same name again: the waiting file makes room, and its job stays where it is.
    private Arrival replace(Handle change, SlicerKey key, Sent sent, Judgement.Fits fits, SlicerUpload before) {
        var now = clock.instant();
        var uploads = change.attach(SlicerUploads.class);
        var program = fits.program();
        var job = before.job();
        var isSet = fits.held() == null
                ? setProgram(change, job, sent.file(), program)
                : uploads.setProgram(job, null, null, null);
        if (!isSet) return tooLate(change, sent);
        if (!before.attached()) uploads.setFile(job, sent.name(), sent.file(), material(program));
        uploads.replace(
                before.id(),
                key.id(),
                sent.bytes(),
                sent.file(),
                program.forTheWire(sent.file()),
                program.profile(),
                program.seconds(),
                written(program),
                fits.held(),
                now);
        for (var old : List.of(before.file(), before.program())) files.endUse(change, old, user(job));
        use(change, job, sent.file(), program);
        tell(change, job, now, key, Message.of("slicers.replaced", sent.name(), key.name()));
        if (fits.held() != null) tell(change, job, now, key, fits.held());
        return new Arrival.Waits(uploads.find(before.id()).orElseThrow());
    }

    /// It was let go to a machine between our look and our turn.
    private static Arrival tooLate(Handle change, Sent sent) {
        change.rollback();
        return new Arrival.NameTaken(sent.name());
    }

    private static boolean setProgram(Handle change, JobId job, Digest file, Contents.Program program) {
        return change.attach(SlicerUploads.class)
                .setProgram(job, program.forTheWire(file), program.profile(), program.seconds());
    }

    private void use(Handle change, JobId job, Digest file, Contents.Program program) {
        files.use(change, file, user(job));
        files.use(change, program.forTheWire(file), user(job));
    }

    private static String user(JobId job) {
        return "job " + job.value();
    }

    private static @Nullable String written(Contents.Program program) {
        return program.sliced() == null ? null : Json.write(program.sliced());
    }

    /// The material as the shop calls it; nothing where the slicer names several, or one that the printer has not.
    private @Nullable String material(Contents.Program program) {
        Sliced sliced = program.sliced();
        if (sliced == null || sliced.materials().size() != 1) return null;
        return profiles.profile(program.profile())
                .flatMap(profile -> profile.material(sliced.materials().getFirst()))
                .map(material -> material.name())
                .orElse(null);
    }

    private static void tell(Handle change, JobId job, Instant now, SlicerKey key, Message what) {
        Events.write(change, now, key.actor(), Subject.of(job), what);
    }
}
