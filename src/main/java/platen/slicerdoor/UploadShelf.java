package platen.slicerdoor;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.queue.Act;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.PersonId;

/// What slicers have sent: who looks for it, and what their senders and workers do with it before it is printed.
public final class UploadShelf {
    private static final int LATELY = 30;

    private final Database database;
    private final InstantSource clock;

    public UploadShelf(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What is not over, of all doors; what its sender wants first before all else.
    public List<SlicerUpload> open() {
        return database.reading(SlicerUploads.class).open();
    }

    /// What the owner of a key has sent through its door and is not over, the newest first.
    public List<SlicerUpload> of(SlicerKey key) {
        return database.reading(SlicerUploads.class).open(key.door(), key.owner());
    }

    public Optional<SlicerUpload> find(SlicerKey key, String path) {
        return of(key).stream().filter(upload -> upload.path().equals(path)).findFirst();
    }

    public Optional<SlicerUpload> of(JobId job) {
        return database.reading(SlicerUploads.class).of(job);
    }

    public Optional<SlicerUpload> find(long id) {
        return database.reading(SlicerUploads.class).find(id);
    }

    /// What somebody sent last.
    public List<SlicerUpload> by(PersonId owner) {
        return database.reading(SlicerUploads.class).by(owner, LATELY);
    }

    /// Its sender wants it printed: it goes first in the queue, and waits there for a worker.
    public void first(SlicerUpload upload, SlicerKey key) {
        database.use(change -> {
            if (!change.attach(SlicerUploads.class).first(upload.id(), clock.instant())) return;
            var what = Message.of("slicers.wanted-first", key.ownerName());
            Events.write(change, clock.instant(), key.actor(), Subject.of(upload.job()), what);
        });
    }

    /// A worker has looked at a program that was sliced for another printer, and lets it wait like all others.
    public Act letGo(SlicerUpload upload, Actor who) {
        return database.change(change -> {
            var uploads = change.attach(SlicerUploads.class);
            if (!uploads.letGo(upload.id())
                    || !uploads.setProgram(upload.job(), upload.program(), upload.profile(), upload.seconds())) {
                change.rollback();
                return Act.refused("queue.too-late");
            }
            Events.write(
                    change,
                    clock.instant(),
                    who,
                    Subject.of(upload.job()),
                    Message.of("slicers.let-go", upload.name()));
            return new Act.Done();
        });
    }

    /// Its sender deletes it in the slicer: the job that it had made is given up, while it waits.
    public Act delete(SlicerUpload upload, SlicerKey key) {
        if (upload.attached()) return Act.refused("slicers.belongs-to-order", upload.name());
        return database.change(change -> {
            var why = Message.of("slicers.deleted", key.ownerName());
            if (!change.attach(Jobs.class).cancelled(upload.job(), why, clock.instant()))
                return Act.refused("slicers.is-printing", upload.name());
            Events.write(change, clock.instant(), key.actor(), Subject.of(upload.job()), why);
            return new Act.Done();
        });
    }

    /// Its sender calls it something else.
    public Act move(SlicerUpload upload, SlicerKey key, String folder, String name) {
        return database.change(change -> {
            var uploads = change.attach(SlicerUploads.class);
            change.attach(SlicerKeys.class).takeTurn(key.door());
            var isTaken = uploads.open(key.door(), key.owner()).stream()
                    .anyMatch(one -> one.folder().equals(folder) && one.name().equals(name));
            if (isTaken) return Act.refused("slicers.name-exists", name);
            uploads.move(upload.id(), folder, name);
            var what = Message.of("slicers.renamed", upload.name(), name);
            Events.write(change, clock.instant(), key.actor(), Subject.of(upload.job()), what);
            return new Act.Done();
        });
    }
}
