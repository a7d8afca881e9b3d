package platen.machines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// What is special about machines, as the database keeps it.
public interface Fittings {
    /// `nozzleUm` is the nozzle that is on just now and `modelUm` that of its model, in thousandths of a millimetre;
    /// `words` are the shop's own, with commas between.
    record Fitting(
            MachineId machine,
            @Nullable Integer nozzleUm,
            @Nullable Integer modelUm,
            String words) {
        /// The nozzle that is on; nothing where nobody knows.
        public @Nullable Integer nozzle() {
            return nozzleUm == null ? modelUm : nozzleUm;
        }

        public List<String> each() {
            return Arrays.stream(words.split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        public boolean has(String word) {
            var wanted = word.toLowerCase(Locale.ROOT);
            return each().stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(wanted));
        }
    }

    @SqlQuery("select machine, nozzle_um, model_um, words from machine_fitting")
    List<Fitting> all();

    @SqlQuery("select machine, nozzle_um, model_um, words from machine_fitting where machine = :machine")
    Optional<Fitting> find(MachineId machine);

    @SqlUpdate("""
        insert into machine_fitting (machine, nozzle_um, model_um, words)
        values (:machine, :nozzleUm, :modelUm, :words)
            on conflict (machine)
            do update set nozzle_um = excluded.nozzle_um, model_um = excluded.model_um, words = excluded.words
        """)
    void set(MachineId machine, @Nullable Integer nozzleUm, @Nullable Integer modelUm, String words);

    default Map<MachineId, Fitting> byMachine() {
        return all().stream().collect(Collectors.toMap(Fitting::machine, Function.identity()));
    }
}
