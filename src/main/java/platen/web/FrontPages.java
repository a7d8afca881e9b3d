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
import platen.values.Message;
import platen.values.Secrets;

/// The shop front, and the file with which an order begins.
final class FrontPages {
    private static final long LARGEST_FILE_BYTES = 500_000_000;

    private final PageMaker pages;
    private final Website.Parts parts;

    FrontPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
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
            case Begun.Draft(var token) -> {
                OrderTongue.keep(ctx, pages, parts, token);
                ctx.redirect("/o/" + token + as(ctx), HttpStatus.SEE_OTHER);
            }
            case Begun.Refused(var why) -> form.wrong("file", why);
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
