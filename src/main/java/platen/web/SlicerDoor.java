package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URI;
import platen.machines.Inductions;
import platen.slicerdoor.Doors.Opening;
import platen.values.Message;

/// The slicers' doors: each 3D printer, each model and the shop's queue is a printer to slicers, under an address and
/// with keys of its own. Spoken is what they speak with OctoPrint, PrusaLink and Moonraker.
final class SlicerDoor {
    private final PageMaker pages;
    private final SlicerParts slicers;
    private final SlicerGate gate;
    private final SlicerAsks asks;
    private final SlicerSocket socket;
    private final SlicerWays ways = new SlicerWays();

    SlicerDoor(PageMaker pages, Website.Parts parts, SlicerParts slicers) {
        this.pages = pages;
        this.slicers = slicers;
        var seal = new SlicerSeal();
        this.gate = new SlicerGate(slicers.keyring(), seal, parts.clock());
        this.asks = new SlicerAsks(slicers);
        var sights = new SlicerSights(parts, slicers.shelf());
        this.socket = new SlicerSocket(slicers, sights, seal);
        var starts = new SlicerStarts(parts.fleet(), new Inductions(parts.database(), parts.clock()), slicers.shelf());
        var intake = new SlicerIntake(parts.files(), slicers, starts);
        new SlicerFacts(parts, slicers, seal).addTo(ways);
        new SlicerWatch(sights).addTo(ways);
        new SlicerSteering(parts, slicers.shelf(), sights, starts).addTo(ways);
        new SlicerFiles(parts.files(), slicers.shelf(), intake, starts).addTo(ways);
        new SlicerPrusaLink(parts.files(), slicers.shelf(), intake).addTo(ways);
        new SlicerMoonraker(slicers.shelf(), intake, starts).addTo(ways);
    }

    void addTo(Routes routes) {
        routes.get(SlicerParts.ROOT + "{door}", Access.SLICER, this::front);
        var behind = SlicerParts.ROOT + "{door}/<rest>";
        routes.get(behind, Access.SLICER, this::answer);
        routes.post(behind, Access.SLICER, this::answer);
        routes.put(behind, Access.SLICER, this::answer);
        routes.delete(behind, Access.SLICER, this::answer);
        routes.socket(SlicerParts.ROOT + "{door}/sockjs/websocket", socket::listen);
    }

    /// A slicer that shows the printer's page gets ours.
    private void front(Context ctx) {
        ctx.redirect(SlicerPages.PAGE, HttpStatus.SEE_OTHER);
    }

    private void answer(Context ctx) throws IOException, InterruptedException {
        var path = ctx.pathParam("rest").replaceAll("/{2,}", "/").replaceAll("^/|/$", "");
        var opening = slicers.doors().at(ctx.pathParam("door"));
        if (opening.isEmpty()) SlicerCall.refuse(ctx, HttpStatus.NOT_FOUND.getCode(), Message.of("slicers.unknown"));
        else answer(ctx, opening.get(), path);
        SlicerBody.hearOut(ctx);
    }

    private void answer(Context ctx, Opening opening, String path) throws IOException, InterruptedException {
        var base = origin(ctx) + SlicerParts.ROOT + SlicerCall.encoded(opening.place());
        if (path.equals("sockjs/info") && ctx.method().equals(HandlerType.GET)) {
            SlicerCall.answer(ctx, HttpStatus.OK, SlicerSocket.info());
            return;
        }
        if (asks.answer(ctx, opening, base, path)) return;
        var key = gate.key(ctx, opening.place(), path);
        if (key.isEmpty()) return;
        var way = ways.find(ctx.method(), path);
        if (way.isEmpty()) {
            SlicerCall.refuse(ctx, HttpStatus.NOT_FOUND.getCode(), Message.of("slicers.unknown"));
            return;
        }
        way.get()
                .handler()
                .handle(new SlicerCall(ctx, opening, key.get(), base, way.get().rest()));
    }

    /// The address as the client wrote it, which need not be the one for the world.
    private String origin(Context ctx) {
        var host = ctx.header("Host");
        var known = pages.floorOrigin(ctx);
        return host == null || host.equals(URI.create(known).getRawAuthority()) ? known : "http://" + host;
    }
}
