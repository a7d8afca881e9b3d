package platen.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// Who is on duty and how they are reached, as the database keeps it. Viewers are told nothing.
interface OnCalls {
    String COLUMNS = """
        select person, name, email, duty, by_mail, push, customers, quiet_from, quiet_until, since
          from on_call join person on person.id = on_call.person
        """;

    @SqlQuery(COLUMNS + " where person = :person")
    Optional<OnCall> of(PersonId person);

    @SqlQuery(COLUMNS + " where left_at is null and role in ('WORKER', 'COORDINATOR') order by name, person")
    List<OnCall> all();

    @SqlUpdate("""
        insert into on_call (person, duty, by_mail, push, customers, quiet_from, quiet_until, since)
        values (:person, :duty, :byMail, :push, :customers, :quietFrom, :quietUntil, :now)
            on conflict (person)
            do update set duty = excluded.duty, by_mail = excluded.by_mail, push = excluded.push,
                          customers = excluded.customers, quiet_from = excluded.quiet_from,
                          quiet_until = excluded.quiet_until, since = excluded.since
        """)
    void write(
            PersonId person,
            Duty duty,
            boolean byMail,
            String push,
            boolean customers,
            @Nullable Integer quietFrom,
            @Nullable Integer quietUntil,
            Instant now);

    @SqlQuery("select allows_lan from alert_rule where id = 1")
    boolean allowsLan();

    @SqlUpdate("update alert_rule set allows_lan = :allows where id = 1 and allows_lan <> :allows")
    boolean allowLan(boolean allows);
}
