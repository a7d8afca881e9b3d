package platen.shifts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.PersonId;

/// The hours, as the database keeps them.
interface Hours {
    String COLUMNS = """
        select work_hours.id, work_hours.person, person.name, day, minutes, kind, order_id,
               customer_order.code, job, note, at
          from work_hours
          join person on person.id = work_hours.person
          left join customer_order on customer_order.id = work_hours.order_id
        """;

    @SqlQuery("select person, began_at, kind, order_id, job, note from work_clock where person = :person")
    Optional<Clock> clock(PersonId person);

    /// False when they are at work already.
    @SqlUpdate("""
        insert into work_clock (person, began_at, kind, order_id, job, note)
        values (:person, :now, :kind, :orderId, :job, :note)
            on conflict do nothing
        """)
    boolean begin(PersonId person, Instant now, @BindMethods Task task);

    @SqlUpdate("delete from work_clock where person = :person and began_at = :began")
    boolean end(PersonId person, Instant began);

    @SqlQuery("""
        select person.name
          from work_clock join person on person.id = work_clock.person
         order by person.name
        """)
    List<String> atWork();

    @SqlQuery(COLUMNS + " where work_hours.id = :id")
    Optional<Entry> find(long id);

    /// Somebody's from a day until before another, the newest first.
    @SqlQuery(COLUMNS + """
         where work_hours.person = :person and day >= :from and day < :until
         order by day desc, work_hours.id desc
        """)
    List<Entry> of(PersonId person, String from, String until);

    /// Everybody's from a day until before another, by person.
    @SqlQuery(COLUMNS + """
         where day >= :from and day < :until
         order by person.name, work_hours.person, day, work_hours.id
        """)
    List<Entry> between(String from, String until);

    @SqlUpdate("""
        insert into work_hours (person, day, minutes, kind, order_id, job, note, at)
        values (:person, :day, :minutes, :kind, :orderId, :job, :note, :now)
        """)
    void add(PersonId person, String day, int minutes, @BindMethods Task task, Instant now);

    /// False when somebody else was quicker.
    @SqlUpdate("""
        update work_hours
           set minutes = :minutes, kind = :kind
         where id = :id and minutes = :before and kind = :kindBefore
        """)
    boolean correct(long id, int before, WorkKind kindBefore, int minutes, WorkKind kind);
}
