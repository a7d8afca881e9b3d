package platen.slicerdoor;

import java.util.Optional;
import java.util.regex.Pattern;
import platen.values.MachineId;

/// What a slicer takes for one printer: a machine, all machines of one model, or the shop's queue.
public sealed interface Door {
    record OfMachine(MachineId machine) implements Door {
        @Override
        public String place() {
            return MACHINE + machine.value();
        }
    }

    record OfModel(String profile) implements Door {
        @Override
        public String place() {
            return profile + MODEL;
        }
    }

    record OfQueue() implements Door {
        @Override
        public String place() {
            return QUEUE;
        }
    }

    String QUEUE = "queue";
    String MACHINE = "printer-";
    /// An ending, so that no address holds `api/` before the API: Cura splits addresses there.
    String MODEL = "-printers";

    Pattern OF_MACHINE = Pattern.compile(MACHINE + "(\\d{1,18})");

    /// Its name in addresses and in the database.
    String place();

    static Optional<Door> at(String place) {
        if (place.equals(QUEUE)) return Optional.of(new OfQueue());
        var machine = OF_MACHINE.matcher(place);
        if (machine.matches()) return Optional.of(new OfMachine(new MachineId(Long.parseLong(machine.group(1)))));
        if (!place.endsWith(MODEL) || place.equals(MODEL)) return Optional.empty();
        return Optional.of(new OfModel(place.substring(0, place.length() - MODEL.length())));
    }
}
