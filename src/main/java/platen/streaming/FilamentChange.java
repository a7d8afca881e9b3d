package platen.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import platen.gcode.Numbers;
import platen.printers.Handling;

/// Filament goes in or out: the nozzle gets warm first, without a command that would hold up the firmware.
final class FilamentChange {
    private static final long LONGEST_HEATING = Duration.ofMinutes(8).toNanos();
    /// Firmwares refuse longer pieces: Klipper more than 50 mm.
    private static final double PIECE_MM = 45;
    /// Pushed out before it is drawn back, so that no thick end gets stuck.
    private static final double TIP_MM = 8;
    private static final double NEAR_C = 3;
    private static final double SECONDS_A_MINUTE = 60;

    private final Handling handling;
    private Stage stage = Stage.OFF;
    private boolean in;
    private double targetC;
    private long since;

    FilamentChange(Handling handling) {
        this.handling = handling;
    }

    private enum Stage {
        OFF,
        HEATING,
        MOVING
    }

    sealed interface Next {
        record Wait() implements Next {}

        record Move(List<String> moves) implements Next {}

        record Done(boolean in) implements Next {}

        record TooSlow() implements Next {}
    }

    void begin(boolean inwards, double celsius, long now) {
        stage = Stage.HEATING;
        in = inwards;
        targetC = celsius;
        since = now;
    }

    void stop() {
        stage = Stage.OFF;
    }

    boolean isOn() {
        return stage != Stage.OFF;
    }

    boolean isIn() {
        return in;
    }

    /// `quiet`: all that was sent is carried out.
    Next next(double nozzleC, boolean quiet, long now) {
        return switch (stage) {
            case OFF -> new Next.Wait();
            case HEATING -> {
                if (nozzleC >= targetC - NEAR_C) {
                    stage = Stage.MOVING;
                    yield new Next.Move(in ? inwards() : outwards());
                }
                if (now - since < LONGEST_HEATING) yield new Next.Wait();
                stage = Stage.OFF;
                yield new Next.TooSlow();
            }
            case MOVING -> {
                if (!quiet) yield new Next.Wait();
                stage = Stage.OFF;
                yield new Next.Done(in);
            }
        };
    }

    private List<String> inwards() {
        var moves = new ArrayList<String>();
        pieces(moves, handling.loadMm(), handling.feedMmS());
        pieces(moves, handling.purgeMm(), handling.extrudeMmS());
        return moves;
    }

    private List<String> outwards() {
        var moves = new ArrayList<String>();
        pieces(moves, TIP_MM, handling.extrudeMmS());
        pieces(moves, -handling.unloadMm(), handling.feedMmS());
        return moves;
    }

    private static void pieces(List<String> moves, double mm, double speedMmS) {
        for (double left = Math.abs(mm); left > 0; left -= PIECE_MM) {
            double piece = Math.copySign(Math.min(left, PIECE_MM), mm);
            moves.add("G1 E" + Numbers.plain(piece) + " F" + Numbers.plain(speedMmS * SECONDS_A_MINUTE));
        }
    }
}
