package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.customers.Customer;
import platen.customers.Leaving;
import platen.orders.Order;
import platen.privacy.Export;
import platen.privacy.FileKeeping.Outcome;
import platen.privacy.Forgetting;
import platen.values.Actor;
import platen.values.Message;

/// All that is kept of a customer who has an account: to take along, and to have it deleted.
final class CustomerDataPages {
    private final PageMaker pages;
    private final CustomerGate gate;
    private final CustomerDesks desks;
    private final Leaving leaving;
    private final Export export;
    private final Forgetting forgetting;

    CustomerDataPages(PageMaker pages, CustomerGate gate, CustomerDesks desks, Website.Parts parts) {
        this.pages = pages;
        this.gate = gate;
        this.desks = desks;
        this.leaving = new Leaving(parts.database(), parts.clock());
        this.export = new Export(parts.database(), parts.files(), parts.clock());
        this.forgetting = new Forgetting(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/account/data/export", Access.ANYONE, gate.only(this::export));
        routes.get("/account/data/delete", Access.ANYONE, gate.only((ctx, one) -> ask(ctx, one, Form.empty())));
        routes.post("/account/data/delete", Access.ANYONE, gate.only(this::delete));
    }

    /// An order that still has to be known by name, and why.
    public record Staying(Order order, Message why) {}

    private void export(Context ctx, Customer customer) throws IOException {
        DataPages.send(ctx, export, desks.orders().all(customer), pages, Export.name("account"));
    }

    private void ask(Context ctx, Customer customer, Form form) {
        var orders = desks.orders().all(customer);
        var model = new HashMap<String, @Nullable Object>();
        model.put("customer", customer);
        model.put("form", form);
        model.put("staying", staying(orders));
        model.put("orders", orders.size());
        pages.show(ctx, "customer/leave", model);
    }

    private List<Staying> staying(List<Order> orders) {
        var staying = new ArrayList<Staying>();
        for (var order : orders) {
            forgetting.reason(order.id()).ifPresent(why -> staying.add(new Staying(order, why)));
        }
        return staying;
    }

    private void delete(Context ctx, Customer customer) {
        var form = Form.of(ctx);
        if (!form.ticked("sure")) {
            form.wrong("sure", Message.of("data.sure-missing"));
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            ask(ctx, customer, form);
            return;
        }
        var stays = 0;
        for (var order : desks.orders().all(customer)) {
            if (forgetting.forget(order.id(), Actor.customer("")) instanceof Outcome.Refused) stays++;
        }
        leaving.leave(customer);
        gate.leave(ctx);
        pages.goOn(ctx, "/", stays == 0 ? Message.of("customer.deleted") : Message.of("customer.deleted-but", stays));
    }
}
