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
import org.jspecify.annotations.Nullable;
import platen.documents.Fix;
import platen.orders.Choices;
import platen.orders.Contents;
import platen.orders.FixDesk;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.orders.ReadyDays;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Message;

/// What the private page of an order shows, by its state.
final class OrderModels {
    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Pictures pictures;

    OrderModels(PageMaker pages, Live live, Website.Parts parts, Pictures pictures) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.pictures = pictures;
    }

    /// `asked` are choices that were refused, `approval` what the customer wrote of themselves.
    Map<String, @Nullable Object> draft(
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
        if (chosen == null || wanted != null) {
            var drawn = pictures.shown(view.line(), "/o/" + view.order().token());
            model.put("spreads", Spreads.of(view.line(), drawn, wanted));
        }
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
    Map<String, @Nullable Object> offer(OrderView view) {
        var model = model(view);
        model.put("isOffered", view.order().state() == OrderState.QUOTED);
        model.put("isAgreed", view.ask() != null && view.ask().agreed() != null);
        model.put("wish", view.ask() == null ? "" : view.ask().wish());
        var now = parts.clock().instant();
        Optional<Instant> readyBy =
                parts.database().look(look -> ReadyDays.of(look, view.order().id(), now));
        model.put("readyBy", readyBy.orElse(null));
        model.put("reason", view.terms() == null ? null : view.terms().ask());
        return model;
    }

    /// How far it is.
    Map<String, @Nullable Object> track(OrderView view) {
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
        model.put("fixable", words("fix", FixDesk.fixable(view.line())));
        var remade = view.line().remade();
        model.put("fixed", remade == null ? Map.of() : words("fixed", remade.fixes()));
        model.put("isPart", view.line().product() == Product.PART);
        var shown = remade == null ? view.line().contents() : remade.contents();
        model.put("size", size(shown));
        model.put("pageCount", shown instanceof Contents.Document document ? document.pages() : null);
        var drawn = pictures.shown(view.line(), "/o/" + view.order().token());
        model.put("pictures", drawn);
        model.put("spreads", Spreads.of(view.line(), drawn, null));
        model.put(
                "solid",
                new Solids(parts).shown(view.line(), "/o/" + view.order().token()));
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

    /// What can be done, or was, and how it is said; by its name in the form.
    private static Map<String, Message> words(String manner, Set<Fix> fixes) {
        var words = new LinkedHashMap<String, Message>();
        for (var fix : Fix.values()) {
            var name = fix.name().toLowerCase(Locale.ROOT);
            if (fixes.contains(fix)) words.put(name, Message.of("orders." + manner + "-" + name));
        }
        return words;
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
}
