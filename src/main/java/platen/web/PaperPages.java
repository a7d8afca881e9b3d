package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.books.Document;
import platen.books.printing.DocumentPdf;
import platen.books.printing.SlipPdf;
import platen.orders.Orders;
import platen.values.Digest;
import platen.values.OrderId;

/// Receipts, invoices and credit notes as PDF, for who has the order's private page and for workers.
final class PaperPages {
    private final Website.Parts parts;
    private final Books books;

    PaperPages(Website.Parts parts) {
        this.parts = parts;
        this.books = Books.of(parts);
    }

    void addTo(Routes routes) {
        for (var kind : Document.Kind.values()) {
            var end = "/" + kind.path() + "/{number}";
            routes.get("/o/{token}" + end, Access.ANYONE, ctx -> send(ctx, ofCustomer(ctx, kind)));
            routes.get(
                    "/work/orders/{id}" + end, Access.WORKER, ctx -> send(ctx, document(ctx, kind, Acts.order(ctx))));
        }
        routes.get("/work/money/accounts/{id}/receipt/{number}", Access.BOOKS, ctx -> send(ctx, ofAccount(ctx)));
    }

    private Document ofCustomer(Context ctx, Document.Kind kind) {
        var order = parts.database()
                .reading(Orders.class)
                .byToken(ctx.pathParam("token"))
                .orElseThrow(NotFoundResponse::new);
        return document(ctx, kind, order.id());
    }

    private Document document(Context ctx, Document.Kind kind, OrderId order) {
        return books.invoices()
                .find(ctx.pathParam("number"))
                .filter(document -> document.kind() == kind && order.equals(document.orderId()))
                .orElseThrow(NotFoundResponse::new);
    }

    private Document ofAccount(Context ctx) {
        return books.invoices()
                .find(ctx.pathParam("number"))
                .filter(document -> document.kind() == Document.Kind.RECEIPT
                        && document.account() != null
                        && ctx.pathParam("id").equals(document.account().toString()))
                .orElseThrow(NotFoundResponse::new);
    }

    private void send(Context ctx, Document document) {
        var given = document.given();
        var isSlip = document.kind() == Document.Kind.RECEIPT && ctx.queryParam("slip") != null;
        var pdf = isSlip
                ? SlipPdf.of(given)
                : DocumentPdf.of(given, logo(parts, given.shop().logo()), isOver(document));
        send(ctx, pdf, document.kind().path() + "-" + document.name());
    }

    /// A receipt whose entry was taken back does not hold any more.
    private boolean isOver(Document document) {
        return document.entry() != null
                && books.till()
                        .find(document.entry())
                        .filter(entry -> entry.reversedBy() != null)
                        .isPresent();
    }

    static void send(Context ctx, byte[] pdf, String name) {
        ctx.header("Cache-Control", "private, no-store").contentType("application/pdf");
        ctx.header("Content-Disposition", "inline; filename=\"" + name.toLowerCase(Locale.ROOT) + ".pdf\"");
        ctx.disableCompression().result(pdf);
    }

    /// The shop's picture of then, as long as it is kept.
    static byte @Nullable [] logo(Website.Parts parts, @Nullable String digest) {
        if (digest == null) return null;
        return parts.files()
                .find(new Digest(digest))
                .map(file -> {
                    try {
                        return Files.readAllBytes(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(null);
    }
}
