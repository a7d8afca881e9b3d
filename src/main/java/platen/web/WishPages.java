package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final SentFiles sentFiles;
    private final OnAccount onAccount;

    WishPages(PageMaker pages, Website.Parts parts, SentFiles sentFiles, OnAccount onAccount) {
        this.sentFiles = sentFiles;
        this.pages = pages;
        this.parts = parts;
        this.onAccount = onAccount;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    void addTo(Routes routes) {
        routes.get("/order/ask", Access.ANYONE, this::form);
        routes.post("/order/ask", Access.ANYONE, this::ask);
        routes.get("/o/{token}/photos", Access.ANYONE, this::photosForm);
        routes.post("/o/{token}/photos", Access.ANYONE, this::addPhoto);
        routes.get("/o/{token}/photos/{photo}", Access.ANYONE, this::photo);
    }

    private void form(Context ctx) {
        if (!isOpen(ctx)) return;
        var form = Form.of(Map.of("quantity", "1"));
        form.fillIn(onAccount.known(ctx));
        show(ctx, form, Secrets.token(), List.of());
    }

    /// False where the front page tells that nobody can order yet.
    private boolean isOpen(Context ctx) {
        var book =
                parts.database().reading(PriceBooks.class).current(parts.clock().instant());
        if (book.isEmpty()) ctx.redirect("/", HttpStatus.SEE_OTHER);
        return book.isPresent();
    }

    private void show(Context ctx, Form form, String once, List<SentFiles.Sent> sent) {
        pages.show(ctx, "order-ask", model(form, once, sent));
    }

    private static Map<String, @Nullable Object> model(Form form, String once, List<SentFiles.Sent> sent) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("once", once);
        model.put("most", FileForm.LARGEST_FILE_BYTES);
        model.put("mostFiles", WishDesk.MOST_PICTURES);
        model.put("kinds", Kinds.of(Product.PAPER));
        model.put("waiting", SentFiles.again(sent));
        return model;
    }

    private void ask(Context ctx) throws IOException, InterruptedException {
        if (!isOpen(ctx)) return;
        parts.reader().expect();
        var sent = FileForm.of(ctx, parts.files(), sentFiles);
        var form = sent.form();
        var asked = asked(form, sent.once());
        asked.contact().problems().forEach(form::wrong);
        if (form.isFaultless()) {
            switch (parts.wishes().ask(asked, photos(sent))) {
                case Begun.Draft(var token) -> {
                    sent.files().forEach(sentFiles::ordered);
                    OpenOrders.keep(ctx, token);
                    onAccount.tie(ctx, token);
                    ctx.redirect("/o/" + token, HttpStatus.SEE_OTHER);
                    return;
                }
                case Begun.Refused(var why) -> form.wrong("file", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, form, sent.once(), sent.files());
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

    /// Pictures or drawings on paper; a model is sent as a part.
    private static List<Arrival> photos(FileForm sent) {
        return sent.files().stream()
                .map(file -> sent.arrival(Product.PAPER, file))
                .toList();
    }

    private void photosForm(Context ctx) {
        var view = view(ctx);
        if (view.wish() == null) throw new NotFoundResponse();
        showPhotos(ctx, view, Form.empty(), Secrets.token(), List.of());
    }

    private void showPhotos(Context ctx, OrderView view, Form form, String once, List<SentFiles.Sent> sent) {
        ctx.header("Cache-Control", "no-store");
        var model = model(form, once, sent);
        model.put("order", view.order());
        model.put(
                "mostFiles", Math.max(1, WishDesk.MOST_PICTURES - view.photos().size()));
        pages.show(ctx, "order-photos", model);
    }

    private void addPhoto(Context ctx) throws IOException, InterruptedException {
        var view = view(ctx);
        parts.reader().expect();
        var sent = FileForm.needed(ctx, parts.files(), sentFiles);
        if (sent.form().isFaultless()) addPhotos(view, sent);
        if (sent.form().isFaultless()) {
            ctx.redirect(Lines.place(view), HttpStatus.SEE_OTHER);
            return;
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        showPhotos(ctx, view(ctx), sent.form(), Secrets.token(), List.of());
        sent.giveUp(ctx, parts.files());
    }

    /// What can't be kept is told; the others are.
    private void addPhotos(OrderView view, FileForm sent) throws InterruptedException {
        for (var file : sent.files()) {
            switch (parts.wishes().addPhoto(view.order().token(), sent.arrival(Product.PAPER, file))) {
                case Outcome.Done() -> sentFiles.ordered(file);
                case Outcome.Refused(var why) -> {
                    sentFiles.refused(file);
                    sent.form().wrong("file", why);
                }
            }
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
