package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Debian's Chromium, driven by Playwright. Pictures of pages go to `target/pages`.
final class Browser implements AutoCloseable {
    private static final int PATIENCE_MS = 120_000;
    private static final int PHONE = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final int DESKTOP = 1280;
    private static final int DESKTOP_HEIGHT = 900;
    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Playwright playwright =
            Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> broken = new ArrayList<>();

    /// Without WebGL: with it, a page whose scripts are off draws so slowly that a press takes many seconds.
    Browser() {
        this(List.of("--disable-gpu"));
    }

    private Browser(List<String> drawing) {
        var arguments = new ArrayList<>(List.of(
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update"));
        arguments.addAll(drawing);
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setHeadless(true)
                        .setArgs(arguments));
    }

    /// One that draws in 3D, by software.
    static Browser withWebGl() {
        return new Browser(List.of("--use-angle=swiftshader", "--enable-unsafe-swiftshader"));
    }

    /// A person with a browser of their own: nobody else's cookies.
    Page person(boolean javaScript) {
        return person(javaScript, "en-US");
    }

    /// One whose browser asks for pages in the language of `locale`.
    Page person(boolean javaScript, String locale) {
        BrowserContext context = chromium.newContext(new NewContextOptions()
                .setViewportSize(PHONE, PHONE_HEIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(javaScript)
                .setLocale(locale));
        context.setDefaultTimeout(PATIENCE_MS);
        context.onWebError(error -> broken.add(error.page().url() + ": " + error.error()));
        context.onConsoleMessage(this::hear);
        return context.newPage();
    }

    /// A script that the page's own policy kept out is as broken as one that threw. Styles are put in by whoever takes
    /// pictures, too.
    private void hear(ConsoleMessage said) {
        var text = said.text();
        if (text.contains("Content Security Policy") && !text.contains("inline style"))
            broken.add(said.page().url() + ": " + text);
    }

    /// A person before a wide window.
    Page atDesk() {
        var page = person(true);
        page.setViewportSize(DESKTOP, DESKTOP_HEIGHT);
        return page;
    }

    /// Pictures of the page at phone and desktop width, and a look for what keeps people from using it.
    static void picture(Page page, String name) {
        shoot(page, DESKTOP, DESKTOP_HEIGHT, name + "-desktop");
        shoot(page, PHONE, PHONE_HEIGHT, name + "-phone");
        var barriers = new AxeBuilder(page)
                .withTags(WCAG_2_2_AA).analyze().getViolations().stream()
                        .map(rule -> name + ": " + rule.getHelp() + " " + rule.getNodes())
                        .toList();
        assertEquals(List.of(), barriers);
    }

    /// What comes out of a printer.
    static void paper(Page page, String name) {
        page.pdf(new Page.PdfOptions()
                .setPath(Path.of("target", "pages", name + ".pdf"))
                .setPreferCSSPageSize(true)
                .setPrintBackground(true));
    }

    /// The window is made as high as the page: what is fixed at its foot would else stand in the middle of the picture.
    private static void shoot(Page page, int width, int height, String name) {
        var before = page.viewportSize();
        page.setViewportSize(width, height);
        var whole = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        page.setViewportSize(width, Math.max(height, whole));
        var options = new ScreenshotOptions()
                .setPath(Path.of("target", "pages", name + ".png"))
                .setFullPage(true);
        try {
            page.screenshot(options);
        } catch (PlaywrightException _) {
            // On a machine that has much else to do Chromium misses a frame now and then.
            page.screenshot(options);
        }
        page.setViewportSize(before.width, before.height);
    }

    /// Fails where a script of any page failed meanwhile.
    @Override
    public void close() {
        chromium.close();
        playwright.close();
        assertEquals(List.of(), broken);
    }
}
