package platen.orders;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceRequest;
import platen.values.OrderId;
import platen.values.Reasons;

/// On which terms orders are wanted, and why a person has to price one. The floor reads the
/// rush alone: a band is no business of it.
public interface Terms {
    record Row(
            String rush,
            String priceGroup,
            String band,
            @Nullable Reasons ask,
            @Nullable Boolean groupConfirmed,
            boolean delivery) {
        /// A group that nobody has confirmed yet.
        public boolean claimsGroup() {
            return !priceGroup.isEmpty() && groupConfirmed == null;
        }

        public PriceRequest.Terms terms() {
            return new PriceRequest.Terms(rush, priceGroup, band, delivery);
        }
    }

    @SqlQuery("select rush, price_group, band, ask, group_confirmed, delivery from order_terms where order_id = :order")
    Optional<Row> find(OrderId order);

    @SqlUpdate("""
        insert into order_terms (order_id, rush, price_group, band, delivery)
        values (:order, :rush, :group, :band, :delivery)
            on conflict (order_id)
            do update set rush = excluded.rush, price_group = excluded.price_group, band = excluded.band, ask = null,
                          group_confirmed = null, delivery = excluded.delivery
        """)
    void set(OrderId order, String rush, String group, String band, boolean delivery);

    /// Terms are the usual ones where nobody has chosen any.
    @SqlUpdate("""
        insert into order_terms (order_id, rush, price_group, band, ask)
        values (:order, '', '', '', :why)
            on conflict (order_id)
            do update set ask = excluded.ask
        """)
    void ask(OrderId order, @Nullable Reasons why);

    /// A person has looked whether the group is right.
    @SqlUpdate("update order_terms set group_confirmed = :right where order_id = :order")
    boolean confirm(OrderId order, boolean right);

    default void set(OrderId order, PriceRequest.Terms terms) {
        set(order, terms.rush(), terms.group(), terms.band(), terms.delivery());
    }

    default PriceRequest.Terms of(OrderId order) {
        return find(order).map(Row::terms).orElse(PriceRequest.Terms.USUAL);
    }
}
