package platen.notices;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.notices.NoticeShop.ANN;
import static platen.notices.NoticeShop.WORKER;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Act;
import platen.shop.Settings;
import platen.values.Message;

/// What customers are told without anybody doing anything. The shop is open on Tuesdays and Saturdays, and it is
/// Saturday, the second of May, seven in the morning.
@ParameterizedClass
@EnumSource
class RemindersTest {
    private final NoticeShop shop;

    RemindersTest(Store store) throws IOException {
        shop = new NoticeShop(store, 0);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void remindsOnceOfAPriceThatEndsSoon() throws Exception {
        var order = shop.offered(ANN, Duration.ofDays(3));
        passHours(30);
        assertEquals(0, reminded(order, "talk.offer-ends"));
        passHours(24);
        assertEquals(1, reminded(order, "talk.offer-ends"));
        passHours(6);
        assertEquals(1, reminded(order, "talk.offer-ends"));
        assertTrue(text(order, What.OFFER_ENDS).contains("holds until"));
    }

    @Test
    void tellsNobodyAtNight() throws Exception {
        var order = shop.offered(ANN, Duration.ofHours(30));
        shop.clock.pass(Duration.ofHours(7 + 8)); // ten in the evening
        shop.reminders.look();
        assertEquals(0, reminded(order, "talk.offer-ends"));
        passHours(10);
        assertEquals(1, reminded(order, "talk.offer-ends"));
    }

    @Test
    void tellsANewDayWhenThePromisedOneSlipsAndEachOnce() throws Exception {
        var order = promised(LocalDate.of(2026, 5, 2));
        passHours(2);
        assertEquals(0, reminded(order, "talk.delayed"));
        passHours(10); // seven in the evening: the shop has closed
        assertEquals(1, reminded(order, "talk.delayed"));
        assertEquals(LocalDate.of(2026, 5, 5), promised(order));
        assertEquals(
                Message.of("talk.delayed", "2026-05-05"),
                shop.desk.view(order.id()).orElseThrow().events().getLast().what());
        assertTrue(text(order, What.DELAYED).contains("May 5, 2026"), text(order, What.DELAYED));
        passHours(24);
        assertEquals(1, reminded(order, "talk.delayed"));
        passHours(48);
        assertEquals(2, reminded(order, "talk.delayed"), "Tuesday is over, too");
        assertEquals(LocalDate.of(2026, 5, 9), promised(order));
    }

    @Test
    void remindsOfWhatIsNotPickedUpAndThenWorkersCloseIt() throws Exception {
        var order = shop.ready(ANN);
        passHours(6 * 24 + 3);
        assertEquals(0, reminded(order, "talk.still-here"));
        passHours(24);
        passHours(24);
        assertEquals(1, reminded(order, "talk.still-here"));
        assertEquals(List.of(), shop.reminders.unclaimed());
        passHours(14 * 24);
        assertEquals(1, reminded(order, "talk.last-call"));
        assertEquals(
                List.of(order.id()),
                shop.reminders.unclaimed().stream().map(Order::id).toList());
        shop.mailroom.tick();
        assertEquals(NoticeState.TO_TELL, shop.state(order, What.LAST_CALL));
        assertEquals(new Act.Done(), shop.ending.unclaimed(order.id(), WORKER));
        assertEquals(OrderState.CANCELLED, shop.order(order.id()).state());
        shop.mailroom.tick();
        assertEquals(NoticeState.OVERTAKEN, shop.state(order, What.LAST_CALL));
        assertEquals(NoticeState.TO_TELL, shop.state(order, What.UNCLAIMED));
    }

    @Test
    void followsTheShopsOwnRule() throws Exception {
        shop.reminders.setRule(new PickUpRule(2, 3), WORKER);
        var order = shop.ready(ANN);
        passHours(2 * 24 + 3);
        assertEquals(1, reminded(order, "talk.still-here"));
        passHours(24);
        assertEquals(1, reminded(order, "talk.last-call"));
    }

    private Order promised(LocalDate day) throws Exception {
        var order = shop.approved(ANN);
        shop.database.use(change -> change.attach(Orders.class)
                .promise(
                        order.id(),
                        day.atStartOfDay(Settings.shop(change).zone()).toInstant()));
        return order;
    }

    private LocalDate promised(Order order) {
        return LocalDate.ofInstant(
                requireNonNull(shop.order(order.id()).promised()),
                shop.database.<ZoneId, RuntimeException>look(
                        look -> Settings.shop(look).zone()));
    }

    private void passHours(int hours) {
        shop.clock.pass(Duration.ofHours(hours));
        shop.reminders.look();
        shop.reminders.look();
    }

    private int reminded(Order order, String key) {
        return Collections.frequency(shop.events(order), key);
    }

    private String text(Order order, What what) {
        shop.mailroom.tick();
        return shop.toTell.of(order.id()).stream()
                .filter(item -> item.notice().what() == what)
                .findFirst()
                .orElseThrow()
                .text();
    }
}
