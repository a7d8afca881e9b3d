package platen.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import platen.printers.Profile;
import platen.printers.Profiles;

/// The printer model that a command is to work for: shipped, or from a folder of one's own.
final class ProfileChoice {
    private ProfileChoice() {}

    /// What is wrong with the folder or one of its files is said, and nothing done.
    static Profile named(String name, @Nullable Path ownFolder, CommandSpec command) {
        return find(name, ownFolder == null ? Profiles.shipped() : own(ownFolder, command), command);
    }

    /// As the server chooses, which need not have a folder, and has complained of it where it is wrong.
    static Profile served(String name, @Nullable Path ownFolder, CommandSpec command) {
        return find(name, ownFolder == null ? Profiles.shipped() : Profiles.load(ownFolder), command);
    }

    /// All that there are to choose from.
    static List<Profile> all(@Nullable Path ownFolder) {
        return (ownFolder == null ? Profiles.shipped() : Profiles.load(ownFolder)).all();
    }

    private static Profile find(String name, Profiles profiles, CommandSpec command) {
        return profiles.profile(name)
                .orElseThrow(() -> wrong(
                        command,
                        "There is no printer profile " + name + "; there are "
                                + String.join(
                                        ", ",
                                        profiles.all().stream()
                                                .map(Profile::name)
                                                .toList()) + "."));
    }

    private static Profiles own(Path folder, CommandSpec command) {
        if (!Files.isDirectory(folder)) throw wrong(command, "There is no folder " + folder + ".");
        var profiles = Profiles.load(folder);
        for (var complaint : profiles.complaints()) throw wrong(command, StreamCommand.say(complaint));
        return profiles;
    }

    private static ParameterException wrong(CommandSpec command, String why) {
        return new ParameterException(command.commandLine(), why);
    }
}
