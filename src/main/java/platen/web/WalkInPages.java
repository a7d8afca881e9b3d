package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.books.Booked;
import platen.books.Method;
import platen.machines.MachineKind;
import platen.orders.Arrival;
import platen.orders.Contact;
import platen.orders.OrderDesk.Begun;
import platen.orders.Product;
import platen.orders.Wish;
import platen.orders.WishDesk;
import platen.orders.WishDesk.Outcome;
import platen.values.LineId;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// A customer stands at the counter: an order in five fields. And what workers draw for those who have no file.
final class WalkInPages {
    private static final int LONGEST_WORDS = 200;
    private static final int LONGEST_CONTACT = 254;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final SentFiles sentFiles;

    WalkInPages(PageMaker pages, Website.Parts parts, SentFiles sentFiles) {
        this.sentFiles = sentFiles;
        this.pages = pages;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    void addTo(Routes routes) {
        routes.get("/work/orders/new", Access.WORKER, this::form);
        routes.post("/work/orders/new", Access.WORKER, this::take);
        routes.post("/work/orders/{id}/attach", Access.COORDINATOR, this::attach);
        routes.post("/work/orders/{id}/detach", Access.COORDINATOR, this::detach);
        routes.get("/work/orders/{id}/photos/{photo}", Access.WORKER, this::photo);
        routes.get("/work/orders/{id}/photos/{photo}/file", Access.WORKER, this::photoFile);
    }

    private void form(Context ctx) {
        show(ctx, Form.of(Map.of("quantity", "1", "kind", "PRESS")), Secrets.token(), List.of());
    }

    private void show(Context ctx, Form form, String once, List<SentFiles.Sent> sent) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("once", once);
        model.put("most", FileForm.LARGEST_FILE_BYTES);
        model.put("kinds", Kinds.ANY);
        model.put("waiting", SentFiles.again(sent));
        model.put("taxed", pages.shop().taxBasisPoints() > 0);
        model.put("methods", Stream.of(Method.values()).filter(Method::isMoney).toList());
        pages.show(ctx, "order-new", model);
    }

    private void take(Context ctx) throws IOException, InterruptedException {
        parts.reader().expect();
        var sent = FileForm.of(ctx, parts.files(), sentFiles);
        var form = sent.form();
        var taken = taken(form, sent.once());
        var method = form.ticked("paid") ? form.choice("method", Method.class) : Optional.<Method>empty();
        if (form.isFaultless()) {
            var who = Visit.worker(ctx).actor();
            switch (parts.wishes().take(taken, file(sent), who, parts.intake()::addJobs)) {
                case Begun.Draft(var token) -> {
                    sent.files().stream().limit(1).forEach(sentFiles::ordered);
                    var order = parts.desk().view(token).orElseThrow().order();
                    method.ifPresent(how -> pay(ctx, order.id(), how, sent.once()));
                    pages.goOn(ctx, "/work/orders/" + order.id().value(), Message.of("basket.taken", order.code()));
                    return;
                }
                case Begun.Refused(var why) -> form.wrong("file", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, form, sent.once(), sent.files());
        sent.giveUp(ctx, parts.files());
    }

    /// One field for both ways to reach somebody: an address has an @.
    private static WishDesk.Counter taken(Form form, String once) {
        var words = form.need("what", LONGEST_WORDS);
        var kind = form.choice("kind", MachineKind.class).orElse(MachineKind.BENCH);
        var wish = new Wish(form.number("quantity", 1, Wish.MOST), kind, "", false);
        var reach = form.need("contact", LONGEST_CONTACT);
        var contact = reach.contains("@")
                ? Contact.of(form.value("name"), reach, null)
                : Contact.of(form.value("name"), null, reach);
        if (form.has("contact")) {
            contact.problems().forEach((field, what) -> form.wrong(field.equals("name") ? field : "contact", what));
        } else if (!form.has("name")) form.wrong("name", Message.of("orders.name-missing"));
        return new WishDesk.Counter(once, contact, words, wish, form.money("price"));
    }

    private Optional<Arrival> file(FileForm sent) {
        if (sent.digest().isEmpty()) return Optional.empty();
        return Optional.of(sent.arrival(product(sent.name())));
    }

    /// What people call their documents tells them from models.
    private static Product product(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(pdf|png|jpe?g)") ? Product.PAPER : Product.PART;
    }

    /// All that it costs; a form that came twice pays once.
    private void pay(Context ctx, OrderId order, Method how, String once) {
        var open = parts.till().open(order);
        if (open.cents() <= 0) return;
        switch (parts.till().take(order, open, how, once, Visit.worker(ctx).actor())) {
            case Booked.Done _ -> {}
            case Booked.Refused(var why) -> throw new IllegalStateException("a new order cannot be paid: " + why.key());
        }
    }

    private void attach(Context ctx) throws IOException, InterruptedException {
        var view = parts.desk().view(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
        parts.reader().expect();
        var sent = FileForm.needed(ctx, parts.files(), sentFiles);
        var quantity = sent.form().number("quantity", 1, Wish.MOST);
        var place = "/work/orders/" + view.order().id().value() + "/price";
        if (!sent.form().isFaultless()) {
            sent.giveUp(ctx, parts.files());
            pages.goBack(ctx, place, sent.form().errors().values().iterator().next());
            return;
        }
        var who = Visit.worker(ctx).actor();
        var arrival = sent.arrival(product(sent.name()));
        var outcome = parts.wishes().attach(view.order().id(), arrival, quantity, who);
        if (outcome instanceof Outcome.Done) sentFiles.ordered(sent.files().getFirst());
        tell(ctx, place, outcome);
    }

    private void detach(Context ctx) {
        var id = Acts.order(ctx);
        var line = Form.of(ctx).value("line");
        if (!line.matches("\\d{1,18}")) throw new NotFoundResponse();
        var outcome = parts.wishes()
                .detach(id, new LineId(Long.parseLong(line)), Visit.worker(ctx).actor());
        tell(ctx, "/work/orders/" + id.value() + "/price", outcome);
    }

    private void tell(Context ctx, String place, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> ctx.redirect(place, HttpStatus.SEE_OTHER);
            case Outcome.Refused(var why) -> pages.goBack(ctx, place, why);
        }
    }

    private void photo(Context ctx) throws IOException {
        var view = parts.desk().view(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
        pictures.sendFirst(ctx, WishPages.photo(ctx, view).file());
    }

    private void photoFile(Context ctx) throws IOException {
        var view = parts.desk().view(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
        var photo = WishPages.photo(ctx, view);
        var file = parts.files().find(photo.file()).orElseThrow(NotFoundResponse::new);
        FileSending.send(ctx, file, photo.file(), photo.fileName());
    }
}
