package platen.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Money;

/// The organisations that pay monthly, as the database keeps them.
public interface CustomerAccounts {
    String COLUMNS = """
        select id, name, address, email, exempt_number, terms_days, credit_limit, created_at
          from customer_account
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<CustomerAccount> find(long id);

    @SqlQuery(COLUMNS + " where lower(name) = lower(:name)")
    Optional<CustomerAccount> byName(String name);

    @SqlQuery(COLUMNS + " order by lower(name), id")
    List<CustomerAccount> all();

    /// What can be said of an organisation.
    record Written(String name, String address, String email, String exemptNumber, int termsDays, Money creditLimit) {}

    @SqlUpdate("""
        insert into customer_account (name, address, email, exempt_number, terms_days, credit_limit, created_at)
        values (:name, :address, :email, :exemptNumber, :termsDays, :creditLimit, :now)
        """)
    @GetGeneratedKeys("id")
    long add(@BindMethods Written account, Instant now);

    @SqlUpdate("""
        update customer_account
           set name = :name, address = :address, email = :email, exempt_number = :exemptNumber,
               terms_days = :termsDays, credit_limit = :creditLimit
         where id = :id
        """)
    boolean change(long id, @BindMethods Written account);
}
