package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderDesk.Begun;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.pricing.PaperProduct;
import platen.uploads.Uploads;
import platen.values.Message;
import platen.values.Secrets;

/// The shop front, and the file with which an order begins.
final class FrontPages {
    private static final long LARGEST_FILE_BYTES = Uploads.Bounds.USUAL.eachBytes();

    private final PageMaker pages;
    private final Website.Parts parts;
    private final SentFiles sent;

    FrontPages(PageMaker pages, Website.Parts parts, SentFiles sent) {
        this.pages = pages;
        this.parts = parts;
        this.sent = sent;
    }

    void addTo(Routes routes) {
        routes.get("/", Access.ANYONE, this::front);
        routes.get("/order/{product}", Access.ANYONE, this::fileForm);
        routes.post("/order/{product}", Access.ANYONE, this::begin);
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
        parts.reader().expect();
        pages.show(ctx, "order-file", fileModel(ctx, product, Form.empty(), Secrets.token()));
    }

    private void begin(Context ctx) throws IOException, InterruptedException {
        var product = product(ctx);
        if (!isOffered(product)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        parts.reader().expect();
        var received = new ReceivedFile(parts.files(), LARGEST_FILE_BYTES);
        var form = Form.receiving(ctx, "file", LARGEST_FILE_BYTES, received);
        var once = form.has("once") ? form.value("once") : Secrets.token();
        var files = form.isFaultless() ? sent.of(ctx, form, received) : List.<SentFiles.Sent>of();
        if (form.isFaultless() && files.isEmpty()) form.wrong("file", Message.of("web.file-missing"));
        if (form.isFaultless() && begin(ctx, form, product, once, files)) return;
        received.digest().ifPresent(parts.files()::discard);
        pages.showAgain(ctx, "order-file", fileModel(ctx, product, form, once));
        form.hearOut(ctx);
    }

    /// Begins with the first file; what else was sent waits on the page for the next order.
    private boolean begin(Context ctx, Form form, Product product, String once, List<SentFiles.Sent> files)
            throws InterruptedException {
        var file = files.getFirst();
        switch (parts.desk().begin(product, once, file.digest(), file.name(), file.measures())) {
            case Begun.Draft(var token) -> {
                sent.ordered(file);
                ctx.redirect("/o/" + token + as(ctx), HttpStatus.SEE_OTHER);
            }
            case Begun.Refused(var why) -> {
                sent.refused(file);
                form.wrong("file", why);
            }
        }
        return form.isFaultless();
    }

    private Map<String, @Nullable Object> fileModel(Context ctx, Product product, Form form, String once) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("once", once);
        model.put("form", form);
        model.put("product", ctx.pathParam("product"));
        model.put("isPart", product == Product.PART);
        model.put("most", LARGEST_FILE_BYTES);
        model.put("kinds", Kinds.of(product));
        model.put("waiting", sent.waiting(ctx, Kinds.of(product)));
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
}
