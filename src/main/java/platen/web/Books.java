package platen.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.books.AccountDesk;
import platen.books.Billing;
import platen.books.Document;
import platen.books.Drawer;
import platen.books.Entry;
import platen.books.Invoices;
import platen.books.Method;
import platen.books.RuleDesk;
import platen.books.Sums;
import platen.books.Till;
import platen.orders.ExemptionDesk;
import platen.orders.Exemptions;
import platen.orders.Order;
import platen.orders.OrderView;
import platen.queue.Starts;
import platen.values.Money;

/// The books, for the pages.
record Books(
        Website.Parts parts,
        Till till,
        Invoices invoices,
        AccountDesk accounts,
        Drawer drawer,
        RuleDesk rules,
        ExemptionDesk exemptions) {

    static Books of(Website.Parts parts) {
        var database = parts.database();
        var clock = parts.clock();
        var exemptions = new ExemptionDesk(database, parts.quoting(), clock);
        return new Books(
                parts,
                parts.till(),
                new Invoices(database, exemptions, clock),
                new AccountDesk(database, clock),
                new Drawer(database, clock),
                new RuleDesk(database, clock),
                exemptions);
    }

    /// The money of an order as pages show it. `missing` is what has to be paid before it is begun; `account` the
    /// name of the one that it is charged to.
    public record OrderMoney(
            Sums sums,
            List<Entry> entries,
            List<Document> documents,
            Billing.Row billing,
            Exemptions.@Nullable Row exemption,
            @Nullable Money missing,
            @Nullable String account,
            boolean isDue) {

        /// The ways of paying that bring money.
        public List<Method> methods() {
            return List.of(Method.CASH, Method.CARD, Method.TRANSFER, Method.CHEQUE, Method.VOUCHER, Method.OTHER);
        }

        public boolean hasInvoice() {
            return documents.stream().anyMatch(document -> document.kind() == Document.Kind.INVOICE);
        }
    }

    OrderMoney money(Order order) {
        var id = order.id();
        var entries = till.entries(id);
        var waiting = parts.database()
                .reading(Starts.class)
                .find(id)
                .filter(Starts.Row::isWaiting)
                .map(Starts.Row::missing)
                .orElse(null);
        var account = entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.CHARGE && entry.reversedBy() == null)
                .flatMap(entry -> entry.account() == null ? Stream.empty() : accounts.find(entry.account()).stream())
                .map(owing -> owing.account().name())
                .findFirst()
                .orElse(null);
        return new OrderMoney(
                till.sums(id),
                entries,
                invoices.of(id),
                invoices.billing(id),
                exemptions.of(id).orElse(null),
                waiting,
                account,
                Sums.isDue(order));
    }

    /// What the customer is told of money before the OK: what has to be paid before it is begun, whether that is all,
    /// and whether tax is in the price.
    public record DraftMoney(
            @Nullable Money needed,
            boolean isAll,
            boolean isTaxed,
            Exemptions.@Nullable Row exemption,
            String reference) {}

    DraftMoney ofDraft(OrderView view) {
        var id = view.order().id();
        var quote = view.quote();
        var total = quote == null ? Money.ZERO : quote.price().total();
        var needed = rules.rules().neededOf(total);
        return new DraftMoney(
                needed.cents() == 0 ? null : needed,
                needed.equals(total),
                quote != null && quote.asked().taxBasisPoints() > 0,
                exemptions.of(id).orElse(null),
                invoices.billing(id).reference());
    }
}
