package platen.cli;

import picocli.CommandLine.Command;

/// The command `platen` itself, which only knows the others.
@Command(
        name = "platen",
        mixinStandardHelpOptions = true,
        version = "Platen 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Orders, prices, queue and printing for a community print shop: paper and 3D.",
        subcommands = {
            Demo.class,
            Serve.class,
            ConfigCommand.class,
            LetInCommand.class,
            HostCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ScrubCommand.class,
            DoctorCommand.class,
            CheckCommand.class,
            ExportCommand.class,
            QuoteCommand.class,
            StreamCommand.class,
            ResumeCommand.class,
            VirtualCommand.class,
            PortsCommand.class,
            BenchCommand.class,
            ReaderCommand.class,
            WarmUp.class
        })
public final class Platen {}
