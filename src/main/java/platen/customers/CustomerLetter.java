package platen.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.notices.NoticeState;
import platen.values.Language;
import platen.values.Message;

/// A letter to a customer. `about` is the invitation or the question that it is about; `email` is empty where only a
/// telephone is known; `problem` says why it could not be mailed.
public record CustomerLetter(
        long id,
        Errand what,
        String email,
        @Nullable Long about,
        Language language,
        NoticeState state,
        String mailKey,
        int tries,
        Instant dueAt,
        @Nullable Message problem,
        Instant createdAt) {

    /// What it is about, of one that is about something.
    long subject() {
        if (about == null) throw new IllegalStateException("a letter about nothing: " + id);
        return about;
    }
}
