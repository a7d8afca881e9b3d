package platen.customers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.notices.NoticeState;
import platen.values.Language;
import platen.values.Message;

/// The letters to customers, as the database keeps them.
interface CustomerLetters {
    String COLUMNS = """
        select id, what, email, about, language, state, mail_key, tries, due_at, problem, created_at
          from customer_letter
        """;

    record NewLetter(
            Errand what,
            String email,
            @Nullable Long about,
            Language language,
            NoticeState state,
            String mailKey,
            @Nullable Message problem,
            Instant at) {}

    @SqlUpdate("""
        insert into customer_letter (what, email, about, language, state, mail_key, due_at, problem, created_at)
        values (:what, :email, :about, :language, :state, :mailKey, :at, :problem, :at)
        """)
    void add(@BindMethods NewLetter letter);

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<CustomerLetter> find(long id);

    /// What is to be mailed now, the longest due first.
    @SqlQuery(COLUMNS + " where state = 'WAITING' and due_at <= :now order by due_at, id limit :limit")
    List<CustomerLetter> due(Instant now, int limit);

    /// What workers have to tell, the longest waiting first.
    @SqlQuery(COLUMNS + " where state = 'TO_TELL' order by id limit :limit")
    List<CustomerLetter> toTell(int limit);

    @SqlQuery("select count(*) from customer_letter where state = 'TO_TELL'")
    int countToTell();

    /// Counts a try before it is made, and keeps others off until it is over or given up for dead. False when somebody
    /// else was quicker.
    @SqlUpdate("""
        update customer_letter
           set tries = tries + 1, due_at = :until
         where id = :id and state = 'WAITING' and tries = :tries
        """)
    boolean claim(long id, int tries, Instant until);

    @SqlUpdate("update customer_letter set due_at = :due, problem = :problem where id = :id and state = 'WAITING'")
    boolean postpone(long id, Instant due, Message problem);

    @SqlUpdate("""
        update customer_letter
           set state = 'SENT', problem = null, ended_at = :now
         where id = :id and state = 'WAITING'
        """)
    boolean sent(long id, Instant now);

    @SqlUpdate("update customer_letter set state = 'TO_TELL', problem = :problem where id = :id and state = 'WAITING'")
    boolean toTell(long id, Message problem);

    @SqlUpdate("update customer_letter set state = 'TOLD', ended_at = :now where id = :id and state = 'TO_TELL'")
    boolean told(long id, Instant now);

    @SqlUpdate("update customer_letter set state = 'OVERTAKEN', ended_at = :now where id = :id and state = :before")
    boolean overtaken(long id, NoticeState before, Instant now);

    /// A newer letter says all that an older one of its kind would have said.
    @SqlUpdate("""
        update customer_letter
           set state = 'OVERTAKEN', ended_at = :now
         where what = :what and email = :email and coalesce(about, 0) = :about and state in ('WAITING', 'TO_TELL')
        """)
    void replaceOlder(Errand what, String email, long about, Instant now);

    /// Whom nothing more is told is not known by their letters for ever.
    @SqlUpdate("delete from customer_letter where ended_at <= :before")
    void forget(Instant before);
}
