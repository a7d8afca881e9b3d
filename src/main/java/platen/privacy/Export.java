package platen.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import platen.books.printing.DocumentPdf;
import platen.database.Database;
import platen.files.FileStore;
import platen.orders.Orders;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Csv;
import platen.values.Digest;
import platen.values.Json;
import platen.values.Language;
import platen.values.Message;
import platen.values.OrderId;

/// Orders to take along: a ZIP with all that is stored of them, for people and for programs, and their files.
///
/// Who asks may see these orders: that is for the caller to know. The records are read first and at once; files are
/// read while they are sent, so that a slow line holds nobody else up.
public final class Export {
    private static final String FORMAT = "platen-orders-1";
    private static final int MARGIN = 90;

    private static final List<String> ORDERS = List.of(
            "order",
            "state",
            "created_at",
            "approved_at",
            "promised_at",
            "name",
            "email",
            "phone",
            "needed_by",
            "collector",
            "delivery_address",
            "billing_reference",
            "bill_to",
            "tax_exempt_number",
            "wish",
            "wish_measures",
            "wish_quantity",
            "price_cents",
            "price_note",
            "files_kept_until",
            "files_deleted_at");

    /// The lists of an order that are a table, too, and their columns.
    private static final Map<String, List<String>> TABLES = tables();

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public Export(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    private static Map<String, List<String>> tables() {
        var tables = new LinkedHashMap<String, List<String>>();
        tables.put(
                "lines",
                List.of(
                        "order",
                        "file_name",
                        "product",
                        "size_mm",
                        "volume_mm3",
                        "pages",
                        "time_s",
                        "filament_mm3",
                        "choices",
                        "file"));
        tables.put("price_lines", List.of("order", "what", "amount_cents"));
        tables.put("payments", List.of("order", "at", "kind", "method", "amount_cents", "note", "document"));
        tables.put("papers", List.of("order", "at", "kind", "number", "total_cents", "file"));
        tables.put("messages", List.of("order", "at", "from", "author", "text"));
        tables.put("told", List.of("order", "at", "what", "state"));
        tables.put("events", List.of("order", "at", "by", "what"));
        return tables;
    }

    /// How the file is best called.
    public static String name(String about) {
        return "orders-" + about.toLowerCase(Locale.ROOT) + ".zip";
    }

    /// Writes these orders, those of them that there are, for a reader of `language`.
    public void write(Collection<OrderId> wanted, Language language, OutputStream out) throws IOException {
        var read = database.<Read, RuntimeException>look(look -> {
            var shop = Settings.shop(look);
            var manner = Settings.manner(look, language);
            var orders = wanted.stream()
                    .distinct()
                    .flatMap(id -> look.attach(Orders.class).find(id).stream())
                    .map(order -> ExportedOrder.of(look, order, manner))
                    .toList();
            return new Read(shop, manner, orders, look.attach(Keepings.class).rule());
        });
        var zip = new ZipOutputStream(out, UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        var now = clock.instant();
        entry(zip, "read-me.txt", readMe(read, now));
        entry(zip, "orders.json", json(read, now));
        entry(
                zip,
                csv("orders"),
                Csv.of(ORDERS, read.orders.stream().map(ExportedOrder::fields).toList()));
        for (var table : TABLES.entrySet()) entry(zip, csv(table.getKey()), table(read, table));
        for (var order : read.orders) papers(zip, order);
        for (var order : read.orders) files(zip, order);
        zip.finish();
    }

    private static String csv(String table) {
        return table + ".csv";
    }

    private record Read(Shop shop, Manner manner, List<ExportedOrder> orders, KeepingRule rule) {}

    private static String table(Read read, Map.Entry<String, List<String>> table) {
        var rows = read.orders.stream()
                .flatMap(order -> order.rows(table.getKey()).stream())
                .toList();
        return Csv.of(table.getValue(), rows);
    }

    private static String json(Read read, Instant now) throws IOException {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("format", FORMAT);
        all.put("exported_at", now.toString());
        all.put("shop", read.shop.name());
        all.put("currency", read.shop.currency().getCurrencyCode());
        all.put("time_zone", read.shop.zone().getId());
        all.put("orders", read.orders.stream().map(ExportedOrder::fields).toList());
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /// In the reader's words, as plain text for any program.
    private static String readMe(Read read, Instant now) {
        var manner = read.manner;
        var said = new ArrayList<String>();
        said.add(say(manner, "data.read-me-title", read.shop.name()));
        said.add(say(manner, "data.read-me-when", manner.when(now)));
        said.add(say(manner, "data.read-me-orders"));
        for (var order : read.orders) said.add("  " + order.code());
        said.add(say(manner, "data.read-me-files"));
        said.add(say(manner, "data.read-me-fields"));
        said.add(say(manner, "data.read-me-kept", read.rule.days()));
        said.add(say(manner, "data.read-me-ask", contact(read.shop)));
        return String.join("\r\n\r\n", said.stream().map(Export::wrapped).toList()) + "\r\n";
    }

    private static String contact(Shop shop) {
        return String.join(
                ", ",
                Stream.of(shop.name(), shop.phone(), shop.email())
                        .filter(one -> !one.isBlank())
                        .toList());
    }

    private static String say(Manner manner, String key, Object... args) {
        return Words.say(Message.of(key, args), manner);
    }

    /// Lines that any editor shows whole; new lines in the words stay.
    private static String wrapped(String text) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            var line = new StringBuilder();
            for (var word : paragraph.split(" ", -1)) {
                if (line.length() + word.length() > MARGIN) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(word).append(' ');
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\r\n", lines);
    }

    private void papers(ZipOutputStream zip, ExportedOrder order) throws IOException {
        for (var document : order.papers()) {
            var given = document.given();
            var pdf = DocumentPdf.of(given, logo(given.shop().logo()), false);
            zip.putNextEntry(new ZipEntry(
                    ExportedFile.paper(order.code(), document.kind().path(), document.name())));
            zip.write(pdf);
            zip.closeEntry();
        }
    }

    private byte @Nullable [] logo(@Nullable String digest) throws IOException {
        if (digest == null) return null;
        var file = files.find(new Digest(digest));
        return file.isEmpty() ? null : Files.readAllBytes(file.get());
    }

    /// A file that is deleted at this moment is left out.
    private void files(ZipOutputStream zip, ExportedOrder order) throws IOException {
        for (var file : order.files()) {
            var content = opened(file.content());
            if (content.isEmpty()) continue;
            try (var in = content.get()) {
                zip.putNextEntry(new ZipEntry(file.path()));
                in.transferTo(zip);
                zip.closeEntry();
            }
        }
    }

    private Optional<InputStream> opened(Digest content) throws IOException {
        try {
            return Optional.of(Files.newInputStream(files.path(content)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    /// The language in which the customer of an order reads.
    public Optional<Language> language(OrderId order) {
        return database.reading(Orders.class).language(order);
    }
}
