package platen.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.meshes.Fit;
import platen.printers.Profile;
import platen.printers.Profiles;

/// The models of the shop's 3D printers, and which of them a part is printed on.
final class ShopPrinters {
    private final Profiles profiles;
    private final Profile unknown;

    ShopPrinters(Profiles profiles) {
        this.profiles = profiles;
        this.unknown = profiles.profile("generic-marlin").orElseThrow();
    }

    List<Profile> all(Handle look) {
        var printers = new ArrayList<Profile>();
        for (var machine : look.attach(Machines.class).all()) {
            if (machine.kind() == MachineKind.PRINTER_3D) model(machine).ifPresent(printers::add);
        }
        return printers;
    }

    /// All; one that we know nothing about where the shop has none yet.
    List<Profile> allOrUnknown(Handle look) {
        var printers = all(look);
        return printers.isEmpty() ? List.of(unknown) : printers;
    }

    /// The model that a part is sliced for: the first machine on which it fits, in that material.
    Optional<Profile> fitting(Handle look, Contents.Part mesh, Choices.Part part) {
        return allOrUnknown(look).stream()
                .filter(printer -> makes(printer, part))
                .filter(printer -> Fit.on(printer, mesh.measures()).isAsDrawn())
                .findFirst();
    }

    /// One for which the part can be reckoned, even where it fits none.
    Profile fittingOrAny(Handle look, Contents.Part mesh, Choices.Part part) {
        return fitting(look, mesh, part)
                .or(() -> allOrUnknown(look).stream()
                        .filter(printer -> makes(printer, part))
                        .findFirst())
                .orElse(unknown);
    }

    /// Grams per cm³ of a material on a printer.
    double density(String printer, String material) {
        return profiles.profile(printer)
                .flatMap(profile -> profile.material(material))
                .orElse(unknown.materials().getFirst())
                .densityGCm3();
    }

    private static boolean makes(Profile printer, Choices.Part part) {
        return printer.material(part.material()).isPresent()
                && printer.quality(part.quality()).isPresent();
    }

    private Optional<Profile> model(Machine machine) {
        return machine.profile() == null ? Optional.empty() : profiles.profile(machine.profile());
    }
}
