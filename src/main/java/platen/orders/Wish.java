package platen.orders;

import platen.machines.MachineKind;

/// What somebody wants of which there may be no file; its words stand with what was asked. `kind` is what makes it
/// where nobody brings or draws a file.
public record Wish(int quantity, MachineKind kind, String measures, boolean bringsPart) {
    public static final int MOST = 10_000;
}
