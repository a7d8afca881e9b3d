package platen.shop;

import static java.time.DayOfWeek.SUNDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.shop.OpeningHours.Span;

/// How people write when they are open.
class OpeningHoursTest {
    private static final Optional<List<Span>> NINE_TO_FIVE =
            Optional.of(List.of(new Span(LocalTime.of(9, 0), LocalTime.of(17, 0))));

    @ParameterizedTest
    @ValueSource(strings = {"9:00-17:00", "9 - 17", "9am-5pm", "9:00 AM – 5:00 p.m.", " 09:00 to 17:00 "})
    void readsOneSpan(String written) {
        assertEquals(NINE_TO_FIVE, OpeningHours.day(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9",
                "nine to five",
                "17-9",
                "9-25",
                "13pm-14pm",
                "9-12-17",
                "9-12,11-14",
                "9-",
                "1-2,3-4,5-6,7-8,9-10"
            })
    void refusesWhatIsNoSpan(String written) {
        assertTrue(OpeningHours.day(written).isEmpty());
    }

    @Test
    void takesNothingForADayOff() {
        assertEquals(Optional.of(List.of()), OpeningHours.day(" Closed "));
        assertEquals(List.of(), OpeningHours.UNKNOWN.on(SUNDAY));
    }
}
