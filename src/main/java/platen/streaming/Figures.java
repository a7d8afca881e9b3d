package platen.streaming;

import platen.values.Digest;

/// What a print came to.
///
/// @param lines    lines of the file that were reached
/// @param commands commands of the program that were sent and accepted, housekeeping apart
/// @param digest   of these commands
/// @param underruns how often the planner ran dry, where the firmware tells (ADVANCED_OK)
public record Figures(
        long lines,
        long commands,
        Digest digest,
        long resends,
        long underruns,
        double elapsedS,
        double okLatencyP50Us,
        double okLatencyP99Us,
        double okLatencyP999Us,
        double okLatencyMaxUs) {

    public double linesPerS() {
        return elapsedS > 0 ? commands / elapsedS : 0;
    }
}
