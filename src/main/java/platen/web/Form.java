package platen.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.inspection.DisplayName;
import platen.values.Message;
import platen.values.Money;

/// What somebody sent with a form: each field is taken out once, checked, and what is wrong is noted at it.
///
/// A field that is missing, too long or no number never fails the request: the form is shown again.
public final class Form {
    /// Text of one field, in bytes. No page of ours asks for more.
    private static final int LONGEST_FIELD = 32 * 1024;
    private static final int IN_MEMORY = 64 * 1024;
    private static final int ROOM_FOR_FIELDS = 256 * 1024;
    /// Of an upload that is too large so much is read and thrown away, so that the browser listens to the answer.
    private static final long LONGEST_PATIENCE = 4L << 30;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"',;]{1,64}@[^\\s@<>\"',;]+\\.[^\\s@<>\"',;.]+");
    private static final Pattern MONEY = Pattern.compile("[$€£]? ?(\\d{1,9}(?:[.,]\\d{1,2})?) ?[$€£]?");
    /// Controls, and marks that turn the direction of the text after them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern UNSEEN_BUT_LINES =
            Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<String, Message> errors = new LinkedHashMap<>();
    private boolean unread;

    private Form() {}

    /// An empty form, to be filled in.
    public static Form empty() {
        return new Form();
    }

    /// A form that holds what is known already.
    public static Form of(Map<String, String> known) {
        var form = new Form();
        form.values.putAll(known);
        return form;
    }

    /// All that stands in it.
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /// This, with what is known in the fields that were not sent.
    Form over(Map<String, String> known) {
        known.forEach(values::putIfAbsent);
        return this;
    }

    /// Puts what is known into the fields that are empty.
    void fillIn(Map<String, String> known) {
        known.forEach((field, value) -> {
            if (!has(field)) values.put(field, value);
        });
    }

    /// The fields of a request without files. One that sends files all the same has no fields: Javalin
    /// would first store them, however large they are.
    public static Form of(Context ctx) {
        var form = new Form();
        form.unread = ctx.isMultipartFormData();
        if (form.unread) return form;
        try {
            ctx.formParamMap().forEach((name, given) -> form.put(name, String.join(",", given)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new BadRequestResponse();
        }
        return form;
    }

    /// The fields and files of a request; `file` is the field that is told when they are too large
    /// together, or do not arrive whole.
    public static Form withFiles(Context ctx, Path spool, String file, long limit) throws IOException {
        if (!ctx.isMultipartFormData()) return of(ctx);
        var form = new Form();
        var most = limit + ROOM_FOR_FIELDS;
        if (ctx.req().getContentLengthLong() > most) {
            form.unread = true;
            form.wrong(file, Message.of("web.file-too-large", limit / 1_000_000));
            return form;
        }
        ctx.req()
                .setAttribute(
                        "org.eclipse.jetty.multipartConfig",
                        new MultipartConfigElement(spool.toString(), most, most, IN_MEMORY));
        try {
            for (var part : ctx.req().getParts()) form.put(part);
        } catch (ServletException | IllegalStateException e) {
            form.unread = true;
            form.wrong(
                    file,
                    isTooLarge(e)
                            ? Message.of("web.file-too-large", limit / 1_000_000)
                            : Message.of("web.file-broken-off"));
        }
        return form;
    }

    /// What to do with a file while it comes in.
    interface Receiver {
        /// What is wrong with it, if anything; then nothing more is read.
        Optional<Message> receive(String name, InputStream content) throws IOException;
    }

    /// The fields of a request, whose one file, in the field `file`, goes to a receiver as it comes in: before the
    /// form is whole, so that its receiver must be able to take it back.
    static Form receiving(Context ctx, String file, long limit, Receiver receiver) throws IOException {
        if (!ctx.isMultipartFormData()) return of(ctx);
        var form = new Form();
        var most = limit + ROOM_FOR_FIELDS;
        var tooLarge = Message.of("web.file-too-large", limit / 1_000_000);
        if (ctx.req().getContentLengthLong() > most) {
            form.unread = true;
            form.wrong(file, tooLarge);
            return form;
        }
        try {
            var parts = new Multipart(ctx.req().getContentType(), ctx.req().getInputStream(), most);
            var received = false;
            while (!form.unread && parts.next()) received |= form.take(parts, file, received, receiver);
        } catch (Multipart.Broken e) {
            form.unread = true;
            form.wrong(file, e.isTooLarge() ? tooLarge : Message.of("web.file-broken-off"));
        }
        return form;
    }

    /// Takes the part that has come; whether it is the file.
    private boolean take(Multipart parts, String file, boolean received, Receiver receiver) throws IOException {
        var name = parts.name().orElse("");
        var fileName = parts.fileName();
        if (fileName.isEmpty()) {
            try (var content = parts.content()) {
                put(name, new String(content.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
            }
            return false;
        }
        if (!name.equals(file) || fileName.get().isEmpty()) return false;
        if (received) {
            wrong(file, Message.of("web.one-file"));
            return true;
        }
        try (var content = parts.content()) {
            receiver.receive(DisplayName.of(fileName.get()), content).ifPresent(problem -> {
                unread = true;
                wrong(file, problem);
            });
        }
        return true;
    }

    /// Sends the answer to a request that was not read to its end, then reads on and throws away: most
    /// browsers look at the answer only when they have sent all.
    public void hearOut(Context ctx) throws IOException {
        if (unread) hearAll(ctx);
    }

    static void hearAll(Context ctx) throws IOException {
        ctx.disableCompression().header("Connection", "close");
        try (var answer = ctx.resultInputStream()) {
            if (answer == null) return;
            var page = answer.readAllBytes();
            ctx.res().setContentLength(page.length);
            ctx.res().getOutputStream().write(page);
            ctx.res().flushBuffer();
        }
        ctx.result(InputStream.nullInputStream());
        try {
            drain(ctx.req().getInputStream());
        } catch (IOException e) {
            // It went away, or has nothing more to say.
        }
    }

    public boolean isFaultless() {
        return errors.isEmpty();
    }

    /// Notes what is wrong with a field; the first that is said of it counts.
    public void wrong(String field, Message what) {
        errors.putIfAbsent(field, what);
    }

    /// What is wrong where, for the template.
    public Map<String, Message> errors() {
        return errors;
    }

    /// What was written in a field, for the template.
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public @Nullable Message error(String field) {
        return errors.get(field);
    }

    /// Whether the form has this field at all.
    boolean isSent(String field) {
        return values.containsKey(field);
    }

    public boolean has(String field) {
        return !value(field).isBlank();
    }

    /// One line that must be there.
    public String need(String field, int longest) {
        if (!has(field)) wrong(field, Message.of("web.missing"));
        return may(field, longest);
    }

    /// One line, or nothing.
    public String may(String field, int longest) {
        return bounded(field, line(value(field)), longest);
    }

    /// Several lines, or nothing.
    public String lines(String field, int longest) {
        var text = value(field).replace("\r\n", "\n").replace('\r', '\n');
        return bounded(field, UNSEEN_BUT_LINES.matcher(text).replaceAll(" ").strip(), longest);
    }

    public String email(String field, int longest) {
        var address = may(field, longest);
        if (!address.isEmpty() && !EMAIL.matcher(address).matches()) wrong(field, Message.of("web.no-email"));
        return address;
    }

    /// A whole number between bounds; the lower one when it is wrong.
    public int number(String field, int least, int most) {
        var text = value(field).strip();
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            if (text.isEmpty()) wrong(field, Message.of("web.missing"));
        }
        wrong(field, Message.of("web.no-number", least, most));
        return least;
    }

    /// An amount of money like `12.50`, `12,5` or `$12`; nothing when it is wrong.
    public Money money(String field) {
        var written = MONEY.matcher(value(field).strip());
        if (written.matches())
            return new Money(new BigDecimal(written.group(1).replace(',', '.'))
                    .movePointRight(2)
                    .longValueExact());
        wrong(field, has(field) ? Message.of("web.no-amount", "12.50") : Message.of("web.missing"));
        return Money.ZERO;
    }

    /// One of the constants of an enum.
    public <E extends Enum<E>> Optional<E> choice(String field, Class<E> choices) {
        var chosen = Arrays.stream(choices.getEnumConstants())
                .filter(one -> one.name().equals(value(field)))
                .findFirst();
        if (chosen.isEmpty()) wrong(field, Message.of("web.no-choice"));
        return chosen;
    }

    /// One of the words that a page offers.
    public String choice(String field, List<String> words) {
        if (!words.contains(value(field))) wrong(field, Message.of("web.no-choice"));
        return value(field);
    }

    public boolean ticked(String field) {
        return has(field);
    }

    /// The file in a field, unless none was chosen.
    public Optional<Upload> upload(String field) {
        return Optional.ofNullable(uploads.get(field));
    }

    static String line(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    private String bounded(String field, String text, int longest) {
        if (text.length() <= longest) return text;
        wrong(field, Message.of("web.too-long", longest));
        return text.substring(0, longest);
    }

    private void put(String name, String value) {
        if (name.equals(OnceGate.FIELD)) return;
        values.put(name, value.substring(0, Math.min(value.length(), LONGEST_FIELD)));
    }

    private void put(Part part) throws IOException {
        if (part.getSubmittedFileName() == null) {
            try (var in = part.getInputStream()) {
                put(part.getName(), new String(in.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
            }
        } else if (!part.getSubmittedFileName().isEmpty()) {
            var before = uploads.putIfAbsent(part.getName(), Upload.of(part));
            if (before != null) wrong(part.getName(), Message.of("web.one-file"));
        }
    }

    /// Jetty tells only in words what is wrong. A length that was not announced is found out like this.
    private static boolean isTooLarge(@Nullable Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause())
            if (String.valueOf(cause.getMessage()).startsWith("max ")) return true;
        return false;
    }

    private static void drain(InputStream in) throws IOException {
        long left = LONGEST_PATIENCE;
        while (left > 0) {
            var skipped = in.skip(Math.min(left, IN_MEMORY));
            if (skipped == 0 && in.read() < 0) return;
            left -= Math.max(1, skipped);
        }
    }
}
