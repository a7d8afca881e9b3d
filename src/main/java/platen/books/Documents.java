package platen.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Money;
import platen.values.OrderId;

/// The numbered documents, as the database keeps them. Nothing here changes or deletes one.
public interface Documents {
    String COLUMNS = """
        select id, kind, name, order_id, account, entry, corrects, total, content, issued_by, at
          from book_document
        """;

    @SqlQuery(COLUMNS + " where name = :name")
    Optional<Document> find(String name);

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Document> find(long id);

    @SqlQuery(COLUMNS + " where entry = :entry")
    Optional<Document> ofEntry(long entry);

    @SqlQuery(COLUMNS + " where order_id = :order order by id")
    List<Document> of(OrderId order);

    /// The credit notes to an invoice.
    @SqlQuery(COLUMNS + " where corrects = :invoice order by id")
    List<Document> corrections(long invoice);

    @SqlUpdate("insert into book_series (name, last) values (:series, 0) on conflict (name) do nothing")
    void openSeries(String series);

    @SqlUpdate("update book_series set last = last + 1 where name = :series")
    void countUp(String series);

    @SqlQuery("select last from book_series where name = :series")
    long last(String series);

    /// The next number of a series, in the transaction that stores its document: a number whose document is not
    /// stored after all is not taken either. Others wait for the row until then.
    default long next(String series) {
        openSeries(series);
        countUp(series);
        return last(series);
    }

    @SqlUpdate("""
        insert into book_document (kind, series, number, name, order_id, account, entry, corrects, total, content,
                                   issued_by, at)
        values (:kind, :series, :number, :name, :orderId, :account, :entry, :corrects, :total, :content,
                :issuedBy, :at)
        """)
    void add(@BindMethods NewDocument document);

    record NewDocument(
            Document.Kind kind,
            String series,
            long number,
            String name,
            @Nullable OrderId orderId,
            @Nullable Long account,
            @Nullable Long entry,
            @Nullable Long corrects,
            Money total,
            String content,
            String issuedBy,
            Instant at) {}
}
