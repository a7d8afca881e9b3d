package platen.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import platen.database.Database;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.shop.Step;
import platen.values.Message;

/// The way from an empty shop to open doors: what is done, and what comes next.
final class GuidePages {
    private final PageMaker pages;
    private final Settings settings;
    private final Database database;

    GuidePages(PageMaker pages, Settings settings, Database database) {
        this.pages = pages;
        this.settings = settings;
        this.database = database;
    }

    /// A step as the guide shows it; `now` is the first that is not done.
    record ShownStep(Message title, Message text, Message act, String path, boolean done, boolean now) {}

    void addTo(Routes routes) {
        routes.get("/guide", Access.COORDINATOR, this::guide);
        routes.get("/guide/products", Access.COORDINATOR, this::products);
        routes.post("/guide/products", Access.COORDINATOR, this::saveProducts);
    }

    private void guide(Context ctx) {
        pages.show(ctx, "guide", Map.of("steps", steps(settings.shop())));
    }

    private List<ShownStep> steps(Shop shop) {
        var shown = new ArrayList<ShownStep>();
        var next = shop.steps().stream()
                .filter(step -> !shop.done().contains(step))
                .findFirst();
        for (var step : shop.steps()) {
            var key = "web.guide-" + name(step);
            var done = shop.done().contains(step);
            var printer = step == Step.PRINTER ? firstPrinter() : Optional.<Machine>empty();
            shown.add(new ShownStep(
                    Message.of(key),
                    Message.of(key + "-text"),
                    Message.of(printer.isPresent() ? key + "-try" : key + "-act"),
                    printer.map(machine -> "/work/machines/" + machine.id().value())
                            .orElse(path(step)),
                    done,
                    next.filter(step::equals).isPresent()));
        }
        return shown;
    }

    /// It is on the register already, and may have to make its test move.
    private Optional<Machine> firstPrinter() {
        return database.reading(Machines.class).all().stream()
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D)
                .findFirst();
    }

    private static String name(Step step) {
        return switch (step) {
            case SHOP -> "shop";
            case PRODUCTS -> "products";
            case PRICES -> "prices";
            case PRINTER -> "printer";
        };
    }

    private static String path(Step step) {
        return switch (step) {
            case SHOP -> "/guide/shop";
            case PRODUCTS -> "/guide/products";
            case PRICES -> "/work/prices";
            case PRINTER -> "/work/machines/new";
        };
    }

    private void products(Context ctx) {
        pages.show(ctx, "guide-products", Map.of("form", Form.empty()));
    }

    private void saveProducts(Context ctx) {
        var form = Form.of(ctx);
        var parts = form.ticked("parts");
        var paper = form.ticked("paper");
        if (!parts && !paper) {
            form.wrong("parts", Message.of("web.makes-nothing"));
            pages.showAgain(ctx, "guide-products", Map.of("form", form));
            return;
        }
        var who = Visit.worker(ctx).actor();
        settings.change(who, shop -> shop.making(parts, paper));
        settings.finish(who, Step.PRODUCTS);
        pages.goOn(ctx, "/guide", Message.of("web.saved"));
    }
}
