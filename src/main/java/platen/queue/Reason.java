package platen.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import platen.machines.MachineKind;
import platen.values.Message;

/// Why not all of a run came out good: a short list, so that it can be counted.
public enum Reason {
    NOT_STUCK(true),
    LAYER_SHIFT(true),
    SPAGHETTI(true),
    BLOB(true),
    RAN_OUT(true),
    WRONG_MATERIAL(true),
    STOPPED(true),
    POWER(true),
    JAM(false),
    MISREGISTERED(false),
    SMUDGED(false),
    WRONG_STOCK(false),
    MISCUT(false),
    OTHER(true);

    private final boolean isOfPrints;

    Reason(boolean isOfPrints) {
        this.isOfPrints = isOfPrints;
    }

    /// What can go wrong on a kind of machine.
    public static List<Reason> of(MachineKind kind) {
        return Arrays.stream(values())
                .filter(one -> one == OTHER || one.isOfPrints == (kind == MachineKind.PRINTER_3D))
                .toList();
    }

    public Message words() {
        return Message.of("queue.reason-" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
