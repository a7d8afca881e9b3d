package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.customers.Customer;
import platen.customers.MyOrders.Mine;
import platen.people.OpenSessions;
import platen.people.PasswordRule;
import platen.values.Message;
import platen.values.Secrets;

/// The page of a customer who is signed in: their orders, what waits for them, and what we know of them.
final class CustomerPages {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PHONE = 30;
    private static final int LONGEST_ADDRESS = 300;

    private final PageMaker pages;
    private final CustomerGate gate;
    private final CustomerDesks desks;

    CustomerPages(PageMaker pages, CustomerGate gate, CustomerDesks desks) {
        this.pages = pages;
        this.gate = gate;
        this.desks = desks;
    }

    void addTo(Routes routes) {
        routes.get("/account", Access.ANYONE, gate.only(this::account));
        routes.get("/account/details", Access.ANYONE, gate.only((ctx, one) -> details(ctx, one, known(one))));
        routes.post("/account/details", Access.ANYONE, gate.only(this::describe));
        routes.post("/account/password", Access.ANYONE, gate.only(this::setPassword));
        routes.post("/account/password/remove", Access.ANYONE, gate.only(this::removePassword));
    }

    private void account(Context ctx, Customer customer) {
        var orders = desks.orders().of(customer);
        var model = new HashMap<String, @Nullable Object>();
        model.put("customer", customer);
        model.put("open", orders.stream().filter(one -> !one.isOver()).toList());
        model.put("over", orders.stream().filter(Mine::isOver).toList());
        model.put("places", desks.organisations().of(customer));
        model.put("waiting", desks.consents().waiting(customer));
        model.put("once", Secrets.token());
        pages.show(ctx, "customer/account", model);
    }

    private void details(Context ctx, Customer customer, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("customer", customer);
        model.put("form", form);
        pages.show(ctx, "customer/details", model);
    }

    private static Form known(Customer customer) {
        return Form.of(Map.of("name", customer.name(), "phone", customer.phone(), "address", customer.address()));
    }

    private void describe(Context ctx, Customer customer) {
        var form = Form.of(ctx);
        var name = form.may("name", LONGEST_NAME);
        var phone = form.may("phone", LONGEST_PHONE);
        var address = form.lines("address", LONGEST_ADDRESS);
        if (!phone.isEmpty() && !phone.matches("\\+?[0-9 ()./-]{6,30}"))
            form.wrong("phone", Message.of("orders.phone-wrong"));
        if (!form.isFaultless()) {
            again(ctx, customer, form);
            return;
        }
        desks.signIns().describe(customer, name, phone, address);
        pages.goOn(ctx, "/account", Message.of("customer.details-kept"));
    }

    private void again(Context ctx, Customer customer, Form form) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        details(ctx, customer, form);
    }

    /// A browser that somebody left open is no place to make a new way in.
    private boolean isStale(Context ctx) {
        if (desks.signIns().isFresh(CustomerGate.token(ctx))) return false;
        pages.goBack(ctx, "/account/details", Message.of("customer.not-fresh", OpenSessions.FRESH.toMinutes()));
        return true;
    }

    private void setPassword(Context ctx, Customer customer) {
        if (isStale(ctx)) return;
        var form = Form.of(ctx).over(known(customer).values());
        var password = form.value("password");
        PasswordRule.problem(password, List.of(customer.name(), customer.email()))
                .ifPresent(why -> form.wrong("password", why));
        if (!form.isFaultless()) {
            again(ctx, customer, form);
            return;
        }
        desks.signIns().setPassword(customer, password, CustomerGate.token(ctx));
        pages.goOn(ctx, "/account/details", Message.of("customer.password-kept"));
    }

    private void removePassword(Context ctx, Customer customer) {
        desks.signIns().setPassword(customer, null, CustomerGate.token(ctx));
        pages.goOn(ctx, "/account/details", Message.of("customer.password-removed"));
    }
}
