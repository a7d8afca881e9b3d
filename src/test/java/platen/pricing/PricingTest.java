package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.pricing.Price.AskUs;
import platen.pricing.Price.Priced;
import platen.values.Json;
import platen.values.Message;
import platen.values.Money;

class PricingTest {
    private static final PriceBook BOOK = PriceBook.example(true);

    @Test
    void chargesAPartByStartMaterialAndTime() {
        // 2 × 23.4 g at 30.00/kg, 2 × 2 h 22 min at 2.50/h
        var price = price(0, new PriceRequest.Part("PLA", 23_400, 8_520, 2));
        assertEquals("""
                pricing.part-setup 2.00
                pricing.part-material 1.40
                pricing.part-time 11.83
                pricing.part-failures 1.32
                total 16.55
                """, told(price));
    }

    @Test
    void fillsUpToTheSmallestOrderAndAddsTax() {
        var price = price(825, new PriceRequest.Part("PLA", 1_000, 600, 1));
        assertEquals("""
                pricing.part-setup 2.00
                pricing.part-material 0.03
                pricing.part-time 0.42
                pricing.part-failures 0.05
                pricing.minimum 2.50
                pricing.tax 0.41
                total 5.41
                """, told(price));
    }

    @Test
    void countsSheetsAndSidesOfPaper() {
        // 5 pages on both sides are 3 sheets
        var price = price(0, new PriceRequest.Paper("Letter", true, true, 5, 100));
        assertEquals("""
                pricing.paper-setup 2.00
                pricing.paper-sheets 6.00
                pricing.paper-colour 125.00
                total 133.00
                """, told(price));
    }

    @Test
    void sendsWhatTheBookDoesNotKnowToAPerson() {
        var price = Pricing.price(BOOK, new PriceRequest(List.of(new PriceRequest.Part("wood", 1, 1, 1)), 0));
        assertEquals(new AskUs(Message.of("pricing.no-such-material", "wood")), price);
    }

    @Test
    void canBeReckonedAgainFromWhatIsStored() {
        var request = new PriceRequest(
                List.of(
                        new PriceRequest.Part("PETG", 12_345, 6_789, 3),
                        new PriceRequest.Paper("Tabloid", false, false, 2, 50)),
                700);
        var again = Pricing.price(
                Json.read(Json.write(BOOK), PriceBook.class), Json.read(Json.write(request), PriceRequest.class));
        assertEquals(Pricing.price(BOOK, request), again);
    }

    @Test
    void roundsHalfUpOncePerLine() {
        assertEquals(new Money(3), new Money(5).times(1, 2));
        assertEquals(new Money(2), new Money(5).times(49, 100));
    }

    private static Priced price(int taxBasisPoints, PriceRequest.Item item) {
        return assertInstanceOf(Priced.class, Pricing.price(BOOK, new PriceRequest(List.of(item), taxBasisPoints)));
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
