package platen.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.sync.ByHand;
import platen.sync.HostHealth;
import platen.sync.PortSeen;
import platen.sync.PrinterLive;
import platen.sync.Reached;
import platen.sync.Wish;
import platen.values.Digest;
import platen.values.MachineId;

/// What the agent can do in the world. Nothing here waits; what comes of it returns as a [PrinterReport].
interface Hands {
    /// These printers, and no others, are to be connected.
    void lookAfter(List<Wish.Printer> printers);

    void fetch(String attempt, Digest digest, long bytes);

    void print(MachineId machine, String attempt, Digest program);

    void pause(MachineId machine);

    void resume(MachineId machine);

    void cancel(MachineId machine);

    /// Presses a button of the prompt that has this number, if it is still shown.
    void answer(MachineId machine, long prompt, int button);

    /// Turns the heaters off. While the printer is not there: first of all when it is back.
    void coolDown(MachineId machine);

    void command(MachineId machine, String gcode);

    /// What a person does at a printer's page.
    void handle(MachineId machine, ByHand act);

    PrinterLive live(MachineId machine);

    List<PortSeen> ports();

    /// How this computer does, now and then; else null.
    @Nullable
    HostHealth health();

    /// How far the attempt is known to have come; null when it never began.
    @Nullable
    Reached reached(String attempt);
}
