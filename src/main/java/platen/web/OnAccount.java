package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.customers.Consent;
import platen.customers.ConsentDesk;
import platen.customers.ConsentDesk.Put;
import platen.customers.Customer;
import platen.orders.Contact;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.values.Message;
import platen.values.QuoteId;

/// What an order's pages have of the account of its customer: what is filled in, who may pay, and what an organisation
/// says to it.
final class OnAccount {
    private final PageMaker pages;
    private final CustomerGate gate;
    private final CustomerDesks desks;

    OnAccount(PageMaker pages, CustomerGate gate, CustomerDesks desks) {
        this.pages = pages;
        this.gate = gate;
        this.desks = desks;
    }

    void addTo(Routes routes, Website.Parts parts) {
        routes.post("/o/{token}/take-back", Access.ANYONE, ctx -> {
            var view = Lines.inAddress(ctx, parts);
            if (desks.consents().takeBack(view.order().id()))
                pages.goOn(ctx, Lines.place(view), Message.of("customer.did-take-back"));
            else pages.goBack(ctx, Lines.place(view), Message.of("customer.late"));
        });
    }

    /// What is known of who is signed in, by form field.
    Map<String, String> known(Context ctx) {
        return gate.who(ctx).map(OnAccount::known).orElse(Map.of());
    }

    private static Map<String, String> known(Customer customer) {
        return Map.of(
                "name", customer.name(),
                "email", customer.email(),
                "phone", customer.phone(),
                "address", customer.address());
    }

    /// An order that is made while its customer is signed in is theirs.
    void tie(Context ctx, String token) {
        gate.who(ctx).ifPresent(customer -> desks.orders().tie(token, customer));
    }

    /// Adds to the page of an order that is not approved yet.
    void add(Context ctx, Map<String, @Nullable Object> model, OrderView view) {
        var customer = gate.who(ctx);
        model.put("payers", customer.map(desks.consents()::payers).orElse(List.of()));
        model.putIfAbsent("form", Form.empty());
        if (model.get("form") instanceof Form form && form.isFaultless()) form.fillIn(known(ctx));
        var last = desks.consents().last(view.order().id());
        model.put("said", last.flatMap(this::said).orElse(null));
        model.put("answer", last.map(Consent::answer).orElse(null));
    }

    /// What came of what was asked, as long as it concerns the order that the page shows.
    private Optional<Message> said(Consent consent) {
        return switch (consent.state()) {
            case NO ->
                Optional.of(Message.of("customer.page-no", desks.consents().accountName(consent)));
            case OUTDATED -> Optional.of(Message.of("customer.page-outdated"));
            case WAITING ->
                desks.consents().isCurrent(consent)
                        ? Optional.empty()
                        : Optional.of(Message.of("customer.page-outdated"));
            case YES, TAKEN_BACK -> Optional.empty();
        };
    }

    /// The question that an order waits for, if it does.
    Optional<Consent> waiting(OrderView view) {
        var state = view.order().state();
        if (state != OrderState.DRAFT && state != OrderState.QUOTED) return Optional.empty();
        return desks.consents().last(view.order().id()).filter(Consent::isOpen).filter(desks.consents()::isCurrent);
    }

    Map<String, @Nullable Object> waiting(Map<String, @Nullable Object> order, Consent consent) {
        var model = new HashMap<String, @Nullable Object>(order);
        model.put("consent", consent);
        model.put("account", desks.consents().accountName(consent));
        model.put("approvers", desks.consents().approvers(consent));
        return model;
    }

    /// Whether the form says that an organisation pays.
    static boolean isChosen(Form form) {
        return form.has("payer");
    }

    Put put(Context ctx, OrderView view, Form form, Optional<QuoteId> quote, @Nullable Contact contact) {
        var customer = gate.who(ctx);
        if (customer.isEmpty() || !form.value("payer").matches("\\d{1,18}"))
            return new Put.Refused(Map.of("payer", Message.of("customer.no-payer")));
        if (quote.isEmpty()) return new Put.PriceChanged();
        var word = form.lines("word", ConsentDesk.LONGEST_WORD);
        if (!form.isFaultless()) return new Put.Refused(form.errors());
        return desks.consents()
                .put(
                        customer.get(),
                        Long.parseLong(form.value("payer")),
                        view.order().token(),
                        quote.get(),
                        contact,
                        form.ticked("over"),
                        word);
    }
}
