package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Profile;
import platen.slicerdoor.Doors.Opening;
import platen.slicerdoor.Keyring;
import platen.slicerdoor.Keyring.Made;
import platen.slicerdoor.Keyring.Rights;
import platen.slicerdoor.SlicerKey;
import platen.slicerdoor.SlicerRequest;
import platen.slicing.SlicerIni;
import platen.values.Message;

/// *Connect your slicer*: keys and addresses, where to put them, the shop's settings, and what was sent.
final class SlicerPages {
    static final String PAGE = "/work/slicers";
    static final String ASKS = PAGE + "/asks/";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final SlicerParts slicers;

    /// A key as its row shows it; no door where its machine is no printer of ours any more.
    public record Shown(SlicerKey key, @Nullable Opening door) {}

    /// The address of a door, and its parts for programs that ask for each.
    public record Where(String address, String server, int port, String path) {}

    /// A program that asks for a key.
    public record Asking(SlicerRequest request, Opening door) {}

    SlicerPages(PageMaker pages, Website.Parts parts, SlicerParts slicers) {
        this.pages = pages;
        this.parts = parts;
        this.slicers = slicers;
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.WORKER, ctx -> show(ctx, Form.empty(), null));
        routes.post(PAGE + "/keys", Access.WORKER, this::make);
        routes.post(PAGE + "/keys/{id}/revoke", Access.WORKER, this::revoke);
        routes.get(ASKS + "{id}", Access.WORKER, ctx -> show(ctx, Form.empty(), null));
        routes.post(ASKS + "{id}", Access.WORKER, this::answer);
        routes.get(PAGE + "/settings/{profile}/{material}/{quality}", Access.WORKER, this::settings);
        routes.post(PAGE + "/uploads/{id}/let-go", Access.WORKER, this::letGo);
    }

    private void show(Context ctx, Form form, @Nullable Made made) {
        var who = Visit.worker(ctx);
        var doors = slicers.doors().all();
        var model = new HashMap<String, @Nullable Object>();
        model.put("made", made);
        model.put("where", made == null ? null : where(ctx, made.key().door()));
        model.put("root", pages.floorOrigin(ctx) + SlicerParts.ROOT);
        model.put("form", form);
        model.put("doors", doors);
        model.put("keys", keys(slicers.keyring().of(who), doors));
        model.put("asks", asks(doors));
        model.put("models", models());
        model.put("uploads", slicers.shelf().by(who.id()));
        pages.show(ctx, "slicers", model);
    }

    private Where where(Context ctx, String place) {
        var address = URI.create(pages.floorOrigin(ctx) + SlicerParts.ROOT + SlicerCall.encoded(place));
        var usual = "https".equals(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        var port = address.getPort() < 0 ? usual : address.getPort();
        return new Where(address.toString(), String.valueOf(address.getHost()), port, address.getRawPath() + "/");
    }

    private static List<Shown> keys(List<SlicerKey> keys, List<Opening> doors) {
        return keys.stream()
                .map(key -> new Shown(key, at(doors, key.door()).orElse(null)))
                .toList();
    }

    private List<Asking> asks(List<Opening> doors) {
        return slicers.asked().open().stream()
                .flatMap(request -> at(doors, request.door()).map(door -> new Asking(request, door)).stream())
                .toList();
    }

    private static Optional<Opening> at(List<Opening> doors, String place) {
        return doors.stream().filter(door -> door.place().equals(place)).findFirst();
    }

    /// The models that the shop has.
    private List<Profile> models() {
        return parts.database().reading(Machines.class).all().stream()
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D)
                .flatMap(machine -> Optional.ofNullable(machine.profile()).stream())
                .distinct()
                .flatMap(name -> parts.profiles().profile(name).stream())
                .toList();
    }

    private void make(Context ctx) {
        var form = Form.of(ctx);
        var name = form.need("name", Keyring.LONGEST_NAME);
        var door = slicers.doors().at(form.value("door")).map(Opening::door);
        if (door.isEmpty()) form.wrong("door", Message.of("web.no-choice"));
        if (!form.isFaultless() || door.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, form, null);
            return;
        }
        var made = slicers.keyring().make(door.get(), name, rights(form), Visit.worker(ctx));
        show(ctx, Form.empty(), made);
    }

    private static Rights rights(Form form) {
        return new Rights(form.ticked("start"), form.ticked("steer"));
    }

    private void revoke(Context ctx) {
        if (!slicers.keyring().revoke(number(ctx), Visit.worker(ctx))) throw new NotFoundResponse();
        pages.goOn(ctx, PAGE, Message.of("web.slicer-key-revoked"));
    }

    private void answer(Context ctx) {
        var form = Form.of(ctx);
        var id = number(ctx);
        var isAllowed = form.value("answer").equals("yes");
        var isDone = isAllowed
                ? slicers.asked().allow(id, rights(form), Visit.worker(ctx))
                : slicers.asked().refuse(id);
        if (!isDone) pages.goBack(ctx, PAGE, Message.of("web.slicer-ask-gone"));
        else pages.goOn(ctx, PAGE, Message.of(isAllowed ? "web.slicer-allowed" : "web.slicer-refused"));
    }

    private void letGo(Context ctx) {
        var upload = slicers.shelf().find(number(ctx)).orElseThrow(NotFoundResponse::new);
        var act = slicers.shelf().letGo(upload, Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), act, "web.slicer-let-go");
    }

    private void settings(Context ctx) {
        var profile = parts.profiles().profile(ctx.pathParam("profile")).orElseThrow(NotFoundResponse::new);
        var material = profile.material(ctx.pathParam("material")).orElseThrow(NotFoundResponse::new);
        var quality = profile.quality(ctx.pathParam("quality")).orElseThrow(NotFoundResponse::new);
        var name = profile.name() + "-" + material.name() + "-" + quality.name() + ".ini";
        ctx.header("Content-Disposition", "attachment; filename*=UTF-8''" + FileSending.percent(name))
                .contentType("text/plain; charset=utf-8")
                .result(SlicerIni.of(profile, material, quality));
    }

    private static long number(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        return Long.parseLong(id);
    }
}
