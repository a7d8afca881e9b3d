package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.MachineKind;
import platen.orders.BasketDesk.Outcome;
import platen.orders.OrderDesk.Added;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.pricing.PriceRequest;
import platen.queue.Intake;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Digest;
import platen.values.LineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// One order of several lines, paper and plastic: one price, one OK, and jobs for all of them.
@ParameterizedClass
@EnumSource
class BasketTest extends PlateShop {
    private static final Choices FLYERS = Choices.Paper.copies("Letter", "black", true, 50);

    private BasketDesk basket;

    @SuppressWarnings("NullAway.Init")
    BasketTest(Store store) {
        super(store);
    }

    @BeforeEach
    void openTheBasket() {
        desk = new OrderDesk(database, files, this::read, quoting, () -> now);
        intake = new Intake(database, desk, files, () -> now);
        basket = new BasketDesk(database, files, this::read, quoting, () -> now);
    }

    private Contents.Outcome read(Path file, String name, String profile) {
        return new Contents.Outcome.Read(
                name.endsWith(".pdf") ? new Contents.Document(4, List.of(215.9, 279.4), List.of()) : contents);
    }

    @Test
    void pricesPaperAndPlasticAsOne() throws Exception {
        var token = begin("a");
        var part = view(token).line().id();
        var flyer = added(token, "b", "flyer.pdf");
        assertNull(view(token).quote(), "nobody has said how the flyer is wanted");
        assertEquals(new Chosen.Done(), desk.choose(token, flyer, FLYERS, null));
        assertTrue(requireNonNull(view(token).quote()).estimate(), "the part is a guess");
        assertEquals(new Approval.PriceChanged(), intake.approve(token, standing(token), ANN));
        sliceAll();

        var view = view(token);
        assertFalse(requireNonNull(view.quote()).estimate());
        assertEquals(List.of(part, flyer), List.copyOf(view.shares().keySet()));
        assertEquals(
                alone("c", "tile.stl", null),
                Shares.sum(requireNonNull(view.shares().get(part))));
        assertEquals(
                alone("d", "flyer.pdf", FLYERS),
                Shares.sum(requireNonNull(view.shares().get(flyer))));
        var book = database.reading(PriceBooks.class)
                .find(view.quote().priceBook())
                .orElseThrow();
        assertEquals(view.quote().price(), view.quote().again(book), "it is recomputed to the cent");
    }

    @Test
    void comparesQuantitiesOfOneThingByWhatItCostsItself() throws Exception {
        var token = whole();
        var quote = requireNonNull(view(token).quote());
        var flyers = requireNonNull(
                view(token).shares().get(view(token).lines().getLast().id()));
        var compared = database.<List<Quoting.Compared>, RuntimeException>look(
                look -> quoting.compare(look, quote, 1, List.of(50, 100)));
        assertEquals(Shares.sum(flyers).times(1, 50), compared.getFirst().each());
        assertEquals(quote.price().total(), compared.getFirst().total());
        assertNotEquals(quote.price().total(), compared.getLast().total());
    }

    @Test
    void makesTheJobsOfAllLinesWithOneOk() throws Exception {
        var token = whole();
        var jobs = approved(token);
        assertEquals(
                List.of(MachineKind.PRINTER_3D, MachineKind.PRESS),
                jobs.stream().map(Job::kind).toList());
        assertEquals(
                view(token).lines().stream().map(OrderLine::id).toList(),
                jobs.stream().map(Job::lineId).toList());
        assertEquals(new Approval.Already(), intake.approve(token, standing(token), ANN));
        assertEquals(
                2, database.reading(Jobs.class).of(view(token).order().id()).size());
        var late = arrival("late", "late.pdf");
        assertEquals(new Added.Refused(Message.of("orders.too-late")), desk.add(token, late));
        assertEquals(
                refused("orders.too-late"),
                basket.remove(token, view(token).line().id()));
        assertTrue(files.find(late.file()).isEmpty(), "what came too late is not kept");
    }

    @Test
    void asksAgainForTheOkWhateverChanges() throws Exception {
        var token = whole();
        var part = view(token).lines().getFirst().id();
        var flyer = view(token).lines().getLast().id();
        assertAsksAgain(token, () -> added(token, "more", "other.stl"));
        assertAsksAgain(
                token, () -> basket.remove(token, view(token).lines().getLast().id()));
        assertAsksAgain(token, () -> desk.choose(token, part, new Choices.Part("PLA", "white", "normal", 1), null));
        assertAsksAgain(token, () -> basket.replace(token, flyer, arrival("new", "same pages.pdf")));
        assertAsksAgain(token, () -> desk.choose(token, new PriceRequest.Terms("", "", "Solidarity")));
        sliceAll();
        assertInstanceOf(Approval.Approved.class, intake.approve(token, standing(token), ANN));
    }

