package platen.customers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Money;

/// The people of organisations and their budgets, as the database keeps them.
interface Members {
    String COLUMNS = """
        select id, account, email, role, state, invited_by, changed_at
          from account_member
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Member> find(long id);

    @SqlQuery(COLUMNS + " where account = :account and email = :email")
    Optional<Member> of(long account, String email);

    @SqlQuery(COLUMNS + " where account = :account and state <> 'GONE' order by email")
    List<Member> of(long account);

    @SqlQuery(COLUMNS + " where email = :email and state <> 'GONE' order by id")
    List<Member> byEmail(String email);

    @SqlQuery(COLUMNS + " where account = :account and role = 'APPROVES' and state <> 'GONE' order by id")
    List<Member> approvers(long account);

    @SqlQuery("""
        insert into account_member (account, email, role, state, invited_by, changed_at)
        values (:account, :email, :role, 'INVITED', :by, :now)
        returning id
        """)
    long add(long account, String email, Member.Role role, String by, Instant now);

    /// Somebody who was there before comes back.
    @SqlUpdate("""
        update account_member
           set state = 'INVITED', role = :role, invited_by = :by, changed_at = :now
         where id = :id and state = 'GONE'
        """)
    boolean inviteAgain(long id, Member.Role role, String by, Instant now);

    @SqlUpdate("update account_member set state = 'JOINED', changed_at = :now where id = :id and state = 'INVITED'")
    boolean join(long id, Instant now);

    @SqlUpdate("""
        update account_member
           set role = :role, changed_at = :now
         where id = :id and state <> 'GONE' and role <> :role
        """)
    boolean setRole(long id, Member.Role role, Instant now);

    @SqlUpdate("update account_member set state = 'GONE', changed_at = :now where id = :id and state <> 'GONE'")
    boolean leave(long id, Instant now);

    @SqlQuery("select monthly from account_budget where account = :account")
    Optional<Money> budget(long account);

    @SqlUpdate("""
        insert into account_budget (account, monthly)
        values (:account, :monthly)
            on conflict (account)
            do update set monthly = excluded.monthly
        """)
    void setBudget(long account, Money monthly);
}
