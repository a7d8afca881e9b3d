package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.webhooks.Courier;
import platen.webhooks.HookDesk;
import platen.webhooks.HookDesk.Added;
import platen.webhooks.Topic;
import platen.webhooks.Webhook;

/// Programs elsewhere that are told what happened: which, of what, and how it goes.
final class HookPages {
    private static final String PAGE = "/work/hooks";
    private static final int LONGEST_URL = 1_000;

    private final PageMaker pages;
    private final HookDesk desk;
    private final Courier courier;

    HookPages(PageMaker pages, Website.Parts parts, Courier courier) {
        this.pages = pages;
        this.desk = new HookDesk(parts.database(), parts.clock());
        this.courier = courier;
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.COORDINATOR, ctx -> show(ctx, Form.empty(), null));
        routes.post(PAGE, Access.COORDINATOR, this::add);
        routes.get(PAGE + "/{id}", Access.COORDINATOR, this::hook);
        routes.post(PAGE + "/{id}/test", Access.COORDINATOR, this::test);
        routes.post(PAGE + "/{id}/go-on", Access.COORDINATOR, this::goOn);
        routes.post(PAGE + "/{id}/remove", Access.COORDINATOR, this::remove);
    }

    private void show(Context ctx, Form form, @Nullable String secret) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("hooks", desk.all());
        model.put("fresh", secret);
        if (form.isFaultless()) pages.show(ctx, "hooks", model);
        else pages.showAgain(ctx, "hooks", model);
    }

    private void add(Context ctx) {
        var form = Form.of(ctx);
        var url = form.need("url", LONGEST_URL);
        var topics = EnumSet.noneOf(Topic.class);
        for (var topic : Topic.values()) if (form.ticked(topic.name())) topics.add(topic);
        if (topics.isEmpty()) form.wrong("topics", Message.of("webhooks.no-topic"));
        String secret = null;
        if (form.isFaultless())
            switch (desk.add(Visit.worker(ctx), url, topics, form.ticked("lan"))) {
                case Added.Done(var made) -> secret = made;
                case Added.Refused(var why) -> form.wrong("url", why);
            }
        show(ctx, secret == null ? form : Form.empty(), secret);
    }

    private void hook(Context ctx) {
        var hook = find(ctx);
        pages.show(ctx, "hook", Map.of("hook", hook, "deliveries", desk.lately(hook.id())));
    }

    private Webhook find(Context ctx) {
        return desk.find(key(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private static long key(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        return Long.parseLong(id);
    }

    private void test(Context ctx) {
        var hook = find(ctx);
        var at = PAGE + "/" + hook.id();
        if (courier.test(hook)) pages.goOn(ctx, at, Message.of("webhooks.test-arrived"));
        else pages.goBack(ctx, at, Message.of("webhooks.test-failed"));
    }

    private void goOn(Context ctx) {
        var goesOn = desk.goOn(Visit.worker(ctx), key(ctx));
        pages.goOn(ctx, PAGE, Message.of(goesOn ? "webhooks.tells-again" : "webhooks.gone"));
    }

    private void remove(Context ctx) {
        var removed = desk.remove(Visit.worker(ctx), key(ctx));
        pages.goOn(ctx, PAGE, Message.of(removed ? "webhooks.is-removed" : "webhooks.gone"));
    }
}
