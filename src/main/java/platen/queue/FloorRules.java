package platen.queue;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What the shop allows on its floor.
public interface FloorRules {
    /// Whether a printer may print while nobody is there.
    @SqlQuery("select prints_alone from floor_rules where id = 1")
    boolean printsAlone();

    @SqlUpdate("update floor_rules set prints_alone = :may where id = 1 and prints_alone <> :may")
    boolean setPrintsAlone(boolean may);
}
