package platen.pricing;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.pricing.Price.Priced;

class FromPricesTest {
    private static final int TAX = 700;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachProductOfTheExamplesHasALeastPrice(boolean usPaper) {
        var book = PriceBook.example(usPaper);
        assertEquals(
                EnumSet.allOf(PaperProduct.class), FromPrices.paper(book, TAX).keySet());
        assertTrue(FromPrices.part(book, TAX).orElseThrow().cents() > 0);
    }

    @Test
    void nobodyPaysLessForOneFlyer() {
        var book = PriceBook.example(true);
        var from = requireNonNull(FromPrices.paper(book, TAX).get(PaperProduct.FLYER));
        var flyer = book.product(PaperProduct.FLYER).orElseThrow();
        for (var size : flyer.sizes()) {
            for (var paper : flyer.papers()) {
                var ink = book.inksOf(flyer.presses().getFirst()).getFirst();
                var wish = new PriceRequest.Paper(
                        PaperProduct.FLYER, size, paper, "", ink.press(), List.of(ink.name()), true, List.of(), 2, 1);
                var price = Pricing.price(book, new PriceRequest(List.of(wish), PriceRequest.Terms.USUAL, TAX));
                if (price instanceof Priced(var _, var total)) assertTrue(total.compareTo(from) >= 0, size + paper);
            }
        }
    }
}
