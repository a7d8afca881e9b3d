package platen.shop;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// The one row that holds the shop.
@RegisterRowMapper(ShopRow.Mapper.class)
interface ShopRow {

    @SqlQuery("""
        select name, address, phone, email, logo, hours, zone, currency, tax_name, tax_basis_points, units, paper,
               makes_parts, makes_paper, steps_done
          from shop
         where id = 1
        """)
    Shop read();

    @SqlUpdate("""
        update shop
           set name = :name, address = :address, phone = :phone, email = :email, logo = :logo, hours = :hours,
               zone = :zone, currency = :currency, tax_name = :taxName, tax_basis_points = :taxBasisPoints,
               units = :units, paper = :paper, makes_parts = :makesParts, makes_paper = :makesPaper,
               steps_done = :stepsDone
         where id = 1
        """)
    void write(@BindMethods Stored shop);

    /// A shop as its columns hold it.
    record Stored(
            String name,
            String address,
            String phone,
            String email,
            @Nullable Digest logo,
            String hours,
            String zone,
            String currency,
            String taxName,
            int taxBasisPoints,
            Units units,
            Paper paper,
            boolean makesParts,
            boolean makesPaper,
            String stepsDone) {

        static Stored of(Shop shop) {
            return new Stored(
                    shop.name(),
                    shop.address(),
                    shop.phone(),
                    shop.email(),
                    shop.logo(),
                    shop.hours().stored(),
                    shop.zone().getId(),
                    shop.currency().getCurrencyCode(),
                    shop.taxName(),
                    shop.taxBasisPoints(),
                    shop.units(),
                    shop.paper(),
                    shop.makesParts(),
                    shop.makesPaper(),
                    shop.done().stream().map(Step::name).sorted().collect(joining(" ")));
        }
    }

    final class Mapper implements RowMapper<Shop> {
        @Override
        public Shop map(ResultSet row, StatementContext ctx) throws SQLException {
            var logo = row.getString("logo");
            return new Shop(
                    row.getString("name"),
                    row.getString("address"),
                    row.getString("phone"),
                    row.getString("email"),
                    logo == null ? null : new Digest(logo),
                    OpeningHours.read(row.getString("hours")),
                    ZoneId.of(row.getString("zone")),
                    Currency.getInstance(row.getString("currency")),
                    row.getString("tax_name"),
                    row.getInt("tax_basis_points"),
                    Units.valueOf(row.getString("units")),
                    Paper.valueOf(row.getString("paper")),
                    row.getBoolean("makes_parts"),
                    row.getBoolean("makes_paper"),
                    steps(row.getString("steps_done")));
        }

        private static Set<Step> steps(String stored) {
            return Arrays.stream(stored.split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .map(Step::valueOf)
                    .collect(toSet());
        }
    }
}
