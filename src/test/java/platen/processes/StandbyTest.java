package platen.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.processes.Outcome.Ended;
import platen.processes.Outcome.TimedOut;

/// A shell that does what each question says.
@Timeout(20)
class StandbyTest {
    private static final String SHELL = "while read -r mark question; do eval \"$question\"; echo \"$mark $?\"; done";
    private static final long MEMORY = 100_000_000;

    @TempDir
    Path folder;

    private Standby shell;

    @BeforeEach
    void begin() throws IOException {
        shell = shell(Duration.ofSeconds(10));
    }

    @AfterEach
    void end() {
        shell.close();
    }

    @Test
    void answersOneQuestionAfterTheOther() throws InterruptedException {
        assertEquals(new Ended(0, "one\n", false), shell.ask("echo one"));
        assertEquals(new Ended(3, "to err\n", false), shell.ask("echo to err >&2; (exit 3)"));
        assertTrue(shell.isFit(MEMORY));
        assertFalse(shell.isFit(1_000), "it takes more memory than that");
    }

    @Test
    void keepsTheEndOfALongAnswer() throws InterruptedException {
        var answer = (Ended) shell.ask("yes | head -n 1000000; echo the end");
        assertTrue(answer.cut());
        assertTrue(answer.output().endsWith("y\nthe end\n"));
        assertTrue(answer.output().length() < 1_000);
    }

    @Test
    void takesNothingForTheEndOfAnAnswerThatDoesNotKnowTheMark() throws InterruptedException {
        assertEquals(new Ended(0, "AAAAAAAAAAAAAAAAAAAAAA 0\n", false), shell.ask("echo AAAAAAAAAAAAAAAAAAAAAA 0"));
    }

    @Test
    void tellsHowItEndedInsteadOfAnswering() throws InterruptedException {
        assertEquals(new Ended(7, "so far\n", false), shell.ask("echo so far; exit 7"));
        assertFalse(shell.hasAnswered());
        assertFalse(shell.isFit(MEMORY));
        assertEquals(new Ended(7, "", false), shell.ask("echo again"));
    }

    @Test
    void tellsThatItWasKilled() throws InterruptedException {
        assertEquals(128 + 9, ((Ended) shell.ask("kill -KILL $$")).code());
    }

    @Test
    void endsThatWhichTakesTooLongWithAllItStarted() throws InterruptedException, IOException {
        try (var hasty = shell(Duration.ofMillis(300))) {
            var outcome = hasty.ask("echo so far; sleep 1000 & echo $! > grandchild; sleep 1000");
            assertEquals(new TimedOut("so far\n"), outcome);
            assertFalse(hasty.isFit(MEMORY));
            ChildTest.assertGone(Files.readString(folder.resolve("grandchild")).strip());
        }
    }

    @Test
    void isNotFitWhenItSaysSomethingUnasked() throws InterruptedException {
        assertInstanceOf(Ended.class, shell.ask("(while [ ! -e now ]; do :; done; echo more; touch said) &"));
        assertTrue(shell.isFit(MEMORY));
        assertTrue(folder.resolve("now").toFile().mkdir());
        while (!Files.exists(folder.resolve("said"))) Thread.onSpinWait();
        assertFalse(shell.isFit(MEMORY));
    }

    @Test
    void endsAnAnswerThatNobodyWaitsForAnyMore() throws InterruptedException, IOException {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> shell.ask("sleep 1000"));
        ChildTest.assertGone(Long.toString(shell.pid()));
    }

    private Standby shell(Duration time) throws IOException {
        return Standby.start(List.of("sh", "-c", SHELL), folder, new Limits(time, 0, 1_000_000, 1_000, 5));
    }
}
