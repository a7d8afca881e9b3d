package platen.gcode;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.printers.Nozzle;

/// The strand that the nozzle lays: the plastic of some moves over their way. What no nozzle lays, and what no layer
/// can do with, tells that figures of the extruder are read in the wrong mode (M82, M83), or meant for another
/// filament.
///
/// A sound program has prime lines, ironing and wipes in it, so that judgement waits for a stretch of moves.
final class Bead {
    private static final int STRETCH_MOVES = 200;
    private static final double STRETCH_MM = 300;
    /// A thick strand shows sooner: each of its moves ruins the print.
    private static final double SHORT_STRETCH_MM = 50;
    private static final int FEW_MOVES = 20;
    /// Figures of moves, read as places, go back as often as forth. Wipes are a tenth at most.
    private static final double TAKES_BACK = 0.35;
    /// Prime lines have up to 5 squares of the nozzle's width; a line of a part one half.
    private static final double THICK = 12;
    private static final double THICK_ON_AVERAGE = 4;
    /// Of width times height: ironing alone gives less, so that only the whole print is judged.
    private static final double THIN_ON_AVERAGE = 0.25;
    private static final double ENOUGH_MM = 500;

    private final Nozzle nozzle;
    private final double square;
    private final double thick; // mm of filament for each mm of way
    private final Map<Sight, Sighting> seen = new EnumMap<>(Sight.class);
    private double step;
    private double way;
    private double filament;
    private int moves;
    private int back;
    private long allMoves;
    private long allBack;
    private double allWay;
    private double allFilament;
    private double wanted; // mm² that the layers stand high over their way
    private long line;
    private double heightMm;
    private @Nullable Sighting first;

    Bead(Nozzle nozzle) {
        this.nozzle = nozzle;
        square = nozzle.diameterMm() * nozzle.diameterMm();
        thick = THICK * square / nozzle.filamentMm2();
    }

    void layerStep(double mm) {
        step = mm;
    }

    /// A move; negative filament is taken back on the way, in a wipe, and comes again where nothing is laid.
    void laid(double filamentMm, double wayMm, long atLine, double atHeightMm) {
        if (moves == 0) {
            line = atLine;
            heightMm = atHeightMm;
            if (first == null) first = new Sighting(0, atLine, atHeightMm);
        }
        moves++;
        if (filamentMm < 0) {
            back++;
        } else {
            way += wayMm;
            filament += filamentMm;
            wanted += wayMm * step;
        }
        if (moves >= STRETCH_MOVES || way >= STRETCH_MM) stretch();
        else if (way >= SHORT_STRETCH_MM && isThick()) thick();
    }

    private void stretch() {
        if (way >= SHORT_STRETCH_MM && isThick()) thick();
        if (moves >= FEW_MOVES && back >= TAKES_BACK * moves) takesBack(back, moves, line, heightMm);
        allMoves += moves;
        allBack += back;
        allWay += way;
        allFilament += filament;
        moves = 0;
        back = 0;
        way = 0;
        filament = 0;
    }

    private boolean isThick() {
        return filament > thick * way;
    }

    private void thick() {
        seen.putIfAbsent(Sight.THICK, new Sighting(section(filament, way), line, heightMm));
    }

    private void takesBack(long backward, long all, long atLine, double atHeightMm) {
        seen.putIfAbsent(Sight.TAKES_BACK, new Sighting(100.0 * backward / all, atLine, atHeightMm));
    }

    private double section(double filamentMm, double wayMm) {
        return filamentMm * nozzle.filamentMm2() / wayMm;
    }

    /// What was seen up to the end of the program.
    Map<Sight, Sighting> end() {
        stretch();
        if (first == null || allWay <= 0) return seen;
        double section = section(allFilament, allWay);
        if (allMoves >= FEW_MOVES && allBack >= TAKES_BACK * allMoves) {
            takesBack(allBack, allMoves, first.line(), first.heightMm());
        }
        if (allWay < ENOUGH_MM) return seen;
        var on = new Sighting(section, first.line(), first.heightMm());
        if (section > THICK_ON_AVERAGE * square) seen.putIfAbsent(Sight.THICK, on);
        if (section < THIN_ON_AVERAGE * nozzle.diameterMm() * wanted / allWay) seen.putIfAbsent(Sight.THIN, on);
        return seen;
    }
}
