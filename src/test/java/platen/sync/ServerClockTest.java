package platen.sync;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ServerClockTest {
    private final ServerClock clock = new ServerClock();

    @Test
    void nothingIsFreshBeforeTheServerWasHeard() {
        assertFalse(clock.isBefore(Long.MAX_VALUE, 0));
    }

    @Test
    void aDelayedAnswerDoesNotMakeALateWishLookFresh() {
        clock.heard(1_000_000, 0, 10, 20);
        // Stamped when the wish was fresh, but ten minutes on the way.
        clock.heard(1_000_100, 0, 110, 600_120);
        assertFalse(clock.isBefore(1_030_000, 600_120));
        assertTrue(clock.isBefore(1_630_000, 600_120));
    }

    @Test
    void evenAFirstAnswerThatIsLateIsNotTrusted() {
        clock.heard(1_000_000, 0, 0, 600_000);
        assertFalse(clock.isBefore(1_030_000, 600_000));
    }

    @Test
    void holdingACallDoesNotBlurTheClock() {
        clock.heard(1_025_000, 25_000, 0, 25_010);
        assertTrue(clock.isBefore(1_030_000, 25_010));
        assertFalse(clock.isBefore(1_030_000, 30_010));
    }
}
