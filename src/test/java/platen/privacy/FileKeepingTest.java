package platen.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Event;
import platen.orders.OfferDesk;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.SpentFiles;
import platen.privacy.FileKeeping.Outcome;
import platen.queue.Jobs;
import platen.shop.Settings;
import platen.talk.Remarks;
import platen.talk.Talk;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Secrets;

/// Files go when their order is over for some days; the order stays.
@ParameterizedClass
@EnumSource
class FileKeepingTest {
    private final PrivateShop shop;

    FileKeepingTest(Store store) throws IOException {
        shop = new PrivateShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void deletesTheFilesOnTheDayThatWasSaidAndKeepsTheOrder() throws Exception {
        var order = shop.collected("flyer", "flyer for Ida.pdf");
        var file = Digest.of("flyer".getBytes(UTF_8));
        var pictures = Files.createDirectories(shop.files.pictures(file));
        Files.writeString(pictures.resolve("1.jpg"), "a page");
        shop.write(order, "thank you", "photo");
        var photo = shop.database
                .reading(Remarks.class)
                .files(order.id())
                .getFirst()
                .file();
        assertEquals(today().plusDays(30), shop.stay(order).deleteOn());
        go(29);
        assertEquals(0, shop.keeping.sweep());
        assertTrue(shop.files.find(file).isPresent());
        go(1);
        assertEquals(1, shop.keeping.sweep());
        assertEquals(0, shop.keeping.sweep());
        assertFalse(shop.files.find(file).isPresent());
        assertFalse(shop.files.find(photo).isPresent());
        assertFalse(Files.exists(pictures));
        assertEquals(1, shop.count(order, "data.files-deleted"));
        var line = shop.desk.view(order.id()).orElseThrow().line();
        assertEquals("flyer for Ida.pdf", line.fileName());
        assertFalse(line.isFileKept());
        assertNull(shop.database.reading(Jobs.class).of(order.id()).getFirst().file());
        var stay = shop.stay(order);
        assertFalse(stay.hasFiles());
        assertTrue(stay.hadFiles());
        assertEquals(shop.clock.instant(), stay.filesDeletedAt());
    }

    @Test
    void asksForTheFileAgainWhenItIsOrderedAgain() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        assertInstanceOf(Begun.Draft.class, shop.basket.again(order.token(), "one"));
        go(400);
        shop.keeping.sweep();
        assertEquals(new Begun.Refused(Message.of("orders.files-gone")), shop.basket.again(order.token(), "two"));
        shop.collected("flyer", "the same.pdf");
        assertEquals(
                new Begun.Refused(Message.of("orders.files-gone")),
                shop.basket.again(order.token(), "three"),
                "what another order brought is not this one's");
    }

    @Test
    void keepsAContentThatAnotherOrderHasTooUntilTheLastIsOver() throws Exception {
        var first = shop.collected("flyer", "flyer.pdf");
        var file = shop.desk.view(first.id()).orElseThrow().line().file();
        go(20);
        shop.collected("flyer", "flyer.pdf");
        go(10);
        assertEquals(1, shop.keeping.sweep());
        shop.files.sweep();
        assertTrue(shop.files.find(file).isPresent());
        assertFalse(shop.stay(first).hasFiles());
        go(20);
        assertEquals(1, shop.keeping.sweep());
        assertFalse(shop.files.find(file).isPresent());
    }

