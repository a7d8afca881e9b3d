package platen.orders;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Digest;
import platen.values.LineId;

/// The plates of orders' lines: which slices, and how many times each.
public interface LinePlates {
    record Row(long plate, int times) {}

    /// The fullest first.
    @SqlQuery("""
        select line_plate.plate, line_plate.times
          from line_plate join sliced_plate on sliced_plate.id = line_plate.plate
         where line_plate.line_id = :line
         order by sliced_plate.copies desc
        """)
    List<Row> of(LineId line);

    /// What the plates of a line were sliced to, as far as they are; the fullest first.
    @SqlQuery("""
        select sliced_plate.program
          from line_plate join sliced_plate on sliced_plate.id = line_plate.plate
         where line_plate.line_id = :line and sliced_plate.program is not null
         order by sliced_plate.copies desc
        """)
    List<Digest> programs(LineId line);

    @SqlUpdate("insert into line_plate (line_id, plate, times) values (:line, :plate, :times)")
    boolean add(LineId line, long plate, int times);

    @SqlUpdate("delete from line_plate where line_id = :line")
    int clear(LineId line);

    @SqlUpdate("delete from line_plate where plate = :plate")
    int forget(long plate);
}
