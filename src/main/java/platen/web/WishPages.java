package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.orders.Arrival;
import platen.orders.Contact;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderView;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Wish;
import platen.orders.WishDesk;
import platen.orders.WishDesk.Outcome;
import platen.orders.Wishes;
import platen.values.Message;
import platen.values.Secrets;

/// *Something else: ask us.* Words, photos, measures, a part that is brought, a day by which it is needed: no file.
final class WishPages {
    private static final int LONGEST_WORDS = 2_000;
    private static final int LONGEST_MEASURES = 300;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final OnAccount onAccount;

    WishPages(PageMaker pages, Website.Parts parts, OnAccount onAccount) {
        this.pages = pages;
        this.parts = parts;
        this.onAccount = onAccount;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    void addTo(Routes routes) {
        routes.get("/order/ask", Access.ANYONE, this::form);
        routes.post("/order/ask", Access.ANYONE, this::ask);
        routes.post("/o/{token}/photos", Access.ANYONE, this::addPhoto);
        routes.get("/o/{token}/photos/{photo}", Access.ANYONE, this::photo);
    }

    private void form(Context ctx) {
        if (!isOpen(ctx)) return;
        var form = Form.of(Map.of("quantity", "1"));
        form.fillIn(onAccount.known(ctx));
        show(ctx, form, Secrets.token());
    }

    /// False where the front page tells that nobody can order yet.
    private boolean isOpen(Context ctx) {
        var book =
                parts.database().reading(PriceBooks.class).current(parts.clock().instant());
        if (book.isEmpty()) ctx.redirect("/", HttpStatus.SEE_OTHER);
        return book.isPresent();
    }

    private void show(Context ctx, Form form, String once) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("once", once);
        model.put("most", FileForm.LARGEST_FILE_BYTES);
        pages.show(ctx, "order-ask", model);
    }

    private void ask(Context ctx) throws IOException, InterruptedException {
        if (!isOpen(ctx)) return;
        parts.reader().expect();
        var sent = FileForm.of(ctx, parts.files());
        var form = sent.form();
        var asked = asked(form, sent.once());
        asked.contact().problems().forEach(form::wrong);
        if (form.isFaultless()) {
            switch (parts.wishes().ask(asked, photo(sent))) {
                case Begun.Draft(var token) -> {
                    OpenOrders.keep(ctx, token);
                    onAccount.tie(ctx, token);
                    ctx.redirect("/o/" + token, HttpStatus.SEE_OTHER);
                    return;
                }
                case Begun.Refused(var why) -> form.wrong("file", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, form, sent.once());
        sent.giveUp(ctx, parts.files());
    }

    private WishDesk.Asked asked(Form form, String once) {
        var words = form.lines("wish", LONGEST_WORDS);
        if (words.isBlank()) form.wrong("wish", Message.of("basket.words-missing"));
        var wish = new Wish(
                form.number("quantity", 1, Wish.MOST),
                MachineKind.BENCH,
                form.lines("measures", LONGEST_MEASURES),
                form.ticked("brings"));
        var handover =
                HandoverForm.read(form, pages.shop().zone(), parts.clock().instant(), false);
        var contact = Contact.of(form.value("name"), form.value("email"), form.value("phone"));
        return new WishDesk.Asked(once, contact, words, wish, handover);
    }

    /// A picture or a drawing on paper; a model is sent as a part.
    private static Optional<Arrival> photo(FileForm sent) {
        return sent.digest().map(_ -> sent.arrival(Product.PAPER));
    }

    private void addPhoto(Context ctx) throws IOException, InterruptedException {
        var view = view(ctx);
        parts.reader().expect();
        var sent = FileForm.needed(ctx, parts.files());
        var place = Lines.place(view);
        if (!sent.form().isFaultless()) {
            sent.giveUp(ctx, parts.files());
            pages.goBack(ctx, place, sent.form().errors().values().iterator().next());
            return;
        }
        switch (parts.wishes().addPhoto(view.order().token(), sent.arrival(Product.PAPER))) {
            case Outcome.Done() -> ctx.redirect(place, HttpStatus.SEE_OTHER);
            case Outcome.Refused(var why) -> pages.goBack(ctx, place, why);
        }
    }

    private void photo(Context ctx) throws IOException {
        pictures.sendFirst(ctx, photo(ctx, view(ctx)).file());
    }

    /// The photo that an address names.
    static Wishes.Picture photo(Context ctx, OrderView view) {
        return view.photos().stream()
                .filter(photo -> ctx.pathParam("photo").equals(Long.toString(photo.id())))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }
}
