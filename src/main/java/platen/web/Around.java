package platen.web;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.devices.Cameras;
import platen.devices.Plug;
import platen.machines.Inductions;
import platen.people.Person;
import platen.upkeep.Task;
import platen.upkeep.UpkeepDesk;
import platen.values.MachineId;
import platen.values.Message;

/// What stands around machines on their pages: camera, power, upkeep that is due, and whether the visitor may handle
/// them.
final class Around {
    private final Website.Parts parts;
    private final Devices devices;
    private final UpkeepDesk upkeep;
    private final Inductions inductions;

    Around(Website.Parts parts, Devices devices) {
        this.parts = parts;
        this.devices = devices;
        this.upkeep = new UpkeepDesk(parts.database(), parts.files(), parts.clock());
        this.inductions = new Inductions(parts.database(), parts.clock());
    }

    /// Of one machine. `against` is why the visitor may not handle it.
    public record One(
            boolean hasCamera,
            boolean streams,
            @Nullable Plug plug,
            List<Task.Standing> tasks,
            @Nullable String induction,
            @Nullable Message against) {
        public boolean isDue() {
            return tasks.stream().anyMatch(Task.Standing::isDue);
        }
    }

    One of(MachineId machine, @Nullable Person visitor) {
        var camera = devices.desk().camera(machine).orElse(null);
        return new One(
                camera != null,
                camera != null && camera.streams(),
                devices.desk().plug(machine).orElse(null),
                upkeep.tasks(machine).stream()
                        .filter(task -> task.isDue() || task.isSoon())
                        .toList(),
                inductions.need(machine).orElse(null),
                visitor == null || !visitor.acts()
                        ? null
                        : inductions.against(visitor.id(), machine).orElse(null));
    }

    /// Of all machines, for their list.
    public record All(Set<MachineId> cameras, Map<MachineId, List<Task.Standing>> due) {
        public boolean hasCamera(MachineId machine) {
            return cameras.contains(machine);
        }

        public List<Task.Standing> due(MachineId machine) {
            return due.getOrDefault(machine, List.of());
        }
    }

    All all() {
        return new All(
                new HashSet<>(parts.database().reading(Cameras.class).machines()),
                upkeep.due(parts.clock().instant()).stream()
                        .collect(groupingBy(standing -> standing.task().machine())));
    }
}
