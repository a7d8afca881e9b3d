package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.events.Subject;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.FixDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Message;
import platen.values.QuoteId;
import platen.values.Secrets;

/// What customers see: the shop front, an order from its file to its approval, and its private page.
final class OrderPages {
    private static final long LARGEST_FILE_BYTES = 500_000_000;

    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Pictures pictures;

    OrderPages(PageMaker pages, Live live, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    void addTo(Routes routes) {
        routes.get("/", Access.ANYONE, this::front);
        routes.get("/order/{product}", Access.ANYONE, this::fileForm);
        routes.post("/order/{product}", Access.ANYONE, this::begin);
        routes.get("/o/{token}", Access.ANYONE, this::order);
        routes.get("/o/{token}/live", Access.ANYONE, this::follow);
        routes.get("/o/{token}/picture", Access.ANYONE, this::picture);
        routes.get("/o/{token}/pages/{page}", Access.ANYONE, this::pagePicture);
        routes.post("/o/{token}/choices", Access.ANYONE, this::choose);
        routes.post("/o/{token}/quantity", Access.ANYONE, this::take);
        routes.post("/o/{token}/approve", Access.ANYONE, this::approve);
    }

    private void front(Context ctx) {
        var isOpen = parts.database()
                .reading(PriceBooks.class)
                .current(parts.clock().instant())
                .isPresent();
        var products = parts.database()
                .reading(PriceBooks.class)
                .current(parts.clock().instant())
                .map(version -> version.book().products().stream()
                        .map(product -> product.name().word())
                        .toList())
                .orElse(List.of());
        pages.show(ctx, "front", Map.of("isOpen", isOpen, "products", products));
    }

    /// Whether customers can order this here, at prices that are published.
    private boolean isOffered(Product product) {
        var shop = pages.shop();
        var isMade = switch (product) {
            case PART -> shop.makesParts();
            case PAPER -> shop.makesPaper();
        };
        return isMade
                && parts.database()
                        .reading(PriceBooks.class)
                        .current(parts.clock().instant())
                        .isPresent();
    }

    private void fileForm(Context ctx) {
        var product = product(ctx);
        if (!isOffered(product)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        pages.show(ctx, "order-file", fileModel(ctx, product, Form.empty(), Secrets.token()));
    }

    private void begin(Context ctx) throws IOException, InterruptedException {
        var product = product(ctx);
        if (!isOffered(product)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        var received = new ReceivedFile(parts.files(), LARGEST_FILE_BYTES);
        var form = Form.receiving(ctx, "file", LARGEST_FILE_BYTES, received);
        var once = form.has("once") ? form.value("once") : Secrets.token();
        if (form.isFaultless() && received.digest().isEmpty()) form.wrong("file", Message.of("web.file-missing"));
        if (form.isFaultless() && begin(ctx, form, product, once, received)) return;
        received.digest().ifPresent(parts.files()::discard);
        pages.showAgain(ctx, "order-file", fileModel(ctx, product, form, once));
        form.hearOut(ctx);
    }

    private boolean begin(Context ctx, Form form, Product product, String once, ReceivedFile received)
            throws InterruptedException {
        var digest = received.digest().orElseThrow();
        switch (parts.desk().begin(product, once, digest, received.name(), received.measures())) {
            case Begun.Draft(var token) -> ctx.redirect("/o/" + token + as(ctx), HttpStatus.SEE_OTHER);
            case Begun.Refused(var why) -> form.wrong("file", why);
        }
        return form.isFaultless();
    }

    private void order(Context ctx) {
        show(ctx, view(ctx), null, Form.empty());
    }

    private void picture(Context ctx) throws IOException, InterruptedException {
        pictures.sendPart(ctx, view(ctx).line());
    }

    private void follow(Context ctx) throws IOException {
        var view = view(ctx);
        var jobs = parts.database().reading(Jobs.class).of(view.order().id()).stream()
                .map(job -> Subject.of(job.id()))
                .toList();
        var order = Subject.of(view.order().id());
        live.stream(ctx, subject -> subject.equals(order) || jobs.contains(subject));
    }

    private void pagePicture(Context ctx) throws IOException {
        pictures.sendPage(ctx, view(ctx).line().printed());
    }

    private void choose(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var choices = OrderForm.choices(form, view.line().product());
        var terms = OrderForm.terms(form);
        if (form.isFaultless()) {
            switch (parts.desk().choose(view.order().token(), choices, terms)) {
                case Chosen.Done(), Chosen.Closed() -> {
                    back(ctx, view, form.value("compare"));
                    return;
                }
                case Chosen.Refused(var problems) -> problems.forEach(form::wrong);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view, form, Form.empty());
    }

    /// The quantity of one of the prices that stand side by side.
    private void take(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var quantity = form.number("quantity", 1, Quoting.most(view.line().product()));
        var chosen = form.isFaultless() ? parts.desk().take(view.order().token(), quantity) : new Chosen.Closed();
        switch (chosen) {
            case Chosen.Done(), Chosen.Closed() -> back(ctx, view, form.value("compare"));
            case Chosen.Refused(var problems) ->
                pages.goBack(
                        ctx,
                        "/o/" + view.order().token(),
                        problems.values().iterator().next());
        }
    }

    private void approve(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var contact = Contact.of(form.value("name"), form.value("email"), form.value("phone"));
        var quote = quoteId(form.value("quote"));
        if (!form.ticked("ok")) form.wrong("ok", Message.of("web.ok-missing"));
        contact.problems().forEach(form::wrong);
        if (!form.isFaultless()) {
            showAgain(ctx, form);
            return;
        }
        switch (quote.map(id -> parts.intake().approve(view.order().token(), id, contact))
                .orElse(new Approval.PriceChanged())) {
            case Approval.Approved _, Approval.ToConfirm(), Approval.Already() -> back(ctx, view);
            case Approval.Refused(var problems) -> {
                problems.forEach(form::wrong);
                showAgain(ctx, form);
            }
            case Approval.PriceChanged() ->
                pages.goOn(ctx, "/o/" + view.order().token(), Message.of("web.price-changed"));
        }
    }

    /// The page again, with what is wrong in the part where the customer says who they are.
    void showAgain(Context ctx, Form approval) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view(ctx), null, approval);
    }

    private static void back(Context ctx, OrderView view) {
        back(ctx, view, "");
    }

    /// `compare` are the quantities that stand side by side.
    private static void back(Context ctx, OrderView view, String compare) {
        var shown = compare.isBlank() ? "" : "?compare=" + URLEncoder.encode(Form.line(compare), UTF_8);
        ctx.redirect("/o/" + view.order().token() + shown, HttpStatus.SEE_OTHER);
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }

    /// `asked` are choices that were refused.
    private void show(Context ctx, OrderView view, @Nullable Form asked, Form approval) {
        ctx.header("Cache-Control", "no-store");
        switch (view.order().state()) {
            case DRAFT -> {
                var compare =
                        Form.line(Optional.ofNullable(ctx.queryParam("compare")).orElse(""));
                pages.show(ctx, "order-draft", draftModel(view, asked, approval, ctx.queryParam("as"), compare));
            }
            case SUBMITTED, QUOTED -> pages.show(ctx, "order-offer", offerModel(view));
            case APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED ->
                pages.show(ctx, "order-track", trackModel(view));
        }
    }

    private Map<String, @Nullable Object> draftModel(
            OrderView view, @Nullable Form asked, Form approval, @Nullable String as, String compare) {
        var line = view.line();
        var chosen = line.choices();
        var model = model(view);
        var offer = parts.database()
                .<Quoting.Offer, RuntimeException>look(
                        look -> parts.quoting().offer(look, parts.clock().instant()));
        var wanted = wanted(view, as, asked);
        var paper = PaperOffer.of(offer.book(), wanted, line.contents());
        var standing = chosen instanceof Choices.Paper before && before.product() != wanted ? null : chosen;
        var shown = asked == null ? Form.of(OrderForm.written(standing, view.terms(), paper)) : asked;
        model.put("form", approval);
        model.put("asked", shown);
        model.put("offer", offer);
        model.put("paperOffer", paper);
        model.put("ways", new ReadyDays(pages.shop(), parts.clock().instant()).ways(offer.book()));
        model.put("wrongs", shown.errors().values().stream().distinct().toList());
        model.put("claimed", claimed(view, offer.book()));
        model.put("ticked", OrderForm.several(shown.value("finishing")));
        model.put(
                "ask",
                view.terms() == null || view.quote() != null
                        ? null
                        : view.terms().ask());
        model.put("problem", view.problem());
        model.put("isUnseen", view.isUnseen());
        model.put("wantsSupports", Quoting.wantsSupports(line.contents()));
        model.put("isPricing", view.isPending());
        model.put("compare", compare);
        model.put("compared", compared(view, offer.book(), compare));
        return model;
    }

    /// The words of the group that the price counts on, until somebody has confirmed it.
    private static @Nullable String claimed(OrderView view, PriceBook book) {
        if (view.terms() == null || !view.terms().claimsGroup()) return null;
        var group = book.group(view.terms().priceGroup());
        return group.map(one -> one.words().isEmpty() ? one.name() : one.words())
                .orElse(null);
    }

    /// Which paper work the form is about: what was just sent, asked for by a link, or chosen before.
    private static @Nullable PaperProduct wanted(OrderView view, @Nullable String as, @Nullable Form asked) {
        if (asked != null) return OrderForm.product(asked).orElse(PaperProduct.COPIES);
        var linked = as == null ? Optional.<PaperProduct>empty() : PaperProduct.of(as);
        if (linked.isPresent()) return linked.get();
        return view.line().choices() instanceof Choices.Paper paper ? paper.product() : PaperProduct.COPIES;
    }

    /// The price for other quantities: those that were asked for, else those from which on it is less.
    private List<Quoting.Compared> compared(OrderView view, PriceBook book, String compare) {
        var quote = view.quote();
        if (quote == null) return List.of();
        var asked = Quantities.of(compare, Quoting.most(view.line().product()));
        var most = Quoting.most(view.line().product());
        var quantities = asked.isEmpty() ? Quantities.suggested(book, quote.asked(), most) : asked;
        return parts.database().look(look -> parts.quoting().compare(look, quote, quantities));
    }

    /// A person looks at it, or has named the price.
    private Map<String, @Nullable Object> offerModel(OrderView view) {
        var model = model(view);
        model.put("isOffered", view.order().state() == OrderState.QUOTED);
        model.put("isAgreed", view.ask() != null && view.ask().agreed() != null);
        model.put("wish", view.ask() == null ? "" : view.ask().wish());
        model.put("reason", view.terms() == null ? null : view.terms().ask());
        return model;
    }

    private Map<String, @Nullable Object> trackModel(OrderView view) {
        var model = model(view);
        var jobs = parts.database().reading(Jobs.class).of(view.order().id());
        model.put("jobs", jobs);
        model.put("progress", progress(jobs));
        model.put("state", view.order().state().name());
        model.put("last", view.events().getLast().what());
        return model;
    }

    private Map<String, @Nullable Object> model(OrderView view) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", view.order());
        model.put("line", view.line());
        model.put("contents", view.line().contents());
        model.put("notes", view.line().notes());
        model.put("fixable", FixDesk.fixable(view.line()));
        model.put("isRemade", view.line().remade() != null);
        model.put("isPart", view.line().product() == Product.PART);
        model.put("size", size(view.line().contents()));
        model.put("pageCount", view.line().contents() instanceof Contents.Document document ? document.pages() : null);
        model.put("pictures", pictures.shown(view.line(), "/o/" + view.order().token()));
        model.put("choices", view.line().choices());
        model.put("quote", view.quote());
        model.put("table", view.quote() == null ? null : PriceTable.of(view.quote(), PageMaker.manner(pages.shop())));
        model.put("grams", null);
        model.put("time", null);
        model.put("plates", null);
        if (view.quote() != null && view.quote().asked().items().getFirst() instanceof PriceRequest.Part part) {
            model.put("grams", part.milligrams() / 1000.0);
            model.put("time", Duration.ofSeconds(part.seconds()));
            model.put("plates", part.plates());
        }
        model.put("cursor", live.cursor());
        return model;
    }

    /// How far the machine is, in percent, while one prints for this order.
    private @Nullable Double progress(List<Job> jobs) {
        return jobs.stream()
                .flatMap(job -> Optional.ofNullable(job.machine()).stream())
                .flatMap(machine -> parts.fleet().live(machine).stream())
                .flatMap(printer -> Optional.ofNullable(printer.percent()).stream())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable List<Double> size(Contents contents) {
        return switch (contents) {
            case Contents.Part part -> part.measures().sizeMm();
            case Contents.Document document -> document.sizeMm().isEmpty() ? null : document.sizeMm();
            case Contents.Program _ -> null;
        };
    }

    private Map<String, @Nullable Object> fileModel(Context ctx, Product product, Form form, String once) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("once", once);
        model.put("form", form);
        model.put("product", ctx.pathParam("product"));
        model.put("isPart", product == Product.PART);
        model.put("most", LARGEST_FILE_BYTES);
        return model;
    }

    private static Product product(Context ctx) {
        return switch (ctx.pathParam("product")) {
            case "part" -> Product.PART;
            case "paper" -> Product.PAPER;
            case String word when PaperProduct.of(word).isPresent() -> Product.PAPER;
            default -> throw new NotFoundResponse();
        };
    }

    /// The paper work that the customer came for.
    private static String as(Context ctx) {
        return PaperProduct.of(ctx.pathParam("product"))
                .map(product -> "?as=" + product.word())
                .orElse("");
    }

    private static Optional<QuoteId> quoteId(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(new QuoteId(Long.parseLong(text))) : Optional.empty();
    }
}
