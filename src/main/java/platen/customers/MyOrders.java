package platen.customers;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.orders.Asks;
import platen.orders.Order;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.Orders;
import platen.orders.Quotes;
import platen.values.CustomerId;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// All that a customer has ordered: with their account, or with their address before they had one.
public final class MyOrders {
    /// More are not shown.
    static final int MOST = 200;

    private final Database database;

    public MyOrders(Database database) {
        this.database = database;
    }

    /// An order in the list: `waitsForYes` of somebody in an organisation.
    public record Mine(Order order, String name, @Nullable Money total, boolean waitsForYes, boolean canAgain) {

        /// How far it is, and whose turn it is.
        public Message says() {
            if (waitsForYes) return Message.of("customer.state-asked");
            return Message.of(
                    switch (order.state()) {
                        case DRAFT -> "customer.state-draft";
                        case SUBMITTED -> "customer.state-looked-at";
                        case QUOTED -> "customer.state-priced";
                        case APPROVED -> "customer.state-waits";
                        case IN_PRODUCTION -> "customer.state-made";
                        case READY -> "customer.state-ready";
                        case COLLECTED -> "customer.state-collected";
                        case DECLINED -> "customer.state-declined";
                        case CANCELLED -> "customer.state-cancelled";
                        case EXPIRED -> "customer.state-expired";
                    });
        }

        /// Whether its customer has something to do.
        public boolean isTheirs() {
            return !waitsForYes
                    && switch (order.state()) {
                        case DRAFT, QUOTED, READY -> true;
                        case SUBMITTED, APPROVED, IN_PRODUCTION, COLLECTED, DECLINED, CANCELLED, EXPIRED -> false;
                    };
        }

        public boolean isOver() {
            return switch (order.state()) {
                case COLLECTED, DECLINED, CANCELLED, EXPIRED -> true;
                case DRAFT, SUBMITTED, QUOTED, APPROVED, IN_PRODUCTION, READY -> false;
            };
        }
    }

    /// What SQL is needed for it.
    interface Found {
        @SqlQuery("""
            select id
              from customer_order
             where lower(email) = :email or id in (select order_id from order_customer where customer = :customer)
             order by id desc
             limit :limit
            """)
        List<OrderId> of(String email, CustomerId customer, int limit);
    }

    /// An order made by who is signed in is theirs, whatever contact it names.
    public void tie(String token, Customer customer) {
        database.use(change -> change.attach(Customers.class).tie(token, customer.id()));
    }

    /// The newest first.
    public List<Mine> of(Customer customer) {
        return database.look(look -> look.attach(Found.class).of(customer.email(), customer.id(), MOST).stream()
                .flatMap(id -> look.attach(Orders.class).find(id).stream())
                .map(order -> mine(look, order))
                .toList());
    }

    /// All of them, also more than are shown.
    public List<Order> all(Customer customer) {
        return database.look(
                look -> look.attach(Found.class).of(customer.email(), customer.id(), Integer.MAX_VALUE).stream()
                        .flatMap(id -> look.attach(Orders.class).find(id).stream())
                        .toList());
    }

    private static Mine mine(Handle look, Order order) {
        var lines = look.attach(OrderLines.class).of(order.id());
        var total = order.quote() == null ? null : look.attach(Quotes.class).total(order.quote());
        var waits =
                isOpen(order) && look.attach(Consents.class).open(order.id()).isPresent();
        return new Mine(order, name(look, order, lines), total, waits, order.approvedAt() != null && !lines.isEmpty());
    }

    private static boolean isOpen(Order order) {
        return order.state() == OrderState.DRAFT || order.state() == OrderState.QUOTED;
    }

    private static String name(Handle look, Order order, List<OrderLine> lines) {
        if (!lines.isEmpty()) return lines.stream().map(OrderLine::fileName).collect(Collectors.joining(", "));
        return look.attach(Asks.class)
                .find(order.id())
                .map(ask -> OrderView.shortened(ask.wish()))
                .orElse("");
    }
}
