package platen.fleet;

import java.util.ArrayList;
import java.util.Map;
import platen.machines.Machines;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.sync.Wish;
import platen.values.HostId;
import platen.values.Json;

/// The printers that a host has to look after by the register of machines, told whenever that changes.
final class Equipment {
    private final Profiles profiles;

    Equipment(Profiles profiles) {
        this.profiles = profiles;
    }

    /// What the host should look after.
    Wish.Settings of(HostId host, Machines machines) {
        var printers = new ArrayList<Wish.Printer>();
        for (var machine : machines.at(host)) {
            var port = machine.port();
            if (port == null || machine.profile() == null) continue;
            profiles.profile(machine.profile())
                    .ifPresent(profile -> printers.add(new Wish.Printer(
                            machine.id(), machine.name(), port, Json.write(lean(profile)), machine.baud())));
        }
        return new Wish.Settings(printers);
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
