package platen.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.documents.Fix;
import platen.orders.Choices;
import platen.orders.Drafts;
import platen.orders.FixDesk;
import platen.orders.OrderLine;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.Quoting;
import platen.orders.ReadyDays;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.privacy.FileKeeping;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.templating.Manner;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// What the private page of an order shows, by its state.
final class OrderModels {
    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final Solids solids;
    private final Layered layered;
    private final Threads threads;
    private final FileKeeping keeping;

    OrderModels(PageMaker pages, Live live, Website.Parts parts, Pictures pictures) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.pictures = pictures;
        this.solids = new Solids(parts);
        this.layered = new Layered(parts);
        this.threads = new Threads(parts);
        this.keeping = new FileKeeping(parts.database(), parts.files(), parts.clock());
    }

    /// `line` is the one whose choices the page shows, or nothing for all of several. `asked` are choices that were
    /// refused, `approval` what the customer wrote of themselves.
    Map<String, @Nullable Object> draft(
            OrderView view,
            @Nullable OrderLine line,
            Manner manner,
            @Nullable Form asked,
            Form approval,
            @Nullable String as,
            String compare) {
        var model = model(view, manner);
        var offer = parts.database()
                .<Quoting.Offer, RuntimeException>look(
                        look -> parts.quoting().offer(look, parts.clock().instant()));
        if (line == null) all(model, view, asked);
        else one(model, view, line, offer, asked, as);
        model.put("form", approval.isFaultless() ? begun(view) : approval);
        model.put("draftMoney", Books.of(parts).ofDraft(view));
        model.put("offer", offer);
        model.put("ways", days(view).ways(offer.book()));
        model.put("readyDay", readyDay(view));
        model.put("claimed", claimed(view, offer.book()));
        model.put(
                "ask",
                view.terms() == null || view.quote() != null
                        ? null
                        : view.terms().ask());
        model.put("problem", view.problem());
        model.put("isPricing", view.isPending());
        model.put("compare", compare);
        model.put("compared", line == null ? List.of() : compared(view, line, offer.book(), compare));
        model.put("isPartOfMore", line != null && view.lines().size() > 1);
        model.put("keptUntil", Drafts.keptUntil(view.order()));
        return model;
    }

    /// What the customer wrote before, of how it gets to them and of what they want.
    private Form begun(OrderView view) {
        var written = HandoverForm.written(view.handover(), pages.shop().zone());
        if (view.ask() != null) written.put("wish", view.ask().wish());
        return Form.of(written);
    }

    /// Several lines, each with what it is, and the terms for all.
    private void all(Map<String, @Nullable Object> model, OrderView view, @Nullable Form asked) {
        var shown = asked == null ? Form.of(OrderForm.terms(view.terms())) : asked;
        model.put("line", null);
        model.put("place", Lines.place(view));
        model.put("action", Lines.place(view) + "/terms");
        model.put("isPart", false);
        model.put("paperOffer", null);
        model.put("asked", shown);
        model.put("wrongs", shown.errors().values().stream().distinct().toList());
        model.put("isUnseen", false);
        model.put("toChoose", toChoose(view));
    }

    /// The lines that only the customer can go on with.
    private static List<String> toChoose(OrderView view) {
        return view.lines().stream()
                .filter(line -> line.choices() == null && view.problem(line) == null)
                .map(OrderLine::fileName)
                .toList();
    }

    /// One line, with all that can be chosen for it.
    private void one(
            Map<String, @Nullable Object> model,
            OrderView view,
            OrderLine line,
            Quoting.Offer offer,
            @Nullable Form asked,
            @Nullable String as) {
        var chosen = line.choices();
        var wanted = wanted(line, as, asked);
        var paper = PaperOffer.of(offer.book(), wanted, line.contents());
        var standing = chosen instanceof Choices.Paper before && before.product() != wanted ? null : chosen;
        var shown = asked == null ? Form.of(OrderForm.written(standing, view.terms(), paper)) : asked;
        var ordered = OrderedLine.of(view, line, pictures, Lines.place(view, line));
        model.put("line", line);
        model.put("place", Lines.place(view, line));
        model.put("action", Lines.place(view) + "/choices");
        model.put("asked", shown);
        model.put("paperOffer", paper);
        model.put("wrongs", shown.errors().values().stream().distinct().toList());
        model.put("ticked", OrderForm.several(shown.value("finishing")));
        model.put("isUnseen", ordered.isUnseen());
        model.put("wantsSupports", Quoting.wantsSupports(line.contents()));
        model.put("toChoose", List.of());
        var remade = line.remade();
        model.put("notes", line.notes());
        model.put("fixable", words("fix", FixDesk.fixable(line)));
        model.put("fixed", remade == null ? Map.of() : words("fixed", remade.fixes()));
        model.put("isPart", ordered.isPart());
        model.put("size", ordered.size());
        model.put("pageCount", ordered.pageCount());
        model.put("pictures", ordered.pictures());
        model.put("solid", solids.shown(line, Lines.place(view, line)));
        model.put("layers", layered.shown(line, view.order().state(), Lines.place(view, line)));
        model.put("spreads", Spreads.of(line, ordered.pictures(), wanted));
        model.put("choices", chosen);
        figures(model, view, line);
    }

    /// What each of a part takes, as far as its price tells.
    private static void figures(Map<String, @Nullable Object> model, OrderView view, OrderLine line) {
        model.put("grams", null);
        model.put("time", null);
        model.put("plates", null);
        var item = position(view, line);
        if (view.quote() == null || item >= view.quote().asked().items().size()) return;
        if (view.quote().asked().items().get(item) instanceof PriceRequest.Part part) {
            model.put("grams", part.milligrams() / 1000.0);
            model.put("time", Duration.ofSeconds(part.seconds()));
            model.put("plates", part.plates());
        }
    }

    /// Which of the priced items a line is.
    private static int position(OrderView view, OrderLine line) {
        return (int) view.lines().stream()
                .takeWhile(one -> !one.id().equals(line.id()))
                .filter(OrderLine::isReckoned)
                .count();
    }

    /// The words of the group that the price counts on, until somebody has confirmed it.
    private static @Nullable String claimed(OrderView view, PriceBook book) {
        if (view.terms() == null || !view.terms().claimsGroup()) return null;
        var group = book.group(view.terms().priceGroup());
        return group.map(one -> one.words().isEmpty() ? one.name() : one.words())
                .orElse(null);
    }

    /// Which paper work the form is about: what was just sent, asked for by a link, or chosen before.
    private static @Nullable PaperProduct wanted(OrderLine line, @Nullable String as, @Nullable Form asked) {
        if (asked != null) return OrderForm.product(asked).orElse(PaperProduct.COPIES);
        var linked = as == null ? Optional.<PaperProduct>empty() : PaperProduct.of(as);
        if (linked.isPresent()) return linked.get();
        return line.choices() instanceof Choices.Paper paper ? paper.product() : PaperProduct.COPIES;
    }

    /// The price for other quantities: those that were asked for, else those from which on it is less.
    private List<Quoting.Compared> compared(OrderView view, OrderLine line, PriceBook book, String compare) {
        var quote = view.quote();
        var item = position(view, line);
        if (quote == null || item >= quote.asked().items().size()) return List.of();
        var most = Quoting.most(line.product());
        var asked = Quantities.of(compare, most);
        var quantities = asked.isEmpty()
                ? Quantities.suggested(book, quote.asked().items().get(item), most)
                : asked;
        return parts.database().look(look -> parts.quoting().compare(look, quote, item, quantities));
    }

    private ReadyDays days(OrderView view) {
        var products = view.lines().stream().map(OrderLine::product).collect(Collectors.toSet());
        return parts.database()
                .look(look -> new ReadyDays(
                        pages.shop(), parts.clock().instant(), parts.intake().load(look), products));
    }

    /// In milliseconds since 1970, as the form brings it back; nothing where no day is promised.
    private @Nullable Long readyDay(OrderView view) {
        Optional<Instant> day = parts.database()
                .look(look -> ReadyDays.of(
                        look,
                        view.order().id(),
                        parts.clock().instant(),
                        parts.intake().load(look)));
        return day.map(Instant::toEpochMilli).orElse(null);
    }

    /// A person looks at it, or has named the price.
    Map<String, @Nullable Object> offer(OrderView view, Manner manner) {
        var model = model(view, manner);
        model.put("draftMoney", Books.of(parts).ofDraft(view));
        model.put("keeping", keeping.of(view.order()));
        model.put("isOffered", view.order().state() == OrderState.QUOTED);
        model.put("isAgreed", view.ask() != null && view.ask().agreed() != null);
        model.put("wish", view.ask() == null ? "" : view.ask().wish());
        var now = parts.clock().instant();
        Optional<Instant> readyBy = parts.database()
                .look(look -> ReadyDays.of(
                        look, view.order().id(), now, parts.intake().load(look)));
        model.put("readyBy", readyBy.orElse(null));
        model.put("reason", view.terms() == null ? null : view.terms().ask());
        return model;
    }

    /// How far it is.
    Map<String, @Nullable Object> track(OrderView view, Manner manner) {
        var model = model(view, manner);
        var jobs = parts.database().reading(Jobs.class).of(view.order().id());
        model.put("jobs", jobs);
        model.put("changed", ChangedPages.open(parts, pictures, view.order()));
        model.put("keeping", keeping.of(view.order()));
        model.putAll(making(jobs));
        model.put("wish", view.ask() == null ? "" : view.ask().wish());
        model.put("state", view.order().state().name());
        model.put("last", Ends.of(view.events()));
        model.put("money", Books.of(parts).money(view.order()));
        return model;
    }

    private Map<String, @Nullable Object> model(OrderView view, Manner manner) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", view.order());
        model.put("talk", threads.of(view.order(), "/o/" + view.order().token()));
        var lines = OrderedLine.all(view, pictures, Lines.place(view));
        model.put("lines", lines);
        model.put("looks", lines.stream().collect(Collectors.toMap(OrderedLine::place, one -> look(view, one))));
        model.put("isSeveral", view.lines().size() > 1);
        model.put("quote", view.quote());
        model.put(
                "table",
                view.quote() == null
                        ? null
                        : PriceTable.of(view, manner, pages.shop().taxName()));
        model.put("cursor", live.cursor());
        model.put("once", Secrets.token());
        model.put("delivers", view.terms() != null && view.terms().delivery());
        model.put("handover", view.handover());
        putWish(model, view, pictures, Lines.place(view));
        return model;
    }

    /// How a line can be seen, beside its pictures.
    public record Look(Solids.@Nullable Shown solid, List<Layered.Shown> layers, List<Spreads.Spread> spreads) {}

    private Look look(OrderView view, OrderedLine ordered) {
        return new Look(
                solids.shown(ordered.line(), ordered.place()),
                layered.shown(ordered.line(), view.order().state(), ordered.place()),
                Spreads.of(ordered.line(), ordered.pictures(), null));
    }

    /// What is wanted without a file; its photos are at `root`.
    static void putWish(Map<String, @Nullable Object> model, OrderView view, Pictures pictures, String root) {
        model.put("wished", view.wish());
        model.put(
                "photos",
                view.photos().stream()
                        .map(photo -> new Photo(
                                root + "/photos/" + photo.id(), photo.fileName(), pictures.hasFirst(photo.file())))
                        .toList());
    }

    /// A photo of what is wanted, and where it is.
    public record Photo(String place, String name, boolean isShown) {}

    /// What can be done, or was, and how it is said; by its name in the form.
    private static Map<String, Message> words(String manner, Set<Fix> fixes) {
        var words = new LinkedHashMap<String, Message>();
        for (var fix : Fix.values()) {
            var name = fix.name().toLowerCase(Locale.ROOT);
            if (fixes.contains(fix)) words.put(name, Message.of("orders." + manner + "-" + name));
        }
        return words;
    }

    /// How far the machine is that makes something for this order just now.
    Map<String, @Nullable Object> making(OrderId order) {
        return making(parts.database().reading(Jobs.class).of(order));
    }

    private Map<String, @Nullable Object> making(List<Job> jobs) {
        var making = new HashMap<String, @Nullable Object>();
        making.put(
                "making",
                jobs.stream()
                        .flatMap(job -> Optional.ofNullable(job.machine()).stream())
                        .flatMap(machine -> parts.fleet().live(machine).stream())
                        .filter(printer -> printer.percent() != null)
                        .findFirst()
                        .orElse(null));
        return making;
    }
}