    private void assertAsksAgain(String token, Callable<?> change) throws Exception {
        sliceAll();
        var shown = standing(token);
        change.call();
        sliceAll();
        assertNotEquals(shown, standing(token));
        assertEquals(new Approval.PriceChanged(), intake.approve(token, shown, ANN));
    }

    @Test
    void keepsAPriceThatSaysTheSame() throws Exception {
        var token = whole();
        var shown = standing(token);
        database.use(change -> {
            var slice = view(token).plates().getFirst().slice();
            quoting.sliced(change, slice, now);
        });
        assertEquals(shown, standing(token), "nothing was changed by its customer");
    }

    @Test
    void sendsTheWholeOrderToAPersonForOneLine() throws Exception {
        var token = whole();
        var flyer = view(token).lines().getLast().id();
        desk.choose(token, flyer, FLYERS.times(9_000), null);
        assertNull(view(token).quote());
        var terms = requireNonNull(view(token).terms());
        assertEquals("pricing.ask-quantity", requireNonNull(terms.ask()).first().key());
        desk.choose(token, flyer, FLYERS, null);
        assertNull(requireNonNull(view(token).terms()).ask());
        assertFalse(requireNonNull(view(token).quote()).estimate());
    }

    @Test
    void addsALineOnceForADoubleClick() throws Exception {
        var token = begin("a");
        assertEquals(added(token, "b", "flyer.pdf"), added(token, "b", "flyer.pdf"));
        assertEquals(2, view(token).lines().size());
    }

    @Test
    void neitherLosesNorDoublesLinesThatComeAtOnce() throws Exception {
        var token = begin("a");
        var wishes = new ArrayList<Callable<Added>>();
        for (int i = 0; i < OrderDesk.MOST_LINES + 2; i++) {
            var arrival = arrival("form " + i / 2, "flyer " + i / 2 + ".pdf");
            wishes.add(() -> desk.add(token, arrival));
        }
        for (int i = 0; i < OrderDesk.MOST_LINES; i++) {
            var arrival = arrival("many " + i, "many " + i + ".pdf");
            wishes.add(() -> desk.add(token, arrival));
        }
        try (var tabs = Executors.newFixedThreadPool(4)) {
            for (var answer : tabs.invokeAll(wishes)) assertInstanceOf(Added.class, answer.get());
        }
        var lines = view(token).lines();
        assertEquals(OrderDesk.MOST_LINES, lines.size());
        assertEquals(
                OrderDesk.MOST_LINES,
                lines.stream().map(OrderLine::fileName).distinct().count());
    }

    @Test
    void takesALineOutWithItsFileButNotTheLast() throws Exception {
        var token = whole();
        var tile = view(token).lines().getFirst();
        var program = requireNonNull(view(token).plates().getFirst().slice().program());
        assertEquals(new Outcome.Done(), basket.remove(token, tile.id()));
        assertEquals(new Outcome.Done(), basket.remove(token, tile.id()), "it is gone already");
        var flyer = view(token).line();
        assertEquals(refused("orders.last-line"), basket.remove(token, flyer.id()));
        assertEquals(1, requireNonNull(view(token).quote()).asked().items().size());
        now = now.plus(Duration.ofDays(2));
        files.sweep();
        assertTrue(files.find(tile.file()).isEmpty());
        assertTrue(files.find(program).isEmpty());
        assertTrue(files.find(flyer.file()).isPresent());
    }

    @Test
    void keepsAFileThatAnotherLineHasToo() throws Exception {
        var token = begin("a");
        var first = view(token).line();
        var again = new Arrival(Product.PART, "b", first.file(), "tile again.stl", Optional.empty());
        assertInstanceOf(Added.Line.class, desk.add(token, again));
        basket.remove(token, first.id());
        now = now.plus(Duration.ofDays(2));
        files.sweep();
        assertTrue(files.find(first.file()).isPresent());
    }

    @Test
    void changesOnlyLinesOfTheOrderItself() throws Exception {
        var token = whole();
        var strange = view(begin("strange")).line().id();
        assertEquals(
                new Chosen.Closed(), desk.choose(token, strange, new Choices.Part("PLA", "black", "draft", 9), null));
        basket.remove(token, strange);
        assertEquals(refused("orders.too-late"), basket.replace(token, strange, arrival("x", "x.stl")));
        assertTrue(database.reading(OrderLines.class).find(strange).isPresent());
    }

    @Test
    void keepsTheChoicesOfALineForAnotherFile() throws Exception {
        var token = whole();
        var flyer = view(token).lines().getLast();
        assertEquals(new Outcome.Done(), basket.replace(token, flyer.id(), arrival("x", "page two changed.pdf")));
        var after = view(token).lines().getLast();
        assertEquals(flyer.choices(), after.choices());
        assertEquals("page two changed.pdf", after.fileName());
        assertNotEquals(flyer.file(), after.file());
        now = now.plus(Duration.ofDays(2));
        files.sweep();
        assertTrue(files.find(flyer.file()).isEmpty());
        var job = approved(token).getLast();
        assertEquals(after.file(), job.file());
    }

