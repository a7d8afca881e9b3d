package platen.slicerdoor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;
import platen.values.PersonId;

/// What slicers sent, as the database keeps it.
interface SlicerUploads {
    String COLUMNS = """
        select u.id, u.owner, p.name as owner_name, u.door, u.folder, u.name, u.bytes, u.file, u.program, u.profile,
               u.seconds, u.sliced, u.job, j.state as job_state, j.machine, u.attached, u.held, u.first_at, u.came_at
          from slicer_upload u
          join person p on p.id = u.owner
          join job j on j.id = u.job
        """;

    @SqlQuery(COLUMNS + " where u.id = :id")
    Optional<SlicerUpload> find(long id);

    /// The last that came as this job's program.
    @SqlQuery(COLUMNS + " where u.job = :job order by u.id desc limit 1")
    Optional<SlicerUpload> of(JobId job);

    /// What is not over, of all doors.
    @SqlQuery(COLUMNS + " where j.state not in ('DONE', 'CANCELLED') order by u.first_at, u.id")
    List<SlicerUpload> open();

    /// What somebody sent through a door and is not over, the newest first.
    @SqlQuery(COLUMNS + """
         where u.door = :door and u.owner = :owner and j.state not in ('DONE', 'CANCELLED')
         order by u.came_at desc, u.id desc
        """)
    List<SlicerUpload> open(String door, PersonId owner);

    /// What somebody sent last, through any door.
    @SqlQuery(COLUMNS + " where u.owner = :owner order by u.came_at desc, u.id desc limit :limit")
    List<SlicerUpload> by(PersonId owner, int limit);

    @SqlUpdate("""
        insert into slicer_upload (slicer_key, owner, door, folder, name, bytes, file, program, profile, seconds,
                                   sliced, job, attached, held, came_at)
        values (:slicerKey, :owner, :door, :folder, :name, :bytes, :file, :program, :profile, :seconds,
                :sliced, :job, :attached, :held, :cameAt)
        """)
    @GetGeneratedKeys("id")
    long add(@BindMethods NewUpload upload);

    /// The same name came again.
    @SqlUpdate("""
        update slicer_upload
           set slicer_key = :slicerKey, bytes = :bytes, file = :file, program = :program, profile = :profile,
               seconds = :seconds, sliced = :sliced, held = :held, came_at = :cameAt
         where id = :id
        """)
    void replace(
            long id,
            long slicerKey,
            long bytes,
            Digest file,
            Digest program,
            String profile,
            long seconds,
            @Nullable String sliced,
            @Nullable Message held,
            Instant cameAt);

    @SqlUpdate("update slicer_upload set first_at = :now where id = :id and first_at is null")
    boolean first(long id, Instant now);

    @SqlUpdate("update slicer_upload set held = null where id = :id and held is not null")
    boolean letGo(long id);

    @SqlUpdate("update slicer_upload set folder = :folder, name = :name where id = :id")
    boolean move(long id, String folder, String name);

    /// The program of a waiting job, a copy in each run; none while it is held.
    @SqlUpdate("""
        update job
           set program = :program, profile = :profile, seconds = :seconds, per_run = 1, cause = null
         where id = :job and state = 'WAITING'
        """)
    boolean setProgram(JobId job, @Nullable Digest program, @Nullable String profile, @Nullable Long seconds);

    /// What a waiting job of ours is made of.
    @SqlUpdate("""
        update job
           set title = :title, file = :file, material = :material
         where id = :job and state = 'WAITING'
        """)
    boolean setFile(JobId job, String title, Digest file, @Nullable String material);

    record NewUpload(
            long slicerKey,
            PersonId owner,
            String door,
            String folder,
            String name,
            long bytes,
            Digest file,
            Digest program,
            String profile,
            long seconds,
            @Nullable String sliced,
            JobId job,
            boolean attached,
            @Nullable Message held,
            Instant cameAt) {}
}
