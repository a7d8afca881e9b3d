package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.devices.Camera;
import platen.devices.Snapshots.Shot;
import platen.devices.Streams;
import platen.machines.Machines;
import platen.people.Person;

/// Pictures of machines, by way of the server: nobody's browser learns where a camera stands.
final class CameraPages {
    private static final String SECONDS_KEPT = "private, max-age=2";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Devices devices;

    CameraPages(PageMaker pages, Website.Parts parts, Devices devices) {
        this.pages = pages;
        this.parts = parts;
        this.devices = devices;
    }

    void addTo(Routes routes) {
        routes.get("/work/machines/{id}/camera", Access.VIEWER, this::picture);
        routes.get("/work/machines/{id}/camera/stream", Access.VIEWER, this::stream);
        routes.get("/work/machines/{id}/watch", Access.VIEWER, this::watch);
    }

    private Camera camera(Context ctx) {
        return devices.desk().camera(Acts.machine(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private void picture(Context ctx) throws InterruptedException {
        switch (devices.snapshots().of(camera(ctx))) {
            case Shot.Taken(var picture, var _) ->
                ctx.header("Cache-Control", SECONDS_KEPT)
                        .contentType(picture.type())
                        .result(picture.content());
            case Shot.None _ -> refuse(ctx, HttpStatus.BAD_GATEWAY);
        }
    }

    private void stream(Context ctx) throws InterruptedException {
        var camera = camera(ctx);
        if (!camera.streams()) throw new NotFoundResponse();
        if (ctx.req().getMethod().equals("HEAD")) {
            ctx.contentType(Streams.TYPE);
            return;
        }
        var place = devices.streams().watch(camera);
        if (place.isEmpty()) {
            refuse(ctx, HttpStatus.SERVICE_UNAVAILABLE);
            return;
        }
        try (var watch = place.get()) {
            if (!watch.begins()) {
                refuse(ctx, HttpStatus.BAD_GATEWAY);
                return;
            }
            ctx.disableCompression();
            ctx.res().setContentType(Streams.TYPE);
            watch.writeTo(ctx.res().getOutputStream(), () -> mayStillSee(ctx));
        } catch (IOException e) {
            // Whoever watched has gone, or takes nothing any more.
        }
    }

    /// Somebody whose account ended a moment ago sees nothing more.
    private boolean mayStillSee(Context ctx) {
        Person person = Visit.of(ctx).person();
        return person != null && parts.accounts().find(person.id()).isPresent();
    }

    /// Why, the page beside the picture says: nobody reads the text of a picture.
    private static void refuse(Context ctx, HttpStatus status) {
        ctx.status(status).contentType("text/plain; charset=utf-8").result("no picture\n");
    }

    private void watch(Context ctx) throws InterruptedException {
        var camera = camera(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put(
                "machine",
                parts.database().reading(Machines.class).find(camera.machine()).orElseThrow(NotFoundResponse::new));
        model.put("streams", camera.streams());
        model.put("why", devices.snapshots().of(camera) instanceof Shot.None(var why, var _) ? why : null);
        pages.show(ctx, "machine-watch", model);
    }
}
