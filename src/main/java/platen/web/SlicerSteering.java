package platen.web;

import static io.javalin.http.HttpStatus.BAD_REQUEST;
import static io.javalin.http.HttpStatus.CONFLICT;
import static io.javalin.http.HttpStatus.FORBIDDEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.fleet.Fleet;
import platen.fleet.Outcome;
import platen.machines.Inductions;
import platen.queue.Job;
import platen.slicerdoor.Door;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;
import platen.values.MachineId;
import platen.web.SlicerSights.Sight;
import platen.web.SlicerSights.State;

/// Pause, go on, stop, heat and move, for keys that may. A start goes the way of all prints: first in the queue.
final class SlicerSteering {
    private final Fleet fleet;
    private final UploadShelf shelf;
    private final SlicerSights sights;
    private final SlicerStarts starts;
    private final SlicerGcode gcode;
    private final Inductions inductions;

    SlicerSteering(Website.Parts parts, UploadShelf shelf, SlicerSights sights, SlicerStarts starts) {
        this.fleet = parts.fleet();
        this.shelf = shelf;
        this.sights = sights;
        this.starts = starts;
        this.gcode = new SlicerGcode(parts);
        this.inductions = new Inductions(parts.database(), parts.clock());
    }

    void addTo(SlicerWays ways) {
        ways.post("api/job", this::job);
        ways.post("api/printer/(command|tool|bed|printhead)", this::machine);
        ways.post("api/connection", this::connection);
    }

    private void job(SlicerCall call) throws IOException {
        var body = call.body();
        var command = body == null ? "" : body.path("command").asText();
        switch (command) {
            case "start" -> start(call);
            case "pause", "cancel", "restart" -> {
                if (maySteer(call) && body != null)
                    steer(call, command, body.path("action").asText("toggle"));
            }
            default -> call.refuse(BAD_REQUEST, "slicers.not-understood");
        }
    }

    /// What was sent last and waits.
    private void start(SlicerCall call) {
        var sight = sights.of(call.opening());
        Optional<SlicerUpload> last =
                shelf.of(call.key()).stream().filter(SlicerUpload::isWaiting).findFirst();
        if (sight.isBusy()) call.refuse(CONFLICT, "slicers.busy");
        else if (last.isEmpty()) call.refuse(CONFLICT, "slicers.nothing-chosen");
        else {
            starts.print(call, last.get());
            call.done();
        }
    }

    private void steer(SlicerCall call, String command, String action) {
        var sight = sights.of(call.opening());
        var job = sight.job();
        if (job == null || !sight.isBusy()) {
            call.refuse(CONFLICT, sight.isOperational() ? "slicers.neither" : "slicers.not-operational", command);
            return;
        }
        if (!command.equals("restart") && isHeldBack(call, job.machine())) return;
        switch (command) {
            case "pause" -> pause(call, sight, job, action);
            case "cancel" -> say(call, fleet.cancel(job.id(), call.key().actor()));
            default -> call.refuse(CONFLICT, "slicers.busy");
        }
    }

    /// Without an action it is a switch; what is so already is done.
    private void pause(SlicerCall call, Sight sight, Job job, String action) {
        var isPaused = sight.state() == State.PAUSED;
        var wantsPause = action.equals("pause") || (action.equals("toggle") && !isPaused);
        if (wantsPause == isPaused) call.done();
        else if (wantsPause) say(call, fleet.pause(job.id(), call.key().actor()));
        else say(call, fleet.resume(job.id(), call.key().actor()));
    }

    private void machine(SlicerCall call) throws IOException {
        var body = call.body();
        if (!maySteer(call)) return;
        if (body == null) {
            call.refuse(BAD_REQUEST, "slicers.not-understood");
            return;
        }
        if (!(call.opening().door() instanceof Door.OfMachine of)) {
            call.refuse(CONFLICT, "slicers.needs-machine");
            return;
        }
        var wish = gcode.of(call, body);
        if (!(wish instanceof SlicerGcode.Wish.QuickStop) && isHeldBack(call, of.machine())) return;
        switch (wish) {
            case SlicerGcode.Wish.Nothing _ -> call.done();
            case SlicerGcode.Wish.Unclear _ -> call.refuse(BAD_REQUEST, "slicers.not-understood");
            case SlicerGcode.Wish.Forbidden(var command) -> call.refuse(CONFLICT, "slicers.forbidden-command", command);
            case SlicerGcode.Wish.QuickStop _ -> quickStop(call, of);
            case SlicerGcode.Wish.Send(var lines) -> send(call, of, lines);
        }
    }

    /// Whoever has not been shown a machine stops it in an emergency, and no more.
    private boolean isHeldBack(SlicerCall call, @Nullable MachineId machine) {
        if (machine == null) return false;
        var against = inductions.against(call.key().owner(), machine);
        against.ifPresent(why -> SlicerCall.refuse(call.ctx(), FORBIDDEN.getCode(), why));
        return against.isPresent();
    }

    private void send(SlicerCall call, Door.OfMachine of, String lines) {
        var sight = sights.of(call.opening());
        if (!sight.isOperational()) call.refuse(CONFLICT, "slicers.not-operational");
        else if (sight.isBusy()) call.refuse(CONFLICT, "slicers.busy");
        else say(call, fleet.command(of.machine(), lines, call.key().actor()));
    }

    /// What others do by M112 is done here as the host does it: the print ends, and the heaters go off.
    private void quickStop(SlicerCall call, Door.OfMachine of) {
        var job = sights.of(call.opening()).job();
        if (job == null) say(call, fleet.coolDown(of.machine(), call.key().actor()));
        else say(call, fleet.cancel(job.id(), call.key().actor()));
    }

    private void connection(SlicerCall call) throws IOException {
        var body = call.body();
        if (body == null) call.refuse(BAD_REQUEST, "slicers.not-understood");
        else if (isConnect(body)) call.done();
        else call.refuse(CONFLICT, "slicers.host-connects");
    }

    private static boolean isConnect(JsonNode body) {
        return body.path("command").asText().equals("connect");
    }

    private static boolean maySteer(SlicerCall call) {
        if (call.key().maySteer()) return true;
        call.refuse(FORBIDDEN, "slicers.only-sends");
        return false;
    }

    private static void say(SlicerCall call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> call.done();
            case Outcome.Refused(var why) -> SlicerCall.refuse(call.ctx(), CONFLICT.getCode(), why);
        }
    }
}