    @Test
    void keepsFilesUntilADayThatTheCustomerChoosesAndTakesItBack() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        var customer = Actor.customer("Mara Quill");
        assertEquals(refused("data.day-early"), shop.keeping.keep(order.id(), today().plusDays(30), customer));
        assertEquals(refused("data.day-over"), shop.keeping.keep(order.id(), today(), customer));
        assertEquals(
                new Outcome.Refused(Message.of("data.day-late", 365)),
                shop.keeping.keep(order.id(), today().plusDays(366), customer));
        var until = today().plusDays(365);
        assertEquals(new Outcome.Done(), shop.keeping.keep(order.id(), until, customer));
        assertEquals(until, shop.stay(order).deleteOn());
        assertEquals(1, shop.keeping.lists().kept().size());
        go(100);
        assertEquals(0, shop.keeping.sweep());
        assertEquals(new Outcome.Done(), shop.keeping.keepNoLonger(order.id(), customer));
        assertEquals(1, shop.keeping.sweep());
        assertEquals(refused("data.files-gone"), shop.keeping.keep(order.id(), today().plusDays(3), customer));
    }

    @Test
    void deletesAtOnceWhenTheOrderIsOverAndNotBefore() throws Exception {
        var order = shop.ready("flyer", "flyer.pdf");
        assertEquals(refused("data.not-over"), shop.keeping.deleteNow(order.id(), Actor.customer("")));
        shop.floor.collected(order.id(), PrivateShop.WORKER);
        var complaint = new Talk.Written(Secrets.token(), "torn", List.of());
        shop.talk.complain(order.id(), complaint);
        assertEquals(refused("data.not-over"), shop.keeping.deleteNow(order.id(), Actor.customer("")));
        go(60);
        assertEquals(0, shop.keeping.sweep(), "what is wrong is not settled");
        assertTrue(shop.keeping.lists().next().getFirst().isHeld());
        shop.talk.settle(order.id(), PrivateShop.WORKER);
        var file = shop.desk.view(order.id()).orElseThrow().line().file();
        assertEquals(new Outcome.Done(), shop.keeping.deleteNow(order.id(), Actor.customer("")));
        assertEquals(new Outcome.Done(), shop.keeping.deleteNow(order.id(), Actor.customer("")));
        assertFalse(shop.files.find(file).isPresent());
        assertEquals(1, shop.count(order, "data.files-deleted"));
    }

    @Test
    void leavesAContentThatCameInTodayToTheSweepOfFiles() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        var file = shop.desk.view(order.id()).orElseThrow().line().file();
        shop.keeping.deleteNow(order.id(), Actor.customer(""));
        assertTrue(shop.files.find(file).isPresent(), "somebody may be sending the same at this moment");
        assertEquals(0, shop.files.sweep());
        shop.clock.pass(Duration.ofHours(25));
        assertEquals(1, shop.files.sweep());
        assertFalse(shop.files.find(file).isPresent());
    }

    @Test
    void sweepFindsWhatACrashLeftBetweenTheOrderAndItsContents() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        var file = shop.desk.view(order.id()).orElseThrow().line().file();
        go(31);
        shop.keeping.sweep();
        var other = shop.collected("left", "left.pdf");
        var left = shop.desk.view(other.id()).orElseThrow().line().file();
        shop.database.use(change -> shop.keeping.delete(change, other.id(), Actor.SYSTEM));
        assertTrue(shop.files.find(left).isPresent(), "killed here");
        go(2);
        shop.files.sweep();
        assertFalse(shop.files.find(left).isPresent());
        assertFalse(shop.files.find(file).isPresent());
    }

    @Test
    void aNewRuleDoesNotChangeADayOfWhichACustomerHasRead() throws Exception {
        var before = shop.collected("flyer", "flyer.pdf");
        shop.keeping.setRule(new KeepingRule(3, 10, null), PrivateShop.WORKER);
        var after = shop.collected("other", "other.pdf");
        assertEquals(today().plusDays(30), shop.stay(before).deleteOn());
        assertEquals(today().plusDays(3), shop.stay(after).deleteOn());
        go(3);
        assertEquals(1, shop.keeping.sweep());
        assertTrue(shop.stay(before).hasFiles());
        assertEquals(new KeepingRule(3, 10, null), shop.keeping.rule());
    }

    @Test
    void deletesOnTheSameDayWhereTheRuleIsNoDay() throws Exception {
        shop.keeping.setRule(new KeepingRule(0, 0, 7), PrivateShop.WORKER);
        var order = shop.collected("flyer", "flyer.pdf");
        assertEquals(1, shop.keeping.sweep());
        assertFalse(shop.stay(order).hasFiles());
        assertEquals(new KeepingRule(0, 0, 7), shop.keeping.rule());
    }

    @Test
    void whatWasCancelledGoesAndAnExpiredPriceCannotBeAskedForAgainWithoutItsFile() throws Exception {
        var cancelled = shop.approved("flyer", "flyer.pdf");
        shop.ending.cancel(cancelled.id(), "", Actor.customer(""));
        var expired = shop.approved("other", "other.pdf");
        shop.database.use(change -> {
            change.attach(Orders.class).move(expired.id(), OrderState.APPROVED, OrderState.EXPIRED);
            for (var job : change.attach(Jobs.class).of(expired.id()))
                change.attach(Jobs.class).cancelled(job.id(), Message.of("talk.cancelled"), shop.clock.instant());
        });
        go(31);
        assertEquals(2, shop.keeping.sweep());
        assertTrue(shop.database.<Boolean, RuntimeException>look(look -> SpentFiles.areSpent(look, cancelled.id())));
        assertEquals(
                new OfferDesk.Outcome.Refused(Message.of("orders.files-gone")), shop.offers.withdraw(expired.token()));
    }

    @Test
    void whatWasOverLongAgoWhenSomebodyFirstLooksGetsAllItsDays() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.clock.pass(Duration.ofDays(300));
        assertEquals(today().plusDays(30), shop.stay(order).deleteOn());
        assertEquals(0, shop.keeping.sweep());
        go(29);
        assertEquals(0, shop.keeping.sweep());
        go(1);
        assertEquals(1, shop.keeping.sweep());
    }

    @Test
    void aDraftThatIsThrownAwayGoesAtOnce() throws Exception {
        var draft =
                shop.desk.view(shop.draft("flyer", "flyer.pdf")).orElseThrow().order();
        shop.ending.cancel(draft.id(), "", Actor.customer(""));
        assertEquals(today(), shop.stay(draft).deleteOn());
        assertEquals(1, shop.keeping.sweep());
    }

    @Test
    void filesOfALaterMessageHaveDaysOfTheirOwn() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        go(31);
        shop.keeping.sweep();
        shop.write(order, "look how it hangs", "wall");
        go(1);
        assertEquals(0, shop.keeping.sweep());
        assertTrue(shop.stay(order).hasFiles());
        assertEquals(today().plusDays(29), shop.stay(order).deleteOn());
        go(30);
        assertEquals(1, shop.keeping.sweep());
        assertFalse(shop.stay(order).hasFiles());
    }

    @Test
    void namesWhoKeptAndWhoDeleted() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.keeping.keep(order.id(), today().plusDays(90), PrivateShop.WORKER);
        assertTrue(shop.stay(order).isKeptByShop());
        go(90);
        shop.keeping.sweep();
        var last = shop.events(order).getLast();
        assertEquals(Actor.Kind.SYSTEM, last.actorKind());
        assertEquals(
                List.of("data.kept-until", "data.files-deleted"),
                shop.events(order).stream()
                        .map(Event::what)
                        .map(Message::key)
                        .filter(key -> key.startsWith("data."))
                        .toList());
    }

    private LocalDate today() {
        var zone = shop.database.<ZoneId, RuntimeException>look(
                look -> Settings.shop(look).zone());
        return LocalDate.ofInstant(shop.clock.instant(), zone);
    }

    /// Housekeeping looks in before.
    private void go(int days) {
        shop.keeping.sweep();
        shop.clock.pass(Duration.ofDays(days));
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
