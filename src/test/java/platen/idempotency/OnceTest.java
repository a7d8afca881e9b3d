package platen.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.Message;

class OnceTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-04T10:00:00Z"));
    private static final Asked PAY = new Asked("person 1", "a-form", "12 dollars");
    private static final Answer DONE = new Answer(303, "/work", "platen-notice=x", null, null);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static long act(Database database) {
        return database.change(change -> {
            Events.write(change, CLOCK.instant(), Actor.SYSTEM, Subject.SHOP, Message.of("paid"));
            return change.attach(Events.class).last();
        });
    }

    private static long acts(Database database) {
        return database.reading(Events.class).last();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentTwiceIsDoneOnceAndAnsweredAlike(Store store) throws Exception {
        try (var database = store.open()) {
            var once = new Once(database, CLOCK);
            assertInstanceOf(Outcome.Done.class, once.run(PAY, PATIENT, () -> {
                act(database);
                return DONE;
            }));
            var again = new Once(database, CLOCK).run(PAY, PATIENT, () -> {
                act(database);
                return DONE;
            });
            assertEquals(new Outcome.Before(DONE), again);
            assertEquals(1, acts(database));
            var other = new Asked(PAY.who(), PAY.name(), "13 dollars");
            assertInstanceOf(Outcome.Other.class, once.run(other, PATIENT, () -> DONE));
            var colleague = new Asked("person 2", PAY.name(), "13 dollars");
            assertInstanceOf(Outcome.Done.class, once.run(colleague, PATIENT, () -> DONE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDidNothingMayBeTriedAgain(Store store) throws Exception {
        try (var database = store.open()) {
            var once = new Once(database, CLOCK);
            assertThrows(
                    IllegalStateException.class,
                    () -> once.run(PAY, PATIENT, () -> {
                        throw new IllegalStateException("before anything was done");
                    }));
            assertInstanceOf(Outcome.Done.class, once.run(PAY, PATIENT, () -> null));
            assertInstanceOf(Outcome.Done.class, once.run(PAY, PATIENT, () -> {
                act(database);
                return DONE;
            }));
            assertEquals(1, acts(database));
        }
    }

    /// An error leaves everything as a server leaves it that ends at that moment.
    @ParameterizedTest
    @EnumSource
    void aServerThatEndsNeverLetsItBeDoneTwice(Store store) throws Exception {
        try (var database = store.open()) {
            assertThrows(
                    AssertionError.class,
                    () -> new Once(database, CLOCK).run(PAY, PATIENT, () -> {
                        throw new AssertionError("it ended before it did anything");
                    }));
            assertThrows(
                    AssertionError.class,
                    () -> new Once(database, CLOCK).run(PAY, PATIENT, () -> {
                        act(database);
                        throw new AssertionError("it ended before it answered");
                    }));
            assertEquals(1, acts(database), "what had done nothing was done by whoever sent it again");
            assertInstanceOf(Outcome.Unanswered.class, new Once(database, CLOCK).run(PAY, PATIENT, () -> {
                        act(database);
                        return DONE;
                    }));
            assertEquals(1, acts(database));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWasTakenOverCommitsNothing(Store store) throws Exception {
        try (var database = store.open();
                var other = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> new Once(database, CLOCK).run(PAY, PATIENT, () -> {
                        other.submit(() -> new Once(database, CLOCK).run(PAY, PATIENT, () -> {
                                    act(database);
                                    return DONE;
                                }))
                                .get();
                        act(database);
                        return DONE;
                    }));
            assertEquals(1, acts(database));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoTapsTwiceWaitsForTheFirstAnswer(Store store) throws Exception {
        try (var database = store.open();
                var taps = Executors.newVirtualThreadPerTaskExecutor()) {
            var once = new Once(database, CLOCK);
            var begun = new CountDownLatch(1);
            var goesOn = new CountDownLatch(1);
            var first = taps.submit(() -> once.run(PAY, PATIENT, () -> {
                begun.countDown();
                goesOn.await();
                act(database);
                return DONE;
            }));
            begun.await();
            assertInstanceOf(Outcome.Running.class, once.run(PAY, Duration.ZERO, () -> DONE));
            var second = taps.submit(() -> once.run(PAY, PATIENT, () -> {
                act(database);
                return DONE;
            }));
            goesOn.countDown();
            assertInstanceOf(Outcome.Done.class, first.get());
            assertEquals(new Outcome.Before(DONE), second.get());
            assertEquals(1, acts(database));
        }
    }
}
