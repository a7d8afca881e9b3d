package platen.customers;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.customers.CustomerLetters.NewLetter;
import platen.notices.Mailing;
import platen.notices.NoticeState;
import platen.values.Language;
import platen.values.Message;
import platen.values.Secrets;

/// Puts letters to customers in the queue, in the transaction of what they tell of: to be mailed, or to be told by a
/// worker where no mail goes out.
public final class Writing {
    private final Mailing mailing;

    public Writing(Mailing mailing) {
        this.mailing = mailing;
    }

    public boolean canMail() {
        return mailing.isSetUp();
    }

    void write(Handle change, Errand what, String email, @Nullable Long about, Language language, Instant now) {
        var letters = change.attach(CustomerLetters.class);
        letters.replaceOlder(what, email, about == null ? 0 : about, now);
        var cannot = cannotMail(email);
        var state = cannot == null ? NoticeState.WAITING : NoticeState.TO_TELL;
        letters.add(new NewLetter(what, email, about, language, state, Secrets.token(), cannot, now));
    }

    private @Nullable Message cannotMail(String email) {
        if (email.isEmpty()) return Message.of("notices.no-address");
        return canMail() ? null : Message.of("notices.no-mail");
    }
}
