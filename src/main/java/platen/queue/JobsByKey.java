package platen.queue;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Jobs in the sequence in which they came, page by page: a page begins where the one before ended.
public interface JobsByKey {
    @SqlQuery(Jobs.COLUMNS + " where id > :after order by id limit :limit")
    List<Job> all(long after, int limit);

    /// What is not over yet.
    @SqlQuery(Jobs.COLUMNS + """
         where id > :after and state not in ('DONE', 'CANCELLED')
         order by id
         limit :limit
        """)
    List<Job> open(long after, int limit);
}
