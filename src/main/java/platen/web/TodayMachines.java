package platen.web;

import static platen.web.TodayItem.Section.MACHINES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Subject;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.fleet.Fleet;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.queue.Job;
import platen.sync.PrinterLive;
import platen.sync.PrinterLive.Activity;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Machines that need a person now. Heaters come first.
final class TodayMachines {
    private static final int MOST = 200;

    private final Handle look;
    private final Fleet fleet;
    private final List<TodayItem> items = new ArrayList<>();
    private final Set<MachineId> taken = new HashSet<>();
    private final Map<MachineId, JobId> running = new HashMap<>();

    private TodayMachines(Handle look, Fleet fleet) {
        this.look = look;
        this.fleet = fleet;
    }

    static List<TodayItem> of(Handle look, Fleet fleet) {
        return new TodayMachines(look, fleet).all();
    }

    private List<TodayItem> all() {
        var machines = look.attach(Machines.class).all();
        var byId = new HashMap<MachineId, Machine>();
        machines.forEach(machine -> byId.put(machine.id(), machine));
        for (var attempt : look.attach(TodayRows.class).hot(MOST)) hot(attempt, byId.get(attempt.machine()));
        silent(machines);
        for (var attempt : look.attach(Attempts.class).open())
            if (attempt.machine() != null && attempt.job() != null) running.put(attempt.machine(), attempt.job());
        machines.forEach(this::live);
        for (var job : look.attach(TodayRows.class).toCheck(MOST)) toCheck(job, byId.get(job.machine()));
        for (var machine : machines) if (wantsLook(machine)) plate(machine);
        return items;
    }

    private void hot(Attempt attempt, @Nullable Machine machine) {
        if (machine == null || !taken.add(machine.id())) return;
        items.add(item(machine, Message.of("today.hot"), attempt.endedAt(), true)
                .pressed(place(machine) + "/cool-down", "Turn the heaters off"));
    }

    private void silent(List<Machine> machines) {
        var counts = new HashMap<HostId, Integer>();
        for (var machine : machines)
            if (machine.host() != null && machine.outOfOrder() == null && fleet.isSilent(machine.host()))
                counts.merge(machine.host(), 1, Integer::sum);
        counts.forEach((id, count) -> look.attach(Hosts.class)
                .find(id)
                .filter(host -> host.revokedAt() == null)
                .ifPresent(host -> items.add(TodayItem.of(
                        MACHINES,
                        host.name(),
                        Message.of("today.silent", count),
                        fleet.lastHeard(id).orElse(null),
                        "/work/machines/computers",
                        true))));
    }

    private void live(Machine machine) {
        var live = fleet.live(machine.id()).orElse(null);
        if (live == null || machine.host() == null || fleet.isSilent(machine.host())) return;
        if (live.connection() != PrinterLive.Connection.CONNECTED) return;
        if (live.asks() == null && live.activity() != Activity.WAITS_FOR_PERSON && live.activity() != Activity.STALLED)
            return;
        taken.add(machine.id());
        items.add(item(machine, says(live), since(machine), true));
    }

    private static Message says(PrinterLive live) {
        if (live.activity() == Activity.STALLED) return Message.of("today.stalled");
        if (live.asks() != null && !live.asks().text().isEmpty())
            return Message.of("today.asks", live.asks().text());
        return live.says() == null ? Message.of("today.waits") : live.says();
    }

    private @Nullable Instant since(Machine machine) {
        var job = running.get(machine.id());
        if (job == null) return null;
        return look.attach(TodayRows.class).last(Subject.Kind.JOB, job.value()).orElse(null);
    }

    private void toCheck(Job job, @Nullable Machine machine) {
        if (machine == null) return;
        taken.add(machine.id());
        var what = Message.of("today.take-off", job.title());
        items.add(TodayItem.of(
                MACHINES,
                machine.name(),
                what,
                job.endedAt(),
                "/work/jobs/" + job.id().value(),
                true));
    }

    private boolean wantsLook(Machine machine) {
        return machine.kind() == MachineKind.PRINTER_3D
                && machine.outOfOrder() == null
                && machine.bed() != BedState.CLEAR
                && !taken.contains(machine.id())
                && !running.containsKey(machine.id());
    }

    private void plate(Machine machine) {
        var since = look.attach(TodayRows.class)
                .last(Subject.Kind.MACHINE, machine.id().value())
                .orElse(null);
        items.add(item(machine, Message.of("today.plate"), since, false)
                .pressed(place(machine) + "/clear", "Yes, it is empty"));
    }

    private static TodayItem item(Machine machine, Message what, @Nullable Instant since, boolean isUrgent) {
        return TodayItem.of(MACHINES, machine.name(), what, since, place(machine), isUrgent);
    }

    private static String place(Machine machine) {
        return "/work/machines/" + machine.id().value();
    }
}
