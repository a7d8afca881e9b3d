package platen.gcode;

/// Where a layer begins: its first line, the bytes of the file before that, and the situation there.
///
/// `printsAtMm` is the height of its plastic, and `setsHeight` says that it goes to it by itself, in
/// absolute figures, before it prints: slicers write the remark first, still at the height of the layer below.
public record Layer(int number, long line, long offset, double printsAtMm, boolean setsHeight, Situation before) {

    /// Where the nozzle may come down to before its first line is sent: not lower than its own plastic,
    /// which may be there in part.
    double comesDownToMm() {
        return setsHeight && !before.relative() ? Math.max(before.zMm(), printsAtMm) : before.zMm();
    }
}
