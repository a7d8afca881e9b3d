package platen.queue;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.values.MachineId;
import platen.values.Message;

/// Which machine can take a job now, and in words why another cannot.
public final class Fit {
    private Fit() {}

    /// Why `machine`, with the job `on` it, cannot start `job` now; empty when it can.
    public static Optional<Message> problem(Job job, Machine machine, @Nullable Job on) {
        var problem = problemBesidePlate(job, machine, on);
        if (problem.isPresent() || machine.bed() == BedState.CLEAR) return problem;
        return Optional.of(bedProblem(machine));
    }

    /// The same, whatever is on its plate.
    public static Optional<Message> problemBesidePlate(Job job, Machine machine, @Nullable Job on) {
        if (!isOfTheKind(job, machine)) return Optional.of(Message.of("queue.other-work", machine.name()));
        if (machine.outOfOrder() != null) {
            return Optional.of(Message.of("queue.out-of-order", machine.name(), machine.outOfOrder()));
        }
        if (job.kind() == MachineKind.PRINTER_3D) {
            var problem = printerProblem(job, machine);
            if (problem.isPresent()) return problem;
        }
        if (on != null) {
            var key = on.state() == JobState.TO_CHECK ? "queue.still-on-it" : "queue.busy-with";
            return Optional.of(Message.of(key, machine.name(), on.title()));
        }
        return Optional.empty();
    }

    /// Why a job that was given to the machines `chosen` does not go on another one; any will do where none is chosen.
    public static Optional<Message> notChosen(Set<MachineId> chosen, Machine machine) {
        return chosen.isEmpty() || chosen.contains(machine.id())
                ? Optional.empty()
                : Optional.of(Message.of("queue.not-chosen", machine.name()));
    }

    /// Paper goes on any machine that takes paper; a bench takes what people do by hand.
    public static boolean isOfTheKind(Job job, Machine machine) {
        return switch (job.kind()) {
            case PRINTER_3D -> machine.kind() == MachineKind.PRINTER_3D;
            case PRESS, RISO -> machine.kind() == MachineKind.PRESS || machine.kind() == MachineKind.RISO;
            case BENCH -> machine.kind() == MachineKind.BENCH && machine.does(job.step());
        };
    }

    private static Optional<Message> printerProblem(Job job, Machine machine) {
        var name = machine.name();
        if (job.program() == null) return Optional.of(Message.of("queue.needs-program"));
        if (machine.host() == null) return Optional.of(Message.of("queue.not-connected", name));
        if (job.profile() != null && !job.profile().equals(machine.profile())) {
            return Optional.of(Message.of("queue.other-printer", name, job.profile()));
        }
        if (job.material() == null) return Optional.empty();
        if (machine.material() == null) return Optional.of(Message.of("queue.nothing-loaded", name, job.material()));
        var sameMaterial = job.material().equalsIgnoreCase(machine.material());
        var sameColour = job.colour() == null || job.colour().equalsIgnoreCase(machine.colour());
        if (sameMaterial && sameColour) return Optional.empty();
        return Optional.of(Message.of(
                "queue.other-material",
                name,
                loaded(machine.colour(), machine.material()),
                loaded(job.colour(), job.material())));
    }

    private static String loaded(@Nullable String colour, @Nullable String material) {
        return (colour == null ? "" : colour + " ") + (material == null ? "" : material);
    }

    private static Message bedProblem(Machine machine) {
        var isPrinter = machine.kind() == MachineKind.PRINTER_3D;
        return Message.of(isPrinter ? "queue.plate-not-clear" : "queue.machine-not-free", machine.name());
    }
}
