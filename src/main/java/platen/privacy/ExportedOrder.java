package platen.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.books.Billing;
import platen.books.Document;
import platen.books.Documents;
import platen.books.Entries;
import platen.events.Event;
import platen.files.FileStore;
import platen.notices.Notices;
import platen.orders.Contents;
import platen.orders.Exemptions;
import platen.orders.Order;
import platen.orders.OrderLine;
import platen.orders.OrderView;
import platen.talk.Attached;
import platen.talk.Remarks;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Json;
import platen.values.Message;

/// All that is stored of one order, as it leaves: fields by their names, with units in them. Times are ISO 8601 in UTC.
final class ExportedOrder {
    private final Handle look;
    private final Order order;
    private final OrderView view;
    private final Manner manner;
    private final List<ExportedFile> files = new ArrayList<>();
    private final List<Document> papers;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private ExportedOrder(Handle look, Order order, Manner manner) {
        this.look = look;
        this.order = order;
        this.view = OrderView.of(look, order);
        this.manner = manner;
        this.papers = look.attach(Documents.class).of(order.id());
    }

    static ExportedOrder of(Handle look, Order order, Manner manner) {
        var exported = new ExportedOrder(look, order, manner);
        exported.tell();
        return exported;
    }

    String code() {
        return order.code();
    }

    /// What stands in the JSON.
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    List<ExportedFile> files() {
        return files;
    }

    List<Document> papers() {
        return papers;
    }

