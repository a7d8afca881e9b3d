package platen.privacy;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.Message;
import platen.values.OrderId;

/// Where else an order and its customer have left traces. Here alone rows of all features are cleared, events among
/// them: elsewhere nobody changes one.
interface Traces {
    String JOBS = "(select id from job where order_id = :order)";
    String ABOUT = """
        ((subject_kind = 'ORDER' and subject_id = :order)
         or (subject_kind = 'JOB' and subject_id in (select id from job where order_id = :order)))
        """;

    record JobFiles(
            long id, @Nullable Digest file, @Nullable Digest program) {}

    record BlackBox(long id, @Nullable Digest file) {}

    /// What an event told.
    record Told(long id, Message what) {}

    @SqlQuery("select id, file, program from job where order_id = :order order by id")
    List<JobFiles> jobs(OrderId order);

    @SqlUpdate("update job set file = null, program = null where order_id = :order")
    void clearJobs(OrderId order);

    @SqlQuery("select id, black_box as file from attempt where job in " + JOBS + " order by id")
    List<BlackBox> blackBoxes(OrderId order);

    @SqlUpdate("update attempt set black_box = null where job in " + JOBS)
    void clearBlackBoxes(OrderId order);

    @SqlQuery("""
        select remark_file.file
          from remark_file join remark on remark.id = remark_file.remark
         where remark.order_id = :order
        """)
    List<Digest> attached(OrderId order);

    @SqlUpdate("""
        update remark_file
           set file = :deleted
         where remark in (select id from remark where order_id = :order)
        """)
    void clearAttached(OrderId order, Digest deleted);

    /// Files and complaints go with what was written.
    @SqlUpdate("delete from remark where order_id = :order")
    void forgetRemarks(OrderId order);

    @SqlUpdate("delete from notice where order_id = :order")
    void forgetNotices(OrderId order);

    @SqlUpdate("delete from order_billing where order_id = :order")
    void forgetBilling(OrderId order);

    /// What is free of tax has to be proved later; a number that nothing was sold by has not.
    @SqlUpdate("""
        delete from order_exemption
         where order_id = :order and not exists (select 1 from book_document where book_document.order_id = :order)
        """)
    void forgetExemption(OrderId order);

    /// That somebody of an organisation was asked, and what they said, stays.
    @SqlUpdate("""
        update consent
           set name = :blank, email = null, phone = null, word = '', answer = null,
               decided_by = case when decided_by is null then null else :blank end
         where order_id = :order
        """)
    void forgetConsents(OrderId order, String blank);

    @SqlUpdate("update order_start set let_go = '' where order_id = :order and let_go is not null")
    void forgetLetGo(OrderId order);

    @SqlUpdate("update job set title = :title, cause = null where order_id = :order")
    void renameJobs(OrderId order, String title);

    @SqlUpdate("update attempt set title = :title where job in " + JOBS)
    void renamePrints(OrderId order, String title);

    @SqlUpdate("update job_run set words = '', photo = null where job in " + JOBS)
    void forgetRuns(OrderId order);

    @SqlUpdate("update job_took set note = '' where job in " + JOBS)
    void forgetTook(OrderId order);

    @SqlQuery("select id, what from event where what like '% %' and " + ABOUT + " order by id")
    List<Told> told(OrderId order);

    @SqlUpdate("update event set what = :what where id = :id")
    void retell(long id, Message what);

    @SqlUpdate("update event set actor_name = '' where actor_kind = 'CUSTOMER' and " + ABOUT)
    void forgetActors(OrderId order);

    /// The numbered papers and entries of an order, which stay.
    @SqlQuery("""
        select (select count(*) from book_document where order_id = :order)
             + (select count(*) from book_entry where order_id = :order)
        """)
    int papers(OrderId order);
}
