package platen.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.Fittings;
import platen.machines.Fittings.Fitting;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.queue.JobNeeds.Need;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// What people ask for jobs beyond what their kind needs: some of the machines, words that hold for one, a nozzle.
/// `attended` is there where nothing prints while nobody is there.
public record Matching(
        Map<JobId, Set<MachineId>> places,
        Map<JobId, Need> needs,
        Map<MachineId, Fitting> fittings,
        @Nullable Attended attended) {
    private static final double UM_IN_A_MM = 1_000;

    /// Of all that is open.
    static Matching of(Handle look, Instant now) {
        return new Matching(
                look.attach(JobPlaces.class).byJob(),
                look.attach(JobNeeds.class).byJob(),
                look.attach(Fittings.class).byMachine(),
                Attended.of(look, now));
    }

    /// Why this job does not go on this machine, as it is at this moment.
    public static Optional<Message> problem(Handle look, Job job, Machine machine, Instant now) {
        var places = look.attach(JobPlaces.class).of(job.id());
        var need = look.attach(JobNeeds.class).find(job.id());
        var fitting = look.attach(Fittings.class).find(machine.id());
        return new Matching(
                        Map.of(job.id(), places),
                        need.stream().collect(Collectors.toMap(Need::job, Function.identity())),
                        fitting.stream().collect(Collectors.toMap(Fitting::machine, Function.identity())),
                        Attended.of(look, now))
                .problem(job, machine);
    }

    /// Empty where it does.
    public Optional<Message> problem(Job job, Machine machine) {
        return lasting(job, machine)
                .or(() -> nozzle(job, machine))
                .or(() -> attended == null ? Optional.empty() : attended.problem(job));
    }

    /// What no change of a nozzle would help.
    public Optional<Message> lasting(Job job, Machine machine) {
        return Fit.notChosen(places.getOrDefault(job.id(), Set.of()), machine).or(() -> words(job, machine));
    }

    private Optional<Message> words(Job job, Machine machine) {
        var need = needs.get(job.id());
        if (need == null) return Optional.empty();
        var fitting = fittings.get(machine.id());
        for (var any : need.each()) {
            var holds = any.stream()
                    .anyMatch(word -> word.equalsIgnoreCase(machine.name()) || (fitting != null && fitting.has(word)));
            if (!holds) return Optional.of(Message.of("queue.lacks-word", machine.name(), String.join(" or ", any)));
        }
        return Optional.empty();
    }

    /// Where nobody has noted anything of a printer, it has the usual nozzle of its model, for which the file check
    /// looks.
    private Optional<Message> nozzle(Job job, Machine machine) {
        var fitting = fittings.get(machine.id());
        if (fitting == null || job.kind() != MachineKind.PRINTER_3D) return Optional.empty();
        var need = needs.get(job.id());
        var wanted = need == null || need.nozzleUm() == null ? fitting.modelUm() : need.nozzleUm();
        var on = fitting.nozzle();
        if (wanted == null || on == null || wanted.equals(on)) return Optional.empty();
        return Optional.of(Message.of("queue.other-nozzle", machine.name(), millimetres(on), millimetres(wanted)));
    }

    private static String millimetres(int um) {
        return String.valueOf(um / UM_IN_A_MM);
    }
}
