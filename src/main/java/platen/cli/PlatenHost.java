package platen.cli;

import picocli.CommandLine.Command;

/// What a computer with nothing but printers can do. Nothing here needs a library of the server.
@Command(
        name = "platen-host",
        mixinStandardHelpOptions = true,
        version = "Platen 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "The printer host of Platen, and what helps with printers beside it.",
        subcommands = {HostCommand.class, PortsCommand.class, StreamCommand.class, VirtualCommand.class})
public final class PlatenHost {}
