package platen.machines;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// What machines draw on average while they work, as somebody estimates it.
public interface Watts {
    @SqlQuery("select watts from machine where id = :id and watts is not null")
    Optional<Integer> of(MachineId id);

    @SqlUpdate("update machine set watts = :watts where id = :id")
    boolean set(MachineId id, @Nullable Integer watts);
}
