package platen.reports;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.queue.Reason;
import platen.values.Money;
import platen.values.QuoteId;

/// Sums of what happened, each over a span of an indexed time; `from` counts, `to` does not.
interface Figures {
    record OfMachine(
            String name, @Nullable Integer watts, long runs, long clean, long good, long spoiled, long busyMs) {}

    @SqlQuery("""
        select machine.name, machine.watts, count(*) as runs,
               cast(sum(case when job_run.spoiled = 0 then 1 else 0 end) as bigint) as clean,
               cast(sum(job_run.good) as bigint) as good, cast(sum(job_run.spoiled) as bigint) as spoiled,
               cast(coalesce(sum(job_run.ended_at - job_run.began_at), 0) as bigint) as busy_ms
          from job_run join machine on machine.id = job_run.machine
         where job_run.ended_at >= :from and job_run.ended_at < :to
         group by machine.id, machine.name, machine.watts
         order by machine.name
        """)
    List<OfMachine> machines(Instant from, Instant to);

    record OfMaterial(String material, long runs, long clean, long good, long spoiled) {}

    @SqlQuery("""
        select material, count(*) as runs, cast(sum(case when spoiled = 0 then 1 else 0 end) as bigint) as clean,
               cast(sum(good) as bigint) as good, cast(sum(spoiled) as bigint) as spoiled
          from job_run
         where kind = 'PRINTER_3D' and ended_at >= :from and ended_at < :to
         group by material
         order by material
        """)
    List<OfMaterial> materials(Instant from, Instant to);

    record OfReason(@Nullable Reason reason, long runs, long spoiled) {}

    @SqlQuery("""
        select reason, count(*) as runs, cast(sum(spoiled) as bigint) as spoiled
          from job_run
         where spoiled > 0 and ended_at >= :from and ended_at < :to
         group by reason
         order by count(*) desc, reason
        """)
    List<OfReason> reasons(Instant from, Instant to);

    record Lead(long orders, long meanMs, long promised, long onTime) {}

    /// From a customer's OK to the last job; in time until the end of the promised day.
    @SqlQuery("""
        select count(*) as orders, cast(coalesce(avg(ready_at - approved_at), 0) as bigint) as mean_ms,
               cast(coalesce(sum(case when promised is not null then 1 else 0 end), 0) as bigint) as promised,
               cast(coalesce(sum(case when ready_at < promised + 86400000 then 1 else 0 end), 0) as bigint) as on_time
          from customer_order
         where approved_at is not null and ready_at >= :from and ready_at < :to
        """)
    Lead lead(Instant from, Instant to);

    record Open(long count, Money value) {}

    @SqlQuery("""
        select count(*) as count, cast(coalesce(sum(quote.total), 0) as bigint) as value
          from customer_order left join quote on quote.id = customer_order.quote
         where customer_order.state in ('APPROVED', 'IN_PRODUCTION')
        """)
    Open inProgress();

    @SqlQuery("""
        select count(*) as count, cast(coalesce(sum(quote.total), 0) as bigint) as value
          from customer_order join quote on quote.id = customer_order.quote
         where customer_order.state = 'QUOTED'
        """)
    Open quoted();

    @SqlQuery("select count(*) from job where state not in ('DONE', 'CANCELLED')")
    long openJobs();

    record Owed(int age, long count, Money value) {}

    /// What orders owe that were approved since then, by age: 0 for the youngest, 3 for those before `old`.
    @SqlQuery("""
        select age, count(*) as count, cast(sum(owed) as bigint) as value
          from (select case when o.approved_at >= :young then 0 when o.approved_at >= :middle then 1
                            when o.approved_at >= :old then 2 else 3 end as age,
                       quote.total - coalesce((select sum(amount) from book_entry where order_id = o.id), 0) as owed
                  from customer_order o join quote on quote.id = o.quote
                 where o.state in ('APPROVED', 'IN_PRODUCTION', 'READY', 'COLLECTED') and o.approved_at >= :since) owing
         where owed > 0
         group by age
         order by age
        """)
    List<Owed> owed(Instant since, Instant old, Instant middle, Instant young);

    /// What customers owe who pay monthly.
    @SqlQuery("""
        select coalesce(sum(case when method = 'ACCOUNT' then amount else -amount end), 0)
          from book_entry
         where account is not null
        """)
    Money onAccounts();

    /// What came in for orders, or was put on an account, less what was given back; tax included.
    @SqlQuery("""
        select coalesce(sum(amount), 0)
          from book_entry
         where order_id is not null and method is not null and at >= :from and at < :to
        """)
    Money turnover(Instant from, Instant to);

    record OfProduct(String product, Money net, Money tax) {}

    /// The same by product, shared as the frozen price is, tax apart; each rounded once.
    @SqlQuery("""
        select s.product, cast(round(sum(1.0 * e.amount * s.net / q.total)) as bigint) as net,
               cast(round(sum(1.0 * e.amount * s.tax / q.total)) as bigint) as tax
          from book_entry e join customer_order o on o.id = e.order_id join quote q on q.id = o.quote
          join quote_share s on s.quote = q.id
         where e.method is not null and e.at >= :from and e.at < :to and q.total <> 0
         group by s.product
         order by s.product
        """)
    List<OfProduct> products(Instant from, Instant to);

    /// Frozen prices of orders with entries in a span, whose shares nobody has reckoned yet.
    @SqlQuery("""
        select distinct q.id
          from book_entry e join customer_order o on o.id = e.order_id join quote q on q.id = o.quote
         where e.at >= :from and e.at < :to and not exists (select 1 from quote_share s where s.quote = q.id)
         limit 1000
        """)
    List<QuoteId> unshared(Instant from, Instant to);

    @SqlUpdate("""
        insert into quote_share (quote, product, net, tax) values (:quote, :product, :net, :tax)
            on conflict (quote, product) do nothing
        """)
    void share(QuoteId quote, String product, Money net, Money tax);

    record Failed(String material, long runs, long failed, long ranMs, long lostMs) {}

    /// Of the last prints, by material; of a plate of which some failed, the share of its time is lost.
    @SqlQuery("""
        select material, count(*) as runs, cast(sum(case when spoiled > 0 then 1 else 0 end) as bigint) as failed,
               cast(sum(ran) as bigint) as ran_ms, cast(sum(ran * spoiled / (good + spoiled)) as bigint) as lost_ms
          from (select material, good, spoiled, coalesce(ended_at - began_at, 0) as ran
                  from job_run
                 where kind = 'PRINTER_3D' and good + spoiled > 0
                 order by id desc
                 limit :last) latest
         group by material
         order by material
        """)
    List<Failed> failed(int last);

    @SqlQuery("select count(*) from job where state in ('DONE', 'CANCELLED') and ended_at >= :from and ended_at < :to")
    long over(Instant from, Instant to);
}
