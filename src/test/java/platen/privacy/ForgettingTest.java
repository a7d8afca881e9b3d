package platen.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.Documents;
import platen.books.Entries;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.Mailroom;
import platen.notices.Notices;
import platen.orders.Handover;
import platen.orders.Handovers;
import platen.privacy.FileKeeping.Outcome;
import platen.talk.Talk;
import platen.templating.Pages;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Secrets;

/// What is known of a customer is deleted when they ask for it, and all of it is.
@ParameterizedClass
@EnumSource
class ForgettingTest {
    private static final Actor CUSTOMER = Actor.customer("");

    private final PrivateShop shop;

    ForgettingTest(Store store) throws IOException {
        shop = new PrivateShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void leavesNoTraceOfNameContactWordsAndFiles() throws Exception {
        var order = shop.collected("flyer", "Quill wedding.pdf");
        shop.database.use(change ->
                change.attach(Handovers.class).set(order.id(), new Handover(null, "Uncle Quill", "1 Quill Street")));
        shop.write(order, "Call Quill at 601", "Quill portrait");
        var answer = new Talk.Written(Secrets.token(), "Yes, Quill", List.of());
        shop.talk.answer(order.id(), answer, PrivateShop.WORKER);
        shop.pay(order);
        mail();
        assertTrue(shop.everything().contains("Quill"));
        assertEquals(new Outcome.Done(), shop.forgetting.forget(order.id(), CUSTOMER));
        var left = shop.everything();
        for (var trace : List.of("Quill", "mara@", "555 0123", "Call ", "Uncle"))
            assertFalse(left.contains(trace), trace + " is in " + left);
        var forgotten = shop.again(order);
        assertNull(forgotten.customerName());
        assertNull(forgotten.email());
        assertNull(forgotten.phone());
        assertTrue(shop.stay(order).isForgotten());
        assertEquals(1, shop.count(order, "data.forgotten"));
        mail();
        assertEquals(List.of(), shop.database.reading(Notices.class).of(order.id()), "nobody is told any more");
    }

    @Test
    void keepsPapersAndEntriesAsTheyWereGiven() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.pay(order);
        var papers = shop.database.reading(Documents.class).of(order.id());
        var entries = shop.database.reading(Entries.class).of(order.id());
        assertFalse(papers.isEmpty());
        assertTrue(shop.forgetting.keepsPapers(order.id()));
        shop.forgetting.forget(order.id(), CUSTOMER);
        assertEquals(papers, shop.database.reading(Documents.class).of(order.id()));
        assertEquals(entries, shop.database.reading(Entries.class).of(order.id()));
        assertEquals("Mara Quill", papers.getFirst().given().customer().name());
        assertEquals(1, shop.count(order, "books.paid"));
        assertTrue(shop.events(order).stream()
                .filter(event -> event.what().key().equals("books.paid"))
                .allMatch(event -> event.what().args().getFirst().matches("\\d+\\.\\d\\d")));
    }

    @Test
    void refusesWhileItIsInWorkOrSomethingIsOwed() throws Exception {
        var draft =
                shop.desk.view(shop.draft("draft", "draft.pdf")).orElseThrow().order();
        assertEquals(refused("data.cancel-first"), shop.forgetting.forget(draft.id(), CUSTOMER));
        var order = shop.ready("flyer", "flyer.pdf");
        assertEquals(refused("data.in-work"), shop.forgetting.forget(order.id(), CUSTOMER));
        shop.floor.collected(order.id(), PrivateShop.WORKER);
        var owed = assertInstanceOf(Outcome.Refused.class, shop.forgetting.forget(order.id(), CUSTOMER));
        assertEquals("data.owed", owed.why().key());
        shop.pay(order);
        var wrong = new Talk.Written(Secrets.token(), "torn", List.of());
        shop.talk.complain(order.id(), wrong);
        assertEquals(refused("data.held"), shop.forgetting.forget(order.id(), CUSTOMER));
        shop.talk.settle(order.id(), PrivateShop.WORKER);
        assertEquals("Mara Quill", shop.again(order).customerName(), "what is refused changes nothing");
        assertEquals(Optional.empty(), shop.forgetting.reason(order.id()));
        assertEquals(new Outcome.Done(), shop.forgetting.forget(order.id(), CUSTOMER));
    }

    @Test
    void givesBackFirstWhatWasPaidForWhatIsCancelled() throws Exception {
        var order = shop.approved("flyer", "flyer.pdf");
        shop.pay(order);
        shop.ending.cancel(order.id(), "", CUSTOMER);
        var owed = assertInstanceOf(Outcome.Refused.class, shop.forgetting.forget(order.id(), CUSTOMER));
        assertEquals("data.we-owe", owed.why().key());
    }

    @Test
    void forgetsOnceAndLeavesOthersAlone() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.pay(order);
        var other = shop.collected("flyer", "Quill.pdf");
        var file = shop.desk.view(other.id()).orElseThrow().line().file();
        shop.clock.pass(Duration.ofDays(3));
        shop.forgetting.forget(order.id(), CUSTOMER);
        shop.forgetting.forget(order.id(), CUSTOMER);
        assertEquals(1, shop.count(order, "data.forgotten"));
        assertEquals("Mara Quill", shop.again(other).customerName());
        assertTrue(shop.files.find(file).isPresent());
        assertTrue(shop.count(other, "orders.begun") == 1
                && shop.events(other).getFirst().what().args().equals(List.of("Quill.pdf")));
    }

    @Test
    void nobodyWritesAboutAnOrderWithoutACustomer() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.pay(order);
        shop.forgetting.forget(order.id(), CUSTOMER);
        var written = new Talk.Written(Secrets.token(), "hello", List.of());
        assertEquals(new Talk.Outcome.Refused(Message.of("data.nobody-to-answer")), shop.talk.ask(order.id(), written));
    }

    @Test
    void forgetsFilesThatCameAfterTheOthersWereDeleted() throws Exception {
        var order = shop.collected("flyer", "flyer.pdf");
        shop.pay(order);
        shop.keeping.deleteNow(order.id(), CUSTOMER);
        shop.clock.pass(Duration.ofDays(2));
        shop.write(order, "see", "wall");
        shop.clock.pass(Duration.ofDays(2));
        shop.forgetting.forget(order.id(), CUSTOMER);
        assertEquals(
                0,
                shop.database
                        .reading(Keepings.class)
                        .files("order " + order.id().value()));
    }

    @Test
    void everyEventOfTheJobsIsClearedToo() throws Exception {
        var order = shop.collected("flyer", "Quill.pdf");
        shop.pay(order);
        shop.forgetting.forget(order.id(), CUSTOMER);
        var events = shop.database.reading(Events.class).after(0, 1_000);
        assertTrue(events.stream().anyMatch(event -> event.subjectKind() == Subject.Kind.JOB));
        assertTrue(events.stream().noneMatch(event -> event.what().args().contains("Quill.pdf")));
    }

    private void mail() {
        var letters = new Letters(Pages.from(null, name -> name), () -> "https://print.example");
        new Mailroom(shop.database, letters, Mailing.none(), shop.clock).tick();
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
