package platen.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// Finds what customers should be told without anybody doing anything: a price that ends soon, a promised day that
/// slips, something ready that nobody picks up. Each is an event, written once; nobody is told at night.
public final class Reminders {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final Duration BEFORE_END = Duration.ofDays(1);
    /// A price that was named just now needs no reminder yet.
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(6);

    private final Database database;
    private final InstantSource clock;

    public Reminders(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public PickUpRule rule() {
        return database.reading(Overdue.class).rule();
    }

    public void setRule(PickUpRule rule, Actor who) {
        database.use(change -> {
            change.attach(Overdue.class).setRule(rule.firstDays(), rule.lastDays());
            var what = Message.of("notices.rule-set", rule.firstDays(), rule.lastDays());
            Events.write(change, clock.instant(), who, Subject.SHOP, what);
        });
    }

    /// What was not picked up although its customer was reminded for the last time.
    public List<Order> unclaimed() {
        return database.look(look -> {
            var overdue = look.attach(Overdue.class);
            var before = clock.instant().minus(Duration.ofDays(overdue.rule().lastDays()));
            return overdue.ready(before).stream()
                    .flatMap(one -> look.attach(Orders.class).find(one.orderId()).stream())
                    .toList();
        });
    }

    public void look() {
        database.use(change -> {
            var now = clock.instant();
            var shop = Settings.shop(change);
            var time = now.atZone(shop.zone()).toLocalTime();
            if (time.isBefore(MORNING) || time.isAfter(EVENING)) return;
            offers(change, now);
            delays(change, shop, now);
            waiting(change, shop, now);
        });
    }

    private static void offers(Handle change, Instant now) {
        var overdue = change.attach(Overdue.class);
        for (var offer : overdue.offers(now, now.plus(BEFORE_END), now.minus(FORGOTTEN_AFTER))) {
            if (!overdue.remind(offer.orderId(), What.OFFER_ENDS, offer.quote().value(), now)) continue;
            tell(change, offer.orderId(), Message.of("talk.offer-ends"), now);
        }
    }

    /// The new day is told, and is what is promised from now on; for the same day it is told once.
    private static void delays(Handle change, Shop shop, Instant now) {
        var orders = change.attach(Orders.class);
        var forecast = new Forecast(change, shop, now);
        for (var order : orders.open()) {
            if (order.state() == OrderState.READY || order.promised() == null) continue;
            var promised = LocalDate.ofInstant(order.promised(), shop.zone());
            var day = forecast.day(order.id());
            if (!day.isAfter(promised)) continue;
            if (!change.attach(Overdue.class).remind(order.id(), What.DELAYED, day.toEpochDay(), now)) continue;
            orders.promise(order.id(), day.atStartOfDay(shop.zone()).toInstant());
            tell(change, order.id(), Message.of("talk.delayed", day), now);
        }
    }

    private static void waiting(Handle change, Shop shop, Instant now) {
        var overdue = change.attach(Overdue.class);
        var rule = overdue.rule();
        var last = now.minus(Duration.ofDays(rule.lastDays()));
        for (var one : overdue.ready(now.minus(Duration.ofDays(rule.firstDays())))) {
            var isLast = !one.since().isAfter(last);
            var what = isLast ? What.LAST_CALL : What.STILL_HERE;
            if (!overdue.remind(one.orderId(), what, one.since().toEpochMilli(), now)) continue;
            var day = LocalDate.ofInstant(one.since(), shop.zone());
            tell(change, one.orderId(), Message.of(isLast ? "talk.last-call" : "talk.still-here", day), now);
        }
    }

    private static void tell(Handle change, OrderId order, Message what, Instant now) {
        Events.write(change, now, Actor.SYSTEM, Subject.of(order), what);
    }
}
