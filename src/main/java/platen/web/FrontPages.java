package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderDesk.Added;
import platen.orders.OrderDesk.Begun;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.ReadyDays;
import platen.pricing.FromPrices;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.shop.Shop;
import platen.values.Message;
import platen.values.Money;
import platen.values.Secrets;

/// The shop front, and the file with which an order begins.
final class FrontPages {
    private final PageMaker pages;
    private final Website.Parts parts;
    private final SentFiles sentFiles;

    FrontPages(PageMaker pages, Website.Parts parts, SentFiles sentFiles) {
        this.pages = pages;
        this.parts = parts;
        this.sentFiles = sentFiles;
    }

    void addTo(Routes routes) {
        routes.get("/", Access.ANYONE, this::front);
        routes.post("/open-orders/forget", Access.ANYONE, this::forget);
        routes.get("/order/{product}", Access.ANYONE, this::fileForm);
        routes.post("/order/{product}", Access.ANYONE, this::begin);
    }

    private void front(Context ctx) {
        var now = parts.clock().instant();
        var book = parts.database().reading(PriceBooks.class).current(now).map(PriceBooks.Version::book);
        var shop = pages.shop();
        var model = new HashMap<String, @Nullable Object>();
        model.put("isOpen", book.isPresent());
        model.put(
                "partFrom",
                book.flatMap(one -> FromPrices.part(one, shop.taxBasisPoints())).orElse(null));
        model.put("products", book.map(one -> offered(one, shop)).orElse(List.of()));
        model.put("readyBy", book.flatMap(one -> soonest(one, shop, now)).orElse(null));
        model.put("notPrinted", NotPrintedPages.words(parts.settings(), pages.language(ctx)));
        model.put("openOrders", new OpenOrders(parts.database()).of(ctx));
        pages.show(ctx, "front", model);
    }

    /// Of what the shop makes, the soonest.
    private Optional<Instant> soonest(PriceBook book, Shop shop, Instant now) {
        var made = EnumSet.noneOf(Product.class);
        if (shop.makesParts()) made.add(Product.PART);
        if (shop.makesPaper()) made.add(Product.PAPER);
        return parts.database()
                .look(look -> made.stream()
                        .flatMap(product -> Stream.ofNullable(
                                new ReadyDays(shop, now, parts.intake().load(look), Set.of(product)).by(book, "")))
                        .min(Comparator.naturalOrder()));
    }

    /// A kind of paper work, and the least that it costs; nothing where a person names every price of it.
    public record Offered(String product, @Nullable Money from) {}

    private static List<Offered> offered(PriceBook book, Shop shop) {
        var from = FromPrices.paper(book, shop.taxBasisPoints());
        return book.products().stream()
                .map(product -> new Offered(product.name().word(), from.get(product.name())))
                .toList();
    }

    private void forget(Context ctx) {
        OpenOrders.forgetAll(ctx);
        pages.goOn(ctx, "/", Message.of("basket.forgotten"));
    }

    /// Whether customers can order this here, at prices that are published.
    static boolean isOffered(PageMaker pages, Website.Parts parts, Product product) {
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
        if (!isOffered(pages, parts, product)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        parts.reader().expect();
        pages.show(ctx, "order-file", fileModel(ctx, product, Form.empty(), Secrets.token()));
    }

    private void begin(Context ctx) throws IOException, InterruptedException {
        var product = product(ctx);
        if (!isOffered(pages, parts, product)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        parts.reader().expect();
        var sent = FileForm.needed(ctx, parts.files(), sentFiles);
        if (sent.form().isFaultless() && begin(ctx, product, sent)) return;
        pages.showAgain(ctx, "order-file", fileModel(ctx, product, sent.form(), sent.once()));
        sent.giveUp(ctx, parts.files());
    }

    /// Begins with the first file; the others become lines of the order, too.
    private boolean begin(Context ctx, Product product, FileForm sent) throws InterruptedException {
        var first = sent.files().getFirst();
        switch (parts.desk().begin(sent.arrival(product))) {
            case Begun.Draft(var token) -> {
                sentFiles.ordered(first);
                OpenOrders.keep(ctx, token);
                OrderTongue.keep(ctx, pages, parts, token);
                var rest = sent.files().subList(1, sent.files().size());
                var left = addAll(token, product, sent, rest);
                if (left.isPresent()) pages.goBack(ctx, "/o/" + token, left.get());
                else ctx.redirect("/o/" + token + as(ctx), HttpStatus.SEE_OTHER);
            }
            case Begun.Refused(var why) -> {
                sentFiles.refused(first);
                sent.form().wrong("file", why);
            }
        }
        return sent.form().isFaultless();
    }

    /// Adds files as lines; why the first that can't be one can't.
    private Optional<Message> addAll(String token, Product product, FileForm sent, List<SentFiles.Sent> files)
            throws InterruptedException {
        Optional<Message> left = Optional.empty();
        for (var file : files) {
            switch (parts.desk().add(token, sent.arrival(product, file))) {
                case Added.Line _ -> sentFiles.ordered(file);
                case Added.Refused(var why) -> {
                    sentFiles.refused(file);
                    if (left.isEmpty()) left = Optional.of(why);
                }
            }
        }
        return left;
    }

    private Map<String, @Nullable Object> fileModel(Context ctx, Product product, Form form, String once) {
        var model = fileModel(ctx, sentFiles, product, form, once);
        model.put("limits", Limits.of(parts, ctx.pathParam("product")));
        return model;
    }

    /// The form for files of which the address names the product, with what this browser has sent of them already.
    static Map<String, @Nullable Object> fileModel(
            Context ctx, SentFiles sentFiles, Product product, Form form, String once) {
        var model = fileModel(ctx.path(), ctx.pathParam("product"), product, form, once);
        model.put("waiting", sentFiles.waiting(ctx, Kinds.of(product)));
        return model;
    }

    /// The form for a file that is sent to `action`.
    static Map<String, @Nullable Object> fileModel(
            String action, String word, Product product, Form form, String once) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("action", action);
        model.put("once", once);
        model.put("form", form);
        model.put("product", word);
        model.put("isPart", product == Product.PART);
        model.put("most", FileForm.LARGEST_FILE_BYTES);
        model.put("kinds", Kinds.of(product));
        return model;
    }

    /// What a word in an address asks for.
    static Product product(Context ctx) {
        return switch (ctx.pathParam("product")) {
            case "part" -> Product.PART;
            case "paper" -> Product.PAPER;
            case String word when PaperProduct.of(word).isPresent() -> Product.PAPER;
            default -> throw new NotFoundResponse();
        };
    }

    /// The paper work that the customer came for.
    static String as(Context ctx) {
        return PaperProduct.of(ctx.pathParam("product"))
                .map(product -> "?as=" + product.word())
                .orElse("");
    }
}
