package platen.fleet;

import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    /// Whether `stored`, the last settings wished of a host, mean the same.
    static boolean isSame(Wish.Settings wanted, @Nullable String stored) {
        if (stored == null) return false;
        var told = Json.read(stored, Wish.Settings.class).printers();
        if (told.size() != wanted.printers().size()) return false;
        for (int i = 0; i < told.size(); i++) {
            if (!isSame(wanted.printers().get(i), told.get(i))) return false;
        }
        return true;
    }

    /// The order of a set is another in every process, so a profile is compared as what it is.
    private static boolean isSame(Wish.Printer one, Wish.Printer other) {
        var sameProfile = one.profile().equals(other.profile())
                || Json.read(one.profile(), Profile.class).equals(Json.read(other.profile(), Profile.class));
        return sameProfile
                && one.machine().equals(other.machine())
                && one.name().equals(other.name())
                && one.port().equals(other.port())
                && Objects.equals(one.baud(), other.baud());
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
                profile.materials(),
                profile.qualities(),
                Map.of());
    }
}
