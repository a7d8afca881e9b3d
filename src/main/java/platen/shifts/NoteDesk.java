package platen.shifts;

import java.time.InstantSource;
import java.util.List;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Person;
import platen.values.Message;

/// Where one shift leaves word for the next.
public final class NoteDesk {
    /// More do not fit a note.
    public static final int LONGEST = 2_000;

    private static final int MOST = 50;

    private final Database database;
    private final InstantSource clock;

    public NoteDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What nobody has seen to yet, the newest first.
    public List<Note> open() {
        return database.reading(Notes.class).open(MOST);
    }

    /// All that were written before the note of this number, done or not, the newest first.
    public List<Note> before(long number) {
        return database.reading(Notes.class).before(number, MOST);
    }

    public void leave(Person who, String body) {
        database.use(change -> {
            change.attach(Notes.class).add(who.id(), body, clock.instant());
            Events.write(change, clock.instant(), who.actor(), Subject.SHOP, Message.of("shifts.note-left"));
        });
    }

    /// False when somebody has seen to it already.
    public boolean done(Person who, long id) {
        return database.change(change -> {
            if (!change.attach(Notes.class).done(id, who.id(), clock.instant())) return false;
            Events.write(change, clock.instant(), who.actor(), Subject.SHOP, Message.of("shifts.note-done", id));
            return true;
        });
    }
}