    @Test
    void deletesADraftThatWasLeftAndNoOther() throws Exception {
        var drafts = new Drafts(database, files, () -> now);
        var left = whole();
        var file = view(left).lines().getLast().file();
        var touched = begin("b");
        var ordered = whole("c");
        approved(ordered);
        tell(view(left).order().id(), file);
        now = now.plus(Drafts.KEPT.minusDays(1));
        assertEquals(0, drafts.sweep());
        choose(touched, 2);
        now = now.plus(Duration.ofDays(2));
        assertEquals(1, drafts.sweep());
        assertTrue(desk.view(left).isEmpty());
        assertTrue(desk.view(touched).isPresent());
        assertTrue(desk.view(ordered).isPresent());
        now = now.plus(Drafts.KEPT);
        assertEquals(1, drafts.sweep());
        assertTrue(desk.view(ordered).isPresent());
        files.sweep();
        assertTrue(files.find(file).isEmpty());
    }

    /// What a draft has that was offered and taken back.
    private void tell(OrderId order, Digest file) {
        database.use(change -> {
            var id = order.value();
            files.use(change, file, "order " + id);
            change.execute(
                    "insert into remark (order_id, from_shop, author, body, waits, once, at)"
                            + " values (?, ?, 'Ann', 'Hello', ?, 'x', 1)",
                    id,
                    false,
                    false);
            change.execute(
                    "insert into remark_file (remark, file, name, bytes) select id, ?, 'x.pdf', 1 from remark",
                    file.hex());
            change.execute(
                    "insert into notice (order_id, what, event, said, state, mail_key, due_at, created_at)"
                            + " values (?, 'QUOTED', 1, '', 'TOLD', 'x', 1, 1)",
                    id);
            change.execute("insert into order_exemption (order_id, number, at) values (?, '1', 1)", id);
        });
    }

    @Test
    void beginsAgainWithTheSameFilesAndChoicesAtThePriceOfToday() throws Exception {
        var token = whole();
        var before = view(token);
        assertEquals(new Begun.Refused(Message.of("orders.too-late")), basket.again(token, "x"), "nothing was ordered");
        approved(token);
        var again =
                assertInstanceOf(Begun.Draft.class, basket.again(token, "x")).token();
        assertEquals(new Begun.Draft(again), basket.again(token, "x"), "a double click");
        assertNotEquals(token, again);
        sliceAll();
        var view = view(again);
        assertEquals(
                before.lines().stream().map(OrderLine::file).toList(),
                view.lines().stream().map(OrderLine::file).toList());
        assertEquals(
                before.lines().stream().map(OrderLine::choices).toList(),
                view.lines().stream().map(OrderLine::choices).toList());
        assertEquals(
                requireNonNull(before.quote()).price(),
                requireNonNull(view.quote()).price());
        assertEquals(OrderState.APPROVED, view(token).order().state());
        basket.replace(again, view.lines().getLast().id(), arrival("page", "page 2 changed.pdf"));
        assertEquals(2, approved(again).size());
    }

    @Test
    void bringsAnOrderForAPriceThatNothingReduces() throws Exception {
        var token = whole();
        desk.choose(token, new PriceRequest.Terms("", "", "Solidarity"));
        var before = requireNonNull(view(token).quote()).price().total();
        desk.choose(token, new PriceRequest.Terms("", "", "Solidarity", true));
        var quote = requireNonNull(view(token).quote());
        assertEquals(before.plus(new Money(1_200)), quote.price().total());
        assertEquals(2, view(token).shares().size());
        var book = database.reading(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        assertEquals(quote.price(), quote.again(book));
        assertEquals(quote.asked(), quote.asked().times(0, 1), "it is kept with other quantities");
    }

    /// A tile and flyers, with their price.
    private String whole() throws Exception {
        return whole("whole");
    }

    private String whole(String form) throws Exception {
        var token = begin(form);
        desk.choose(token, added(token, form + " 2", form + ".pdf"), FLYERS, null);
        sliceAll();
        return token;
    }

    private Money alone(String form, String name, @Nullable Choices choices) throws Exception {
        var begun = desk.begin(arrival(form, name));
        var token = assertInstanceOf(Begun.Draft.class, begun).token();
        if (choices != null) desk.choose(token, choices);
        sliceAll();
        return requireNonNull(view(token).quote()).price().total();
    }

    private LineId added(String token, String form, String name) throws Exception {
        return assertInstanceOf(Added.Line.class, desk.add(token, arrival(form, name)))
                .id();
    }

    private Arrival arrival(String form, String name) throws IOException {
        var product = name.endsWith(".pdf") ? Product.PAPER : Product.PART;
        return new Arrival(product, form, stored(name), name, Optional.empty());
    }

    private Digest stored(String content) throws IOException {
        var in = new ByteArrayInputStream(content.getBytes(UTF_8));
        return assertInstanceOf(Stored.class, files.store(in, 100)).digest();
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
