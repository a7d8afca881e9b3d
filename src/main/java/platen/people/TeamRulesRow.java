package platen.people;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Money;

/// The one row of the rules.
interface TeamRulesRow {
    @SqlQuery("select demands_factor, demands_second, refund_limit from people_rules where id = 1")
    TeamRules read();

    @SqlUpdate("""
        update people_rules
           set demands_factor = :demandsFactor, demands_second = :demandsSecond, refund_limit = :refundLimit
         where id = 1
        """)
    void write(boolean demandsFactor, boolean demandsSecond, Money refundLimit);
}
