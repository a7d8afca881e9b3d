package platen.notices;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import platen.notices.Said.Fact;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Quote;
import platen.orders.Quotes;
import platen.orders.Terms;
import platen.shop.Shop;
import platen.talk.Remarks;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Message;
import platen.values.Money;

/// Makes the words of a notice: from what its event said, and from the order as it is now.
final class Wording {
    /// Where the papers stand below the page of an order.
    private static final String RECEIPT = "receipt";

    private static final String CREDIT_NOTE = "credit";

    private final Handle look;
    private final Notice notice;
    private final Order order;
    private final Shop shop;
    private final Manner manner;
    private final String link;
    private final List<String> reasons = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private String quoted = "";

    Wording(Handle look, Notice notice, Order order, Shop shop, Manner manner, String link) {
        this.look = look;
        this.notice = notice;
        this.order = order;
        this.shop = shop;
        this.manner = manner;
        this.link = link;
    }

    Said said() {
        return switch (notice.what()) {
            case RECEIVED -> received();
            case LOOKED_AT -> lookedAt();
            case PRICED -> priced();
            case DECLINED, CANCELLED -> quoting(argument(0), "");
            case READY -> ready("");
            case STILL_HERE, LAST_CALL -> ready(day(argument(0)));
            case DELAYED -> said(day(argument(0)), "");
            case PAID -> paper("mail.receipt", RECEIPT, argument(2)).said(money(argument(0)), "");
            case REFUNDED -> paper("mail.receipt", RECEIPT, argument(3)).quoting(argument(2), money(argument(0)));
            case CREDITED ->
                paper("mail.credit-note", CREDIT_NOTE, argument(0)).quoting(argument(2), money(argument(1)));
            case OFFER_ENDS -> said(price(), until());
            case ANSWERED -> answered();
            case EXPIRED, UNCLAIMED, SETTLED, LINK -> said("", "");
        };
    }

    private Said received() {
        if (order.promised() != null) fact("mail.ready-by", manner.day(order.promised()));
        return said("", "");
    }

    private Said lookedAt() {
        look.attach(Terms.class)
                .find(order.id())
                .flatMap(terms -> Optional.ofNullable(terms.ask()))
                .ifPresent(asked -> asked.all().forEach(why -> reasons.add(Words.say(why, manner))));
        return said("", "");
    }

    private Said priced() {
        standing().flatMap(quote -> Optional.ofNullable(quote.note())).ifPresent(note -> quoted = note);
        return said(money(argument(0)), until());
    }

    private Said quoting(String text, String detail) {
        quoted = text;
        return said(detail, "");
    }

    /// A paper that belongs to it, with its own link; older events name none.
    private Wording paper(String label, String path, String name) {
        if (!name.isEmpty())
            facts.add(new Fact(Words.say(Message.of(label), manner.locale()), name, link + "/" + path + "/" + name));
        return this;
    }

    /// `since` is the day from which on it waits.
    private Said ready(String since) {
        if (!shop.address().isEmpty()) fact("mail.where", shop.address());
        for (var day : DayOfWeek.values()) {
            var spans = shop.hours().on(day);
            if (spans.isEmpty()) continue;
            var hours = spans.stream()
                    .map(span -> manner.clock(span.from()) + "–" + manner.clock(span.until()))
                    .collect(Collectors.joining(", "));
            facts.add(new Fact(manner.weekday(day), hours, null));
        }
        return said(since, "");
    }

    private Said answered() {
        var remark = look.attach(Remarks.class).find(Long.parseLong(argument(0)));
        remark.ifPresent(one -> quoted = one.body());
        return said(remark.map(one -> isolated(one.author())).orElse(shop.name()), "");
    }

    /// `detail` and `other` are what the words of this notice name beside code and shop.
    private Said said(String detail, String other) {
        var stem = notice.what().stem();
        return new Said(
                words(stem + "-subject", detail, other),
                words("mail.greeting", isolated(name()), ""),
                words(stem + "-lead", detail, other),
                List.copyOf(reasons),
                quoted,
                List.copyOf(facts),
                words(stem + "-next", detail, other),
                words(stem + "-button", detail, other),
                link);
    }

    private String words(String key, String detail, String other) {
        return Words.say(Message.of(key, order.code(), shop.name(), detail, other), manner.locale());
    }

    private void fact(String label, String value) {
        facts.add(new Fact(Words.say(Message.of(label), manner.locale()), value, null));
    }

    private String argument(int at) {
        return notice.said().args().size() > at ? notice.said().args().get(at) : "";
    }

    private String name() {
        return order.customerName() == null ? "" : order.customerName();
    }

    /// A name that is written from right to left turns nothing of what stands around it.
    private static String isolated(String name) {
        return "\u2068" + name + "\u2069";
    }

    private String money(String amount) {
        return amount.matches("-?\\d{1,12}\\.\\d\\d")
                ? manner.money(
                        new Money(new BigDecimal(amount).movePointRight(2).longValueExact()))
                : amount;
    }

    private String day(String date) {
        return date.isEmpty()
                ? ""
                : manner.day(LocalDate.parse(date).atStartOfDay(shop.zone()).toInstant());
    }

    private Optional<Quote> standing() {
        return look.attach(Quotes.class).standing(order.id());
    }

    private String price() {
        return standing().map(quote -> manner.money(quote.price().total())).orElse("");
    }

    private String until() {
        return standing()
                .flatMap(quote -> Optional.ofNullable(quote.validUntil()))
                .map(manner::when)
                .orElse("");
    }

    /// Whether what a notice says is still so, with the order in this state.
    static boolean isTrue(What what, OrderState state) {
        return switch (what) {
            case LOOKED_AT -> state == OrderState.SUBMITTED;
            case PRICED, OFFER_ENDS -> state == OrderState.QUOTED;
            case EXPIRED -> state == OrderState.EXPIRED;
            case RECEIVED, DELAYED -> state == OrderState.APPROVED || state == OrderState.IN_PRODUCTION;
            case READY, STILL_HERE, LAST_CALL -> state == OrderState.READY;
            case DECLINED -> state == OrderState.DECLINED;
            case CANCELLED, UNCLAIMED -> state == OrderState.CANCELLED;
            case PAID, REFUNDED, CREDITED, ANSWERED, SETTLED, LINK -> true;
        };
    }

    /// A newer one of these says all that an older one said.
    static boolean replacesOlder(What what) {
        return switch (what) {
            case LOOKED_AT, PRICED, DELAYED, OFFER_ENDS, STILL_HERE, LAST_CALL, LINK -> true;
            case RECEIVED,
                    DECLINED,
                    READY,
                    CANCELLED,
                    PAID,
                    REFUNDED,
                    CREDITED,
                    EXPIRED,
                    UNCLAIMED,
                    ANSWERED,
                    SETTLED -> false;
        };
    }
}
