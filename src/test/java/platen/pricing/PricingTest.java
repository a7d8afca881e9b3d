package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import platen.pricing.Price.AskUs;
import platen.pricing.Price.Priced;
import platen.pricing.PriceLine.Off;
import platen.pricing.PriceRequest.Item;
import platen.pricing.PriceRequest.Terms;
import platen.values.Json;
import platen.values.Message;
import platen.values.Money;

class PricingTest {
    private static final PriceBook BOOK = PriceBook.example(true);

    @Test
    void chargesAPartByStartMaterialAndTime() {
        // 2 × 23.4 g at 30.00/kg, 2 × 2 h 22 min at 2.50/h, a tenth of both for failures
        assertEquals("""
                pricing.preparing 2.00
                pricing.material 1.40
                pricing.printing 11.83
                pricing.failures 1.32
                total 16.55
                """, told(price(0, Terms.USUAL, part(2))));
    }

    @Test
    void fillsUpToTheSmallestOrderAndAddsTax() {
        assertEquals("""
                pricing.preparing 2.00
                pricing.material 0.03
                pricing.printing 0.42
                pricing.failures 0.04
                pricing.minimum 2.51
                pricing.tax 0.41
                total 5.41
                """, told(price(825, Terms.USUAL, new PriceRequest.Part("PLA", 1_000, 600, 0, false, 1))));
    }

    @Test
    void countsSheetsAndSidesOfCopies() {
        // 5 pages on both sides are 3 sheets; 1 % of them are spoiled
        assertEquals("""
                pricing.preparing 2.00
                pricing.material 6.06
                pricing.printing 125.00
                total 133.06
                """, told(price(0, Terms.USUAL, copies(5, 100))));
    }

    @Test
    void putsTwoFlyersOnASheetAndCutsThem() {
        // 100 sheets of two, one click each, one spoiled; 3 minutes and 100 × 2 s of cutting
        var flyers = new PriceRequest.Paper(
                PaperProduct.FLYER, "Quarter letter", "", "", "Copier", List.of("black"), false, List.of(), 1, 400);
        var price = price(0, Terms.USUAL, flyers);
        var sheets = price.lines().get(1).sums().getFirst();
        assertEquals(Message.of("pricing.sum-sheets", "Plain 20 lb", "Tabloid", 6), sheets.what());
        assertEquals(67, sheets.quantity());
    }

    @Test
    void foldsABookletOfSheetsWithFourPagesEachAndACover() {
        var booklet = new PriceRequest.Paper(
                PaperProduct.BOOKLET,
                "Half letter",
                "Plain 20 lb",
                "Cover 80 lb",
                "Riso",
                List.of("black", "red"),
                true,
                List.of(),
                10,
                100);
        var price = price(0, Terms.USUAL, booklet);
        var paper = price.lines().get(1).sums();
        // 10 pages are 12: two sheets inside, one around
        assertEquals(100, paper.get(0).quantity());
        assertEquals("Cover 80 lb", paper.get(0).what().args().getFirst());
        assertEquals(7, paper.get(1).quantity(), "5 sheets at the start and 2 % of 100");
        assertEquals(200, paper.get(2).quantity());
        var stencils = price.lines().get(2).sums().stream()
                .filter(sum -> sum.what().key().equals("pricing.sum-stencils"))
                .mapToLong(PriceLine.Sum::quantity)
                .sum();
        assertEquals(12, stencils, "six printed sides in two colours");
    }

    @Test
    void notesInEachLineWhatQuantityGroupAndBandTakeOff() {
        var terms = new Terms("", "Member", "Reduced");
        var price = price(0, terms, part(10));
        // 59.15 of machine time: 5 % for ten of them, 10 % for members, of the rest 70 %
        var time = price.lines().get(2);
        assertEquals(new Money(5_917), time.full());
        assertEquals(
                List.of(
                        new Off(Off.By.QUANTITY, "", new Money(296)),
                        new Off(Off.By.GROUP, "Member", new Money(562)),
                        new Off(Off.By.BAND, "Reduced", new Money(1_518))),
                time.offs());
        assertEquals(new Money(3_541), time.amount());
        assertEquals(List.of("GROUP", "BAND"), by(price.lines().getFirst()), "a start is not cheaper for ten");
    }

    @Test
    void chargesRushByTheWorkAndSoMuchAtLeast() {
        var rush = new Terms("Tomorrow", "", "");
        assertEquals(
                new Money(500), price(0, rush, copies(1, 1)).lines().getLast().amount());
        var large = price(0, rush, copies(5, 100));
        assertEquals(new Money(6_653), large.lines().getLast().amount());
        assertEquals(new Money(13_306 + 6_653), large.total());
    }

    @ParameterizedTest
    @CsvSource({
        "wood, 1, 1, 0, false, 1, pricing.no-such-material",
        "PLA, 1, 1, 0, false, 101, pricing.ask-quantity",
        "PLA, 1, 144001, 0, false, 1, pricing.ask-too-long-print",
        "PLA, 1, 1, 401, false, 1, pricing.ask-too-large-part"
    })
    void sendsPartsThatNoRuleCoversToAPerson(
            String material, long milligrams, long seconds, int longest, boolean defective, int quantity, String why) {
        var part = new PriceRequest.Part(material, milligrams, seconds, longest, defective, quantity);
        assertEquals(why, whyAPerson(part));
    }

