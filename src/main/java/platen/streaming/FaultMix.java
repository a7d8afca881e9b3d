package platen.streaming;

import java.util.EnumSet;
import java.util.Set;
import platen.printers.Dialect;
import platen.virtual.FaultPlan;
import platen.virtual.Faults;

/// What goes wrong in a simulated print: one family of faults each, so that each is seen by itself, and all at once.
public enum FaultMix {
    NOTHING("lost-ok=0", true),
    /// What the host sends is damaged, as by a bad cable.
    DAMAGED_LINES("damaged-byte=0.001,lost-byte=0.0005,lost-line-end=0.002", false),
    /// Answers are lost, or come twice.
    LOST_ANSWERS("lost-ok=0.02,doubled-ok=0.02", true),
    /// Requests for lines come without their `ok`, twice, late, or for lines that arrived.
    ODD_REQUESTS("resend-without-ok=0.01,stale-resend=0.01,silent-duplicate=0.01", true),
    /// Other things are said between the answers, or nothing for a while.
    OTHER_WORDS("busy=0.05,wait=0.05,nul-burst=0.05,long-silence=0.002:40s", true),
    /// The printer waits for a person.
    PERSONS("runout=0.003:10min,paused-for-user=0.003:10min", true),
    /// The cable is pulled out, and put back.
    CABLE("unplug-and-return=0.003", true),
    /// The board starts anew or kills itself.
    ENDS("reboot=0.002,halt=0.001,thermal-runaway=0.001", true),
    EVERYTHING("all=0.001,reboot=0.0003,halt=0.0003,thermal-runaway=0.0003", false);

    private final String spec;
    private final boolean losesNothing;

    FaultMix(String spec, boolean losesNothing) {
        this.spec = spec;
        this.losesNothing = losesNothing;
    }

    FaultPlan plan(long seed) {
        return Faults.parse(spec, seed);
    }

    /// Whether all that the host says arrives: only then does a window open by itself.
    boolean losesNothing() {
        return losesNothing;
    }

    /// The firmwares that meet with it. Klipper's pseudo-terminal does not damage anything; RepRapFirmware takes a line
    /// whose star was lost for one without a checksum, and does not say that it waits for a person. Against neither
    /// can a host do much, as it enforces no numbers.
    Set<Dialect> dialects() {
        var all = EnumSet.allOf(Dialect.class);
        if (this == PERSONS) all.remove(Dialect.REPRAPFIRMWARE);
        if (!losesNothing) all.removeAll(Set.of(Dialect.KLIPPER, Dialect.REPRAPFIRMWARE));
        return all;
    }
}
