package platen.road;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.queue.JobState;

/// A machine asks something in mid-print, a worker answers it from the page, and reads afterwards why the print failed.
class QuestionIT {
    private static final int SPEED = 50;
    private static final String PROGRAM = """
            G28
            M109 S200
            G1 Z0.3 F3000
            G1 X20 E1
            M600
            G1 Z0.6
            G1 X40 E2
            M600
            G1 X60 E3
            M112
            """;

    @TempDir
    private Path folder;

    @Test
    void aWorkerAnswersTheMachineAndReadsWhatWasSaidLast() throws IOException, InterruptedException {
        try (var shop = new LiveShop(folder, PlatenProcess.jar(folder), SPEED, PROGRAM.getBytes(US_ASCII));
                var browser = new Browser()) {
            shop.release();
            var worker = signedIn(browser, shop, true);
            var job = "/work/jobs/" + shop.job().id().value();
            worker.navigate(shop.address("/work").toString());
            PlatenProcess.until("it asks", () -> asks(shop));
            worker.waitForSelector("text=Change the filament");
            Browser.picture(worker, "question-queue");
            worker.navigate(shop.address(job).toString());
            Browser.picture(worker, "question-job");
            worker.click("button:text('Continue')");

            var withoutScript = signedIn(browser, shop, false);
            PlatenProcess.until("it asks again", () -> asksAgain(shop) && asks(shop));
            withoutScript.navigate(shop.address("/work/machines").toString());
            withoutScript.click("button:text('Continue')");

            PlatenProcess.until("the print fails", () -> shop.job().state() == JobState.FAILED);
            assertEquals(2, shop.happened("fleet.answered"));
            PlatenProcess.until(
                    "what was said is told", () -> shop.attempts().getFirst().blackBox() != null);
            worker.navigate(shop.address(job).toString());
            worker.click("#try-1 summary");
            assertTrue(worker.textContent("#try-1").contains("M876 S0*"), () -> worker.textContent("#try-1"));
            assertTrue(
                    worker.textContent("#try-1").contains("layer 2, 0.6 mm high"), () -> worker.textContent("#try-1"));
            assertFalse(worker.isVisible(".asks"));
            Browser.picture(worker, "last-words");
        }
    }

    /// The first answer is on record, and the machine waits for a second one.
    private static boolean asksAgain(LiveShop shop) {
        return shop.happened("fleet.answered") == 1 && shop.happened("streaming.waits-for-person") == 2;
    }

    private static boolean asks(LiveShop shop) {
        try {
            return shop.page("/work").contains("Change the filament");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Page signedIn(Browser browser, LiveShop shop, boolean javaScript) {
        var page = browser.person(javaScript);
        var cookie = shop.cookie().split("=", 2);
        page.context()
                .addCookies(List.of(new Cookie(cookie[0], cookie[1])
                        .setUrl(shop.address("/").toString())));
        return page;
    }
}
