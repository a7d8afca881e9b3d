package platen.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.sync.HostEvent;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncRequest.Numbered;
import platen.sync.Wish;
import platen.values.MachineId;

/// What a host remembers: the sum of its journal's entries.
final class Memory {
    /// Of the attempts that are over, so many are still told of when a server asks for all.
    private static final int ENDED_KEPT = 200;

    private String epoch = "";
    private long boot;
    private @Nullable String serverEpoch;
    private long wishesTaken;
    private Wish.Settings settings = new Wish.Settings(List.of());
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<Numbered> events = new ArrayList<>();
    private long firstEvent = 1;
    private final Set<MachineId> hot = new LinkedHashSet<>();

    void apply(Entry entry) {
        switch (entry) {
            case Entry.Began(var began, var first) -> begin(began, first);
            case Entry.Booted(var number) -> boot = number;
            case Entry.Heard(var heard, var taken) -> {
                serverEpoch = heard;
                wishesTaken = taken;
            }
            case Entry.LooksAfter(var all) -> settings = all;
            case Entry.Took(var offer, var expires) ->
                tasks.put(offer.attempt(), new Task(offer, expires, Stage.FETCHING, null));
            case Entry.Staged(var attempt, var stage) -> tasks.computeIfPresent(attempt, (_, task) -> task.at(stage));
            case Entry.Happened(var number, var at, var event) -> {
                events.add(new Numbered(number, at, event));
                happened(event);
            }
            case Entry.Acknowledged(var upTo) -> acknowledge(upTo);
            case Entry.Ended(var ending) -> close(ending);
            case Entry.Hot(var machine) -> hot.add(machine);
        }
    }

    /// The shortest list of entries that makes this memory anew.
    List<Entry> entries() {
        var all = new ArrayList<Entry>();
        all.add(new Entry.Began(epoch, firstEvent));
        all.add(new Entry.Booted(boot));
        if (serverEpoch != null) all.add(new Entry.Heard(serverEpoch, wishesTaken));
        all.add(new Entry.LooksAfter(settings));
        for (var task : tasks.values()) {
            all.add(new Entry.Took(task.offer(), task.expiresAtMs()));
            if (task.ending() != null) all.add(new Entry.Ended(task.ending()));
            else if (task.stage() != Stage.FETCHING) all.add(new Entry.Staged(task.attempt(), task.stage()));
        }
        for (var event : events) all.add(new Entry.Happened(event.number(), event.atMs(), event.event()));
        // After the events: an old one tells of heat that a later confirmation has already answered.
        for (var task : tasks.values()) {
            if (task.isOpen()) all.add(new Entry.Staged(task.attempt(), task.stage()));
        }
        for (var machine : hot) all.add(new Entry.Hot(machine));
        return all;
    }

    String epoch() {
        return epoch;
    }

    long boot() {
        return boot;
    }

    @Nullable
    String serverEpoch() {
        return serverEpoch;
    }

    long wishesTaken() {
        return wishesTaken;
    }

    List<Wish.Printer> printers() {
        return settings.printers();
    }

    boolean knows(MachineId machine) {
        return printers().stream().anyMatch(printer -> printer.machine().equals(machine));
    }

    Optional<Task> task(@Nullable String attempt) {
        return attempt == null ? Optional.empty() : Optional.ofNullable(tasks.get(attempt));
    }

    Collection<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /// The one attempt that is open on a printer.
    Optional<Task> openOn(MachineId machine) {
        return tasks.values().stream()
                .filter(task -> task.isOpen() && task.machine().equals(machine))
                .findFirst();
    }

    boolean isHot(MachineId machine) {
        return hot.contains(machine);
    }

    /// Whether its heaters may be on without a print: nobody has confirmed that they are off.
    boolean mayBeHot(MachineId machine) {
        return hot.contains(machine)
                || openOn(machine)
                        .filter(task -> task.stage() == Stage.INTERRUPTED)
                        .isPresent();
    }

    /// The entries that begin a new epoch: the same memory, its unacknowledged events counted from 1.
    List<Entry> renewed(String newEpoch) {
        var all = new ArrayList<Entry>();
        all.add(new Entry.Began(newEpoch, 1));
        for (var event : events)
            all.add(new Entry.Happened(event.number() - firstEvent + 1, event.atMs(), event.event()));
        for (var task : tasks.values()) {
            if (task.isOpen()) all.add(new Entry.Staged(task.attempt(), task.stage()));
        }
        return all;
    }

    /// The events that the server has not acknowledged.
    List<Numbered> events() {
        return List.copyOf(events);
    }

    long firstEvent() {
        return firstEvent;
    }

    long nextEvent() {
        return firstEvent + events.size();
    }

    private void begin(String began, long first) {
        epoch = began;
        firstEvent = first;
        events.clear();
    }

    private void acknowledge(long upTo) {
        while (!events.isEmpty() && events.getFirst().number() <= upTo) {
            events.removeFirst();
            firstEvent++;
        }
    }

    private void happened(HostEvent event) {
        switch (event) {
            case HostEvent.Accepted(var attempt) -> stage(attempt, Stage.ACCEPTED);
            case HostEvent.Started(var attempt) -> stage(attempt, Stage.PRINTING);
            case HostEvent.Paused(var attempt) -> stage(attempt, Stage.PAUSED);
            case HostEvent.Resumed(var attempt) -> stage(attempt, Stage.PRINTING);
            case HostEvent.Ending ending -> {
                heat(ending);
                close(ending);
            }
            case HostEvent.CooledDown(var machine) -> hot.remove(machine);
            case HostEvent.NeedsPerson _,
                    HostEvent.WishDropped _,
                    HostEvent.PrinterConnected _,
                    HostEvent.PrinterDisconnected _,
                    HostEvent.NotDone _,
                    HostEvent.Unknown _ -> {}
        }
    }

    private void stage(String attempt, Stage stage) {
        tasks.computeIfPresent(attempt, (_, task) -> task.isOpen() ? task.at(stage) : task);
    }

    private void close(HostEvent.Ending ending) {
        tasks.computeIfPresent(ending.attempt(), (_, task) -> task.ended(ending));
        forgetOldest();
    }

    private void heat(HostEvent.Ending ending) {
        var off = switch (ending) {
            case HostEvent.Failed failed -> failed.heatersOff();
            case HostEvent.Cancelled cancelled -> cancelled.heatersOff();
            case HostEvent.Finished _, HostEvent.Refused _, HostEvent.Withdrawn _ -> true;
        };
        if (!off) task(ending.attempt()).ifPresent(task -> hot.add(task.machine()));
    }

    private void forgetOldest() {
        var surplus = tasks.values().stream().filter(task -> !task.isOpen()).count() - ENDED_KEPT;
        for (var all = tasks.values().iterator(); surplus > 0 && all.hasNext(); ) {
            if (all.next().isOpen()) continue;
            all.remove();
            surplus--;
        }
    }
}
