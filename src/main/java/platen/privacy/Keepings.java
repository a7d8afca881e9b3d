package platen.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderState;
import platen.values.Digest;
import platen.values.OrderId;

/// How long files are kept, as the database has it.
interface Keepings {
    String OVER = "customer_order.state in ('COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED')";
    /// The events with which an order is over.
    String ENDS = """
        (event.what in ('orders.became-collected', 'orders.became-expired', 'talk.unclaimed')
         or event.what like 'orders.declined%' or event.what like 'orders.refused%'
         or event.what like 'talk.cancelled%')
        """;
    /// Somebody may still need the files: something is wrong with what was made, or is being made.
    String HELD = """
        (exists (select 1 from complaint
                  where complaint.order_id = customer_order.id and complaint.state = 'OPEN')
         or exists (select 1 from job
                     where job.order_id = customer_order.id and job.state not in ('DONE', 'CANCELLED')))
        """;
    String DELETED_ON = """
        case when order_keeping.keep_until > order_keeping.delete_on then order_keeping.keep_until
             else order_keeping.delete_on end
        """;
    String LISTED = """
        select customer_order.id, customer_order.code, nullif(customer_order.customer_name, '') as customer_name,
               customer_order.state,
        """ + DELETED_ON + " as deleted_on, order_keeping.kept_by, " + HELD + " as is_held" + """

          from order_keeping join customer_order on customer_order.id = order_keeping.order_id
        """;

    /// What is noted of an order; the days are the first moment of theirs in the shop's zone.
    record Row(
            @Nullable Instant overAt,
            @Nullable Instant deleteOn,
            @Nullable Instant keepUntil,
            @Nullable String keptBy,
            @Nullable Instant filesDeletedAt,
            @Nullable Instant forgottenAt) {
        static final Row NONE = new Row(null, null, null, null, null, null);
    }

    /// `isNamed` where its customer said who they are: a draft that is thrown away before goes at once.
    record Ended(OrderId id, Instant at, boolean isNamed) {}

    /// An order in the workers' list; `isHeld` while its files are needed in spite of the day.
    record Listed(
            OrderId id,
            String code,
            @Nullable String customerName,
            OrderState state,
            Instant deletedOn,
            @Nullable String keptBy,
            boolean isHeld) {}

    @SqlQuery("select days, most_days, backup_days from keeping_rule where id = 1")
    KeepingRule rule();

    @SqlUpdate("""
        update keeping_rule
           set days = :days, most_days = :mostDays, backup_days = :backupDays
         where id = 1
        """)
    void setRule(@BindMethods KeepingRule rule);

    @SqlQuery("""
        select over_at, delete_on, keep_until, kept_by, files_deleted_at, forgotten_at
          from order_keeping
         where order_id = :order
        """)
    Optional<Row> find(OrderId order);

    default Row of(OrderId order) {
        return find(order).orElse(Row.NONE);
    }

    @SqlUpdate("insert into order_keeping (order_id) values (:order) on conflict (order_id) do nothing")
    void open(OrderId order);

    /// When an order was over last; nothing where no event tells it.
    @SqlQuery("""
        select max(event.at)
          from event
         where event.subject_kind = 'ORDER' and event.subject_id = :order and
        """ + ENDS)
    Optional<Instant> ended(OrderId order);

    /// Orders that are over, and whose day is not noted yet.
    @SqlQuery("""
        select customer_order.id, coalesce(max(event.at), customer_order.created_at) as at,
               customer_order.customer_name is not null as is_named
          from customer_order
          left join event on event.subject_kind = 'ORDER' and event.subject_id = customer_order.id and
        """ + ENDS + " where " + OVER + """
           and not exists (select 1 from order_keeping
                            where order_keeping.order_id = customer_order.id and order_keeping.over_at is not null)
         group by customer_order.id, customer_order.created_at, customer_order.customer_name
         order by customer_order.id
         limit :limit
        """)
    List<Ended> unnoted(int limit);

    @SqlUpdate("""
        update order_keeping
           set over_at = :at, delete_on = :day
         where order_id = :order and over_at is null
        """)
    boolean note(OrderId order, Instant at, Instant day);

    /// Orders that were over and are not any more: an expired price was asked for again.
    @SqlUpdate("""
        update order_keeping
           set over_at = null, delete_on = null
         where over_at is not null and files_deleted_at is null
           and exists (select 1 from customer_order where customer_order.id = order_keeping.order_id and not
        """ + OVER + ")")
    int goOn();

    /// Files came with a message after the others were deleted: they have days of their own.
    @SqlQuery("""
        select remark.order_id as id, max(remark.at) as at, true as is_named
          from remark
          join remark_file on remark_file.remark = remark.id
          join order_keeping on order_keeping.order_id = remark.order_id
         where order_keeping.files_deleted_at is not null and remark.at >= order_keeping.files_deleted_at
           and remark_file.file <> :deleted
         group by remark.order_id
         order by remark.order_id
         limit :limit
        """)
    List<Ended> cameLater(Digest deleted, int limit);

    @SqlUpdate("update order_keeping set delete_on = :day, files_deleted_at = null where order_id = :order")
    void again(OrderId order, Instant day);

    @SqlQuery("select order_keeping.order_id from order_keeping" + """

          join customer_order on customer_order.id = order_keeping.order_id
         where order_keeping.files_deleted_at is null and order_keeping.delete_on <= :today and
        """ + DELETED_ON + " <= :today and " + OVER
            + " and not " + HELD
            + " order by order_keeping.delete_on, order_keeping.order_id limit :limit")
    List<OrderId> due(Instant today, int limit);

    /// Whether the files of an order are needed in spite of the day.
    @SqlQuery("select " + HELD + " from customer_order where customer_order.id = :order")
    boolean isHeld(OrderId order);

    /// Keeps others who want the same order kept or deleted waiting until the transaction ends.
    @SqlUpdate("update order_keeping set order_id = order_id where order_id = :order")
    void hold(OrderId order);

    @SqlUpdate("""
        update order_keeping
           set files_deleted_at = :now, keep_until = null, kept_by = null
         where order_id = :order
        """)
    void deleted(OrderId order, Instant now);

    /// There was no file to delete.
    @SqlUpdate("update order_keeping set files_deleted_at = :now where order_id = :order and files_deleted_at is null")
    void hadNone(OrderId order, Instant now);

    @SqlUpdate("""
        update order_keeping
           set keep_until = :until, kept_by = :who
         where order_id = :order and files_deleted_at is null
        """)
    boolean keep(OrderId order, @Nullable Instant until, @Nullable String who);

    @SqlUpdate("update order_keeping set forgotten_at = :now where order_id = :order and forgotten_at is null")
    boolean forgotten(OrderId order, Instant now);

    /// What is deleted next.
    @SqlQuery(LISTED + " where order_keeping.files_deleted_at is null and order_keeping.delete_on is not null and "
            + OVER + " and exists (select 1 from file_use where file_use.used_by = 'order ' || customer_order.id)"
            + " order by deleted_on, customer_order.id limit :limit")
    List<Listed> next(int limit);

    /// What somebody wants kept.
    @SqlQuery(LISTED + """
         where order_keeping.files_deleted_at is null and order_keeping.keep_until is not null
           and order_keeping.keep_until > :today
         order by order_keeping.keep_until, customer_order.id
         limit :limit
        """)
    List<Listed> kept(Instant today, int limit);

    /// How many different files an order has.
    @SqlQuery("select count(*) from file_use where used_by = :use")
    int files(String use);
}
