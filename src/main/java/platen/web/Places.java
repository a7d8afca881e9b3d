package platen.web;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// The machines that were chosen for a job, as a form tells which it saw: `3,7`, or `-` where none was.
final class Places {
    private static final String NONE = "-";

    private Places() {}

    static String written(Set<MachineId> machines) {
        if (machines.isEmpty()) return NONE;
        var keys = new TreeSet<Long>();
        machines.forEach(machine -> keys.add(machine.value()));
        return keys.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Nothing where the form did not tell.
    static @Nullable Set<MachineId> read(String written) {
        if (written.equals(NONE)) return Set.of();
        if (!written.matches("\\d{1,18}(,\\d{1,18}){0,999}")) return null;
        var machines = new HashSet<MachineId>();
        for (var key : written.split(",", -1)) machines.add(new MachineId(Long.parseLong(key)));
        return machines;
    }
}