    /// The rows of a list among the fields, each with the order's code before it.
    List<Map<String, @Nullable Object>> rows(String list) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        if (!(fields.get(list) instanceof List<?> entries)) return rows;
        for (var entry : entries) {
            if (!(entry instanceof Map<?, ?> cells)) continue;
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("order", order.code());
            cells.forEach((name, value) -> row.put(String.valueOf(name), value));
            rows.add(row);
        }
        return rows;
    }

    private void tell() {
        fields.put("order", order.code());
        fields.put("state", order.state().name());
        fields.put("created_at", order.createdAt().toString());
        fields.put("approved_at", text(order.approvedAt()));
        fields.put("promised_at", text(order.promised()));
        fields.put("name", order.customerName());
        fields.put("email", order.email());
        fields.put("phone", order.phone());
        handover();
        wanted();
        fields.put("lines", view.lines().stream().map(this::line).toList());
        price();
        money();
        fields.put("messages", messages());
        fields.put("told", told());
        fields.put("events", view.events().stream().map(this::event).toList());
        keeping();
    }

    private void handover() {
        var handover = view.handover();
        fields.put("needed_by", text(handover.neededBy()));
        fields.put("collector", handover.collector());
        fields.put("delivery_address", handover.address());
        var billing = look.attach(Billing.class).of(order.id());
        fields.put("billing_reference", billing.reference());
        fields.put("bill_to", billing.billTo());
        fields.put(
                "tax_exempt_number",
                look.attach(Exemptions.class)
                        .find(order.id())
                        .map(Exemptions.Row::number)
                        .orElse(null));
    }

    private void wanted() {
        fields.put("wish", view.ask() == null ? null : view.ask().wish());
        fields.put("wish_measures", view.wish() == null ? null : view.wish().measures());
        fields.put("wish_quantity", view.wish() == null ? null : view.wish().quantity());
        fields.put(
                "photos",
                view.photos().stream()
                        .map(photo -> row("file_name", photo.fileName(), "file", path(photo.file(), photo.fileName())))
                        .toList());
    }

    private Map<String, @Nullable Object> line(OrderLine line) {
        var row = row("file_name", line.fileName(), "file", path(line.file(), line.fileName()));
        if (line.remade() != null)
            row.put("file_as_printed", path(line.remade().file(), "as-printed-" + line.fileName() + ".pdf"));
        row.put("product", line.product().name());
        switch (line.contents()) {
            case Contents.Part part -> {
                row.put("size_mm", part.measures().sizeMm());
                row.put("volume_mm3", part.measures().volumeMm3());
            }
            case Contents.Program program -> {
                row.put("time_s", program.seconds());
                row.put("filament_mm3", program.filamentMm3());
            }
            case Contents.Document document -> {
                row.put("pages", document.pages());
                row.put("size_mm", document.sizeMm());
            }
        }
        row.put("choices", line.choices() == null ? null : Json.MAPPER.valueToTree(line.choices()));
        row.put("notes", line.notes().stream().map(this::say).toList());
        return row;
    }

    private void price() {
        var quote = view.quote();
        fields.put("price_cents", quote == null ? null : quote.price().total().cents());
        fields.put("price_note", quote == null ? null : quote.note());
        fields.put(
                "price_lines",
                quote == null
                        ? List.of()
                        : quote.price().lines().stream()
                                .map(line -> row(
                                        "what",
                                        say(line.what()),
                                        "amount_cents",
                                        line.amount().cents()))
                                .toList());
    }

    private void money() {
        var payments = look.attach(Entries.class).of(order.id()).stream()
                .map(entry -> {
                    var row = row(
                            "at", entry.at().toString(), "kind", entry.kind().name());
                    row.put("method", text(entry.method()));
                    row.put("amount_cents", entry.amount().cents());
                    row.put("note", entry.note());
                    row.put("document", entry.document());
                    return row;
                })
                .toList();
        fields.put("payments", payments);
        fields.put("papers", papers.stream().map(this::paper).toList());
    }

    private Map<String, @Nullable Object> paper(Document document) {
        var row = row("at", document.at().toString(), "kind", document.kind().name());
        row.put("number", document.name());
        row.put("total_cents", document.total().cents());
        row.put("file", ExportedFile.paper(order.code(), document.kind().path(), document.name()));
        return row;
    }

    private List<Map<String, @Nullable Object>> messages() {
        var remarks = look.attach(Remarks.class);
        var attached = remarks.files(order.id());
        return remarks.of(order.id()).stream()
                .map(remark -> {
                    var row = row("at", remark.at().toString(), "from", remark.fromShop() ? "shop" : "customer");
                    row.put("author", remark.author());
                    row.put("text", remark.body());
                    row.put(
                            "files",
                            attached.stream()
                                    .filter(file -> file.remark() == remark.id())
                                    .map(this::attachment)
                                    .toList());
                    return row;
                })
                .toList();
    }

    private Map<String, @Nullable Object> attachment(Attached file) {
        return row("file_name", file.name(), "file", path(file.file(), file.name()));
    }

    private List<Map<String, @Nullable Object>> told() {
        return look.attach(Notices.class).of(order.id()).stream()
                .map(notice -> {
                    var row = row(
                            "at",
                            notice.createdAt().toString(),
                            "what",
                            notice.what().name().toLowerCase(Locale.ROOT));
                    row.put("state", notice.state().name());
                    return row;
                })
                .toList();
    }

    /// Who of the shop it was is not the customer's to take along.
    private Map<String, @Nullable Object> event(Event event) {
        var by = event.actorKind() == Actor.Kind.CUSTOMER ? "customer" : "shop";
        var row = row("at", event.at().toString(), "by", by);
        row.put("what", say(event.what()));
        return row;
    }

    private void keeping() {
        var row = look.attach(Keepings.class).of(order.id());
        fields.put("files_kept_until", text(row.keepUntil() == null ? row.deleteOn() : row.keepUntil()));
        fields.put("files_deleted_at", text(row.filesDeletedAt()));
    }

    /// Where the file is in the export; nothing where it is not kept any more.
    private @Nullable String path(Digest content, String name) {
        if (content.equals(FileStore.DELETED)) return null;
        var file = ExportedFile.of(content, order.code(), files.size() + 1, name);
        files.add(file);
        return file.path();
    }

    private String say(Message message) {
        return Words.say(message, manner);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Map<String, @Nullable Object> row(
            String name, @Nullable Object value, String other, @Nullable Object another) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put(name, value);
        row.put(other, another);
        return row;
    }
}
