package platen.machines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;
import platen.values.PersonId;

/// Which machines ask for an induction, who has one and who may give it, as the database keeps it. An induction is
/// known by its name, in whatever letters.
interface InductionRows {
    @SqlQuery("select name from machine_induction where machine = :machine")
    Optional<String> need(MachineId machine);

    @SqlQuery("""
        select machine_induction.machine, machine.name as machine_name, machine_induction.name
          from machine_induction join machine on machine.id = machine_induction.machine
         order by lower(machine_induction.name), machine.name
        """)
    List<Inductions.Need> needs();

    @SqlUpdate("""
        insert into machine_induction (machine, name) values (:machine, :name)
            on conflict (machine) do update set name = excluded.name
        """)
    void setNeed(MachineId machine, String name);

    @SqlUpdate("delete from machine_induction where machine = :machine")
    boolean dropNeed(MachineId machine);

    @SqlQuery("""
        select count(*) > 0
          from induction
         where person = :person and lower(name) = lower(:name) and ended_at is null
           and (until is null or until > :now)
        """)
    boolean has(PersonId person, String name, Instant now);

    String HELD = """
        select induction.id, induction.person, person.name as person_name, induction.name, induction.given_by,
               induction.given_at, induction.until
          from induction join person on person.id = induction.person
        """;

    @SqlQuery(HELD + """
         where induction.ended_at is null and person.left_at is null
         order by lower(induction.name), person.name
         limit :limit
        """)
    List<Inductions.Held> all(int limit);

    @SqlQuery(HELD + " where induction.person = :person and induction.ended_at is null order by induction.name")
    List<Inductions.Held> of(PersonId person);

    @SqlQuery(HELD + " where induction.id = :id and induction.ended_at is null")
    Optional<Inductions.Held> find(long id);

    @SqlUpdate("""
        update induction set ended_at = :now
         where person = :person and lower(name) = lower(:name) and ended_at is null
        """)
    int endOlder(PersonId person, String name, Instant now);

    @SqlUpdate("""
        insert into induction (person, name, given_by, given_at, until)
        values (:person, :name, :givenBy, :givenAt, :until)
        """)
    void give(PersonId person, String name, String givenBy, Instant givenAt, @Nullable Instant until);

    @SqlUpdate("update induction set ended_at = :now where id = :id and ended_at is null")
    boolean end(long id, Instant now);

    @SqlQuery("""
        select count(*) > 0 from induction_trainer where person = :person and lower(name) = lower(:name)
        """)
    boolean trains(PersonId person, String name);

    @SqlQuery("""
        select induction_trainer.person, person.name as person_name, induction_trainer.name
          from induction_trainer join person on person.id = induction_trainer.person
         where person.left_at is null
         order by lower(induction_trainer.name), person.name
        """)
    List<Inductions.Trainer> trainers();

    @SqlUpdate("insert into induction_trainer (person, name) values (:person, :name) on conflict do nothing")
    boolean addTrainer(PersonId person, String name);

    @SqlUpdate("delete from induction_trainer where person = :person and name = :name")
    boolean dropTrainer(PersonId person, String name);

    /// Who may give an induction: its trainers, then coordinators, a few of them.
    @SqlQuery("""
        select person.name
          from person left join induction_trainer on induction_trainer.person = person.id
                             and lower(induction_trainer.name) = lower(:name)
         where person.left_at is null and (induction_trainer.person is not null or person.role = 'COORDINATOR')
         order by case when induction_trainer.person is null then 1 else 0 end, person.name
         limit :limit
        """)
    List<String> givers(String name, int limit);

    @SqlQuery("select name from machine where id = :machine")
    Optional<String> machineName(MachineId machine);

    @SqlQuery("select name from person where id = :person and left_at is null")
    Optional<String> personName(PersonId person);
}
