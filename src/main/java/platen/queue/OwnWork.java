package platen.queue;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.MachineKind;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;

/// Jobs that nobody ordered: tests, calibration, training, the shop's own. Each has a reason.
public final class OwnWork {
    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public OwnWork(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// What is to be done, `file` with it where there is one; a program for a 3D printer is checked afterwards.
    public record Wish(
            String title,
            MachineKind kind,
            Purpose purpose,
            String reason,
            int copies,
            @Nullable Digest file,
            @Nullable String material,
            @Nullable String colour) {}

    public JobId add(Wish wish, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var job = new Jobs.NewJob(
                            null,
                            null,
                            wish.title(),
                            wish.kind(),
                            wish.file(),
                            null,
                            null,
                            wish.material(),
                            wish.colour(),
                            wish.copies(),
                            null,
                            now)
                    .because(wish.purpose(), wish.reason());
            var id = change.attach(Jobs.class).add(job);
            if (wish.file() != null) files.use(change, wish.file(), "job " + id.value());
            var what = Message.of("queue.own-came-in", wish.title(), wish.copies(), wish.reason());
            Events.write(change, now, who, Subject.of(id), what);
            return id;
        });
    }
}
