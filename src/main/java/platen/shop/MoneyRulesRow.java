package platen.shop;

import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The one row that holds the shop's rules of money.
public interface MoneyRulesRow {

    @SqlQuery("""
        select start_rule, deposit_percent, start_above, due_days, tax_number, how_to_pay, year_in_number
          from money_rules
         where id = 1
        """)
    MoneyRules read();

    @SqlUpdate("""
        update money_rules
           set start_rule = :startRule, deposit_percent = :depositPercent, start_above = :startAbove,
               due_days = :dueDays, tax_number = :taxNumber, how_to_pay = :howToPay, year_in_number = :yearInNumber
         where id = 1
        """)
    void write(@BindMethods MoneyRules rules);
}
