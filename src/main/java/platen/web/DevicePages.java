package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.devices.Camera;
import platen.devices.DeviceUrl;
import platen.devices.Plug;
import platen.devices.PlugDesk.Switched;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.values.Message;

/// What stands beside a machine: a coordinator says which camera and which plug, a worker switches the power.
final class DevicePages {
    private static final int LONGEST_LOGIN = 100;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Devices devices;
    private final Handling handling;

    DevicePages(PageMaker pages, Website.Parts parts, Devices devices) {
        this.pages = pages;
        this.parts = parts;
        this.devices = devices;
        this.handling = new Handling(pages, parts);
    }

    void addTo(Routes routes) {
        routes.get("/work/machines/{id}/devices", Access.COORDINATOR, ctx -> show(ctx, null));
        routes.post("/work/machines/{id}/devices/camera", Access.COORDINATOR, this::setCamera);
        routes.post("/work/machines/{id}/devices/plug", Access.COORDINATOR, this::setPlug);
        routes.post("/work/machines/{id}/power", Access.WORKER, this::power);
    }

    private Machine machine(Context ctx) {
        return parts.database().reading(Machines.class).find(Acts.machine(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private void show(Context ctx, @Nullable Form again) {
        var machine = machine(ctx);
        var camera = devices.desk().camera(machine.id()).orElse(null);
        var plug = devices.desk().plug(machine.id()).orElse(null);
        var known = new HashMap<String, String>();
        if (camera != null) {
            known.put("snapshot", camera.snapshotUrl() == null ? "" : camera.snapshotUrl());
            known.put("stream", camera.streamUrl() == null ? "" : camera.streamUrl());
            known.put("camera-login", camera.login());
        }
        if (plug != null) {
            known.put("on", plug.onUrl());
            known.put("off", plug.offUrl());
            known.put("plug-login", plug.login());
        }
        var model = new HashMap<String, @Nullable Object>(Map.of("machine", machine));
        model.put("camera", camera);
        model.put("plug", plug);
        model.put("form", again == null ? Form.of(known) : again.over(known));
        if (again == null) pages.show(ctx, "machine-devices", model);
        else pages.showAgain(ctx, "machine-devices", model);
    }

    /// The address in a field; nothing where it is empty or wrong.
    private static @Nullable String url(Form form, String field) {
        if (!form.has(field)) return null;
        return switch (DeviceUrl.of(form.value(field))) {
            case DeviceUrl.Good(var url) -> url;
            case DeviceUrl.Wrong(var why) -> {
                form.wrong(field, why);
                yield null;
            }
        };
    }

    private void setCamera(Context ctx) {
        var form = Form.of(ctx);
        var machine = machine(ctx);
        var who = Visit.worker(ctx).actor();
        var snapshot = url(form, "snapshot");
        var stream = url(form, "stream");
        var login = form.may("camera-login", LONGEST_LOGIN);
        var password = form.may("camera-password", LONGEST_LOGIN);
        if (!form.isFaultless()) {
            show(ctx, form);
            return;
        }
        if (snapshot == null && stream == null) devices.desk().removeCamera(machine.id(), who);
        else devices.desk().set(new Camera(machine.id(), snapshot, stream, login, password), who);
        pages.goOn(ctx, "/work/machines/" + machine.id().value(), Message.of("web.saved"));
    }

    private void setPlug(Context ctx) {
        var form = Form.of(ctx);
        var machine = machine(ctx);
        var who = Visit.worker(ctx).actor();
        var on = url(form, "on");
        var off = url(form, "off");
        var method = form.value("method").equals("POST") ? Plug.Method.POST : Plug.Method.GET;
        var login = form.may("plug-login", LONGEST_LOGIN);
        var password = form.may("plug-password", LONGEST_LOGIN);
        if (on == null && form.has("off")) form.wrong("on", Message.of("web.missing"));
        if (off == null && form.has("on")) form.wrong("off", Message.of("web.missing"));
        if (!form.isFaultless()) {
            show(ctx, form);
            return;
        }
        if (on == null || off == null) devices.desk().removePlug(machine.id(), who);
        else
            devices.desk()
                    .set(
                            new Plug(
                                    machine.id(),
                                    on,
                                    off,
                                    method,
                                    login,
                                    password,
                                    form.ticked("cold"),
                                    Plug.State.UNKNOWN,
                                    null,
                                    null),
                            who);
        pages.goOn(ctx, "/work/machines/" + machine.id().value(), Message.of("web.saved"));
    }

    private void power(Context ctx) {
        var form = Form.of(ctx);
        var machine = machine(ctx).id();
        if (handling.refuses(ctx, form, machine)) return;
        var who = Visit.worker(ctx).actor();
        var plugs = devices.plugs();
        var done = switch (form.value("to")) {
            case "on" -> plugs.on(machine, who);
            case "off" -> plugs.off(machine, form.ticked("looked"), who);
            case "cold" -> plugs.offWhenCold(machine, who);
            default -> {
                plugs.keepOn(machine, who);
                yield new Switched.Done();
            }
        };
        switch (done) {
            case Switched.Done() -> pages.goOn(ctx, Acts.back(form), Message.of("web.saved"));
            case Switched.Later() -> pages.goOn(ctx, Acts.back(form), Message.of("devices.off-wanted"));
            case Switched.Refused(var why) -> pages.goBack(ctx, Acts.back(form), why);
        }
    }
}
