package platen.host;

import platen.sync.HostEvent.Figures;
import platen.values.MachineId;
import platen.values.Message;

/// What a printer, or the thread that owns it, tells the agent.
sealed interface PrinterReport {
    record Connected(MachineId machine, String firmware) implements PrinterReport {}

    record Gone(MachineId machine, Message why) implements PrinterReport {}

    record Started(String attempt) implements PrinterReport {}

    record Paused(String attempt) implements PrinterReport {}

    record Resumed(String attempt) implements PrinterReport {}

    record Finished(String attempt, Figures figures) implements PrinterReport {}

    record Failed(String attempt, Message cause, long lastLine, boolean heatersOff) implements PrinterReport {}

    record Cancelled(String attempt, Message why, long lastLine, boolean heatersOff) implements PrinterReport {}

    record NeedsPerson(String attempt, Message what) implements PrinterReport {}

    /// The printer has confirmed that its heaters are off.
    record CooledDown(MachineId machine) implements PrinterReport {}

    /// What a person wanted by hand was not done.
    record NotDone(MachineId machine, Message why) implements PrinterReport {}

    /// Not a printer's, but comes the same way: the program of an attempt is here, whole and checked.
    record Fetched(String attempt) implements PrinterReport {}

    record NotFetched(String attempt, Message why) implements PrinterReport {}
}