    @Test
    void sendsPaperThatNoRuleCoversToAPerson() {
        assertEquals("pricing.ask-too-long", whyAPerson(copies(501, 1)));
        assertEquals("pricing.ask-quantity", whyAPerson(copies(1, 5_001)));
        assertEquals("pricing.ask-no-rule", whyAPerson(paper("Letter", "Vellum", "black")));
        assertEquals("pricing.ask-no-rule", whyAPerson(paper("Billboard", "", "black")));
        assertEquals("pricing.ask-no-rule", whyAPerson(paper("Letter", "", "gold")));
        assertEquals("pricing.ask-too-large", whyAPerson(paper("Tabloid", "Cover of Letter only", "black"), """
                        papers = ["Plain 20 lb", "Cover of Letter only"]"""));
    }

    @Test
    void canBeReckonedAgainFromWhatIsStored() {
        var request =
                new PriceRequest(List.of(part(3), copies(2, 50)), new Terms("Tomorrow", "Member", "Supporter"), 700);
        var price = Pricing.price(BOOK, request);
        var again = Reckoning.again(Pricing.ENGINE, PriceBookWriter.write(BOOK), Json.write(request));
        assertEquals(price, again);
        assertEquals(price, Json.read(Json.write(price), Priced.class));
    }

    @Test
    void roundsTheWholeUpAsTheBookSays() {
        var book = PriceBookReader.stored(
                PriceBookReader.shippedText(true).replace("round_up_to = 0.01", "round_up_to = 0.25"));
        var price = assertInstanceOf(
                Priced.class, Pricing.price(book, new PriceRequest(List.of(copies(5, 100)), Terms.USUAL, 0)));
        assertEquals(new Money(13_325), price.total());
        assertEquals(new Money(19), price.lines().getLast().amount());
    }

    @Test
    void addsUpWhatAPersonNamesAndTakesOffWhatGroupsTake() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            var terms = new Terms("", random.nextBoolean() ? "Member" : "", random.nextBoolean() ? "Solidarity" : "");
            var lines = random.longs(1 + random.nextInt(6), 0, 1_000_000)
                    .mapToObj(cents -> new PersonPrice.Named("Something", new Money(cents)))
                    .toList();
            var named = new PersonPrice(new PriceRequest(List.of(part(1)), terms, random.nextInt(2_500)), lines);
            var price = named.price(BOOK);
            assertEquals(price.total(), Price.sum(price.lines()));
            price.lines().forEach(line -> assertTrue(line.amount().cents() >= 0, named.toString()));
            assertEquals(price, Reckoning.again(PersonPrice.ENGINE, PriceBookWriter.write(BOOK), Json.write(named)));
        }
    }

    @Test
    void beginsAPersonsPriceWithWhatTheRulesGiveWithoutTheirLimits() {
        var many = new PriceRequest(List.of(part(5_000)), Terms.USUAL, 0);
        assertInstanceOf(AskUs.class, Pricing.price(BOOK, many));
        assertInstanceOf(Priced.class, Pricing.start(BOOK, many));
        var unknown = new PriceRequest.Part("wood", 1, 1, 1, true, 1);
        assertInstanceOf(AskUs.class, Pricing.start(BOOK, new PriceRequest(List.of(unknown), Terms.USUAL, 0)));
    }

    private static String whyAPerson(Item item, String... papersOfCopies) {
        var text = PriceBookReader.shippedText(true);
        if (papersOfCopies.length > 0) {
            var at = text.indexOf("name = \"copies\"");
            text = text.substring(0, at)
                    + text.substring(at).replaceFirst("papers = .*", papersOfCopies[0])
                    + "\n[[papers]]\nname = \"Cover of Letter only\"\nsheet = \"Letter\"\nwidth_mm = 215.9\n"
                    + "height_mm = 279.4\nper_sheet = 0.1\n";
        }
        var request = new PriceRequest(List.of(item), Terms.USUAL, 0);
        return assertInstanceOf(AskUs.class, Pricing.price(PriceBookReader.stored(text), request))
                .why()
                .first()
                .key();
    }

    private static PriceRequest.Part part(int quantity) {
        return new PriceRequest.Part("PLA", 23_400, 8_520, 60, false, quantity);
    }

    private static PriceRequest.Paper copies(int pages, int quantity) {
        return new PriceRequest.Paper(
                PaperProduct.COPIES, "Letter", "", "", "", List.of("colour"), true, List.of(), pages, quantity);
    }

    private static PriceRequest.Paper paper(String size, String paper, String ink) {
        return new PriceRequest.Paper(PaperProduct.COPIES, size, paper, "", "", List.of(ink), false, List.of(), 1, 1);
    }

    private static Priced price(int taxBasisPoints, Terms terms, Item item) {
        return assertInstanceOf(
                Priced.class, Pricing.price(BOOK, new PriceRequest(List.of(item), terms, taxBasisPoints)));
    }

    private static List<String> by(PriceLine line) {
        return line.offs().stream().map(off -> off.by().name()).toList();
    }

    private static String told(Priced price) {
        var text = new StringBuilder();
        price.lines()
                .forEach(line -> text.append(line.what().key())
                        .append(' ')
                        .append(line.amount())
                        .append('\n'));
        return text.append("total ").append(price.total()).append('\n').toString();
    }
}
