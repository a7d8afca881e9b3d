package platen.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import platen.templating.Words;
import platen.values.Message;

/// A backup that cannot be made, read or restored: what is wrong, where, and what to do.
public final class Trouble extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Message what;

    public Trouble(String key, Object... args) {
        this(Message.of("backup." + key, args));
    }

    private Trouble(Message what) {
        super(Words.say(what, Locale.US));
        this.what = what;
    }

    public Message what() {
        return what;
    }

    /// A failure in words for who reads English, as those do who keep a server.
    public static String words(IOException failure) {
        return Words.say(of(failure), Locale.US);
    }

    /// What a failure is called that is none of ours: a disk that is full says so in its own words.
    public static Message of(IOException failure) {
        if (failure instanceof Trouble trouble) return trouble.what();
        if (failure instanceof AccessDeniedException denied) return Message.of("backup.denied", denied.getFile());
        if (failure instanceof NoSuchFileException gone) return Message.of("backup.no-file", gone.getFile());
        var said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return said.contains("No space left") ? Message.of("backup.full") : Message.of("backup.failed-io", said);
    }
}
