package platen.slicerdoor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import platen.database.Database;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.values.Message;

/// The doors that this shop has: one for each 3D printer, one for each model, one for the queue.
public final class Doors {
    private final Database database;
    private final Profiles profiles;

    public Doors(Database database, Profiles profiles) {
        this.database = database;
        this.profiles = profiles;
    }

    /// A door, what it is called, and the machines behind it.
    public record Opening(Door door, Message title, List<Machine> machines) {
        public String place() {
            return door.place();
        }

        /// The models behind it, each once.
        public List<String> models() {
            var models = new TreeSet<String>();
            for (var machine : machines) if (machine.profile() != null) models.add(machine.profile());
            return List.copyOf(models);
        }
    }

    /// All of them; the queue first.
    public List<Opening> all() {
        var printers = printers();
        var all = new ArrayList<Opening>();
        all.add(queue(printers));
        for (var model : all.getFirst().models()) all.add(model(model, printers));
        printers.forEach(printer -> all.add(machine(printer)));
        return all;
    }

    /// The door at a place; nothing where the shop has none.
    public Optional<Opening> at(String place) {
        var printers = printers();
        return Door.at(place).flatMap(door -> switch (door) {
            case Door.OfQueue _ -> Optional.of(queue(printers));
            case Door.OfModel(var profile) ->
                Optional.of(model(profile, printers))
                        .filter(opening -> !opening.machines().isEmpty());
            case Door.OfMachine(var id) ->
                printers.stream()
                        .filter(printer -> printer.id().equals(id))
                        .findFirst()
                        .map(Doors::machine);
        });
    }

    private List<Machine> printers() {
        return database.reading(Machines.class).all().stream()
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D)
                .toList();
    }

    private static Opening queue(List<Machine> printers) {
        return new Opening(new Door.OfQueue(), Message.of("slicers.queue"), printers);
    }

    private static Opening machine(Machine printer) {
        return new Opening(
                new Door.OfMachine(printer.id()), Message.of("slicers.printer", printer.name()), List.of(printer));
    }

    private Opening model(String model, List<Machine> printers) {
        var title = profiles.profile(model).map(Profile::title).orElse(model);
        var ofIt = printers.stream()
                .filter(printer -> model.equals(printer.profile()))
                .toList();
        return new Opening(new Door.OfModel(model), Message.of("slicers.model", title), ofIt);
    }
}
