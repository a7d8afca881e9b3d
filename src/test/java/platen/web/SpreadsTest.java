package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import platen.web.Spreads.Side;
import platen.web.Spreads.Spread;

class SpreadsTest {
    private static List<Integer> first(int pages) {
        return IntStream.rangeClosed(1, pages).boxed().toList();
    }

    private static List<String> words(List<Spread> spreads) {
        return spreads.stream().map(Spread::pages).toList();
    }

    @Test
    void showsTheFrontAloneThenTwoAndTwoThenTheBack() {
        assertEquals(List.of("1", "2–3", "4–5", "6–7", "8"), words(Spreads.of(8, first(8))));
        assertEquals(List.of("1", "2–3", "4"), words(Spreads.of(4, first(4))));
    }

    @Test
    void fillsSheetsWithBlankPages() {
        var spreads = Spreads.of(5, first(5));
        assertEquals(List.of("1", "2–3", "4–5", "6–7", "8"), words(spreads));
        assertEquals(new Spread(new Side(6, false), new Side(7, false)), spreads.get(3));
    }

    @Test
    void endsWithTheLastPageThatIsDrawn() {
        var spreads = Spreads.of(48, first(20));
        assertEquals("20–21", spreads.getLast().pages());
        assertEquals(new Side(21, false), spreads.getLast().right());
    }
}
