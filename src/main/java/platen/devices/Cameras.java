package platen.devices;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.MachineId;

/// The cameras, as the database keeps them.
public interface Cameras {
    @SqlQuery("select machine, snapshot_url, stream_url, login, password from camera where machine = :machine")
    Optional<Camera> at(MachineId machine);

    /// The machines that have one.
    @SqlQuery("select machine from camera")
    List<MachineId> machines();

    @SqlUpdate("""
        insert into camera (machine, snapshot_url, stream_url, login, password)
        values (:machine, :snapshotUrl, :streamUrl, :login, :password)
            on conflict (machine) do update
           set snapshot_url = excluded.snapshot_url, stream_url = excluded.stream_url, login = excluded.login,
               password = excluded.password
        """)
    void set(@BindMethods Camera camera);

    @SqlUpdate("delete from camera where machine = :machine")
    boolean remove(MachineId machine);
}
