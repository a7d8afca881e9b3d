package platen.fleet;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.sync.Wish;
import platen.values.HostId;
import platen.values.Json;

/// The printers that a host has to look after by the register of machines, told whenever that changes.
final class Equipment {
    /// Of PLA.
    private static final double USUAL_G_CM3 = 1.24;

    private final Profiles profiles;

    Equipment(Profiles profiles) {
        this.profiles = profiles;
    }

    /// What the host should look after.
    Wish.Settings of(HostId host, Machines machines, Attempts attempts) {
        var printers = new ArrayList<Wish.Printer>();
        for (var machine : machines.at(host)) {
            var port = machine.port();
            if (port == null || machine.profile() == null) continue;
            profiles.profile(machine.profile())
                    .ifPresent(profile -> printers.add(new Wish.Printer(
                            machine.id(), machine.name(), port, Json.write(lean(profile)), machine.baud())));
        }
        return new Wish.Settings(printers, attempts.mayBeHotAt(host));
    }

    /// How long so much of a material is as filament; nothing where nobody knows the printer's model.
    long filamentMm(Machine machine, @Nullable String material, long milligrams) {
        if (machine.profile() == null) return 0;
        return profiles.profile(machine.profile())
                .map(profile -> filamentMm(profile, material, milligrams))
                .orElse(0L);
    }

    private static long filamentMm(Profile profile, @Nullable String material, long milligrams) {
        var density = Optional.ofNullable(material)
                .flatMap(profile::material)
                .or(() -> profile.materials().stream().findFirst())
                .map(Material::densityGCm3)
                .orElse(USUAL_G_CM3);
        var radius = profile.nozzle().filamentMm() / 2;
        return Math.round(milligrams / density / (Math.PI * radius * radius));
    }

    /// A host does not slice.
    private static Profile lean(Profile profile) {
        return new Profile(
                profile.name(),
                profile.title(),
                profile.forbidden(),
                profile.connection(),
                profile.volume(),
                profile.bed(),
                profile.nozzle(),
                profile.motion(),
                profile.thermal(),
                profile.scripts(),
                profile.handling(),
                profile.materials(),
                profile.qualities(),
                Map.of());
    }
}
