package platen.bench;

import platen.queue.Job;
import platen.queue.JobState;
import platen.values.Digest;
import platen.virtual.Report;

/// What one printer got.
///
/// @param trouble  empty if it executed just the program
record PrinterRow(
        String trouble, double linesPerS, double wireShare, long underruns, double stoodStillS, long resends) {
    private static final int BITS_PER_BYTE = 10;

    static PrinterRow of(Job job, Report report, int baud, Digest program) {
        var pace = report.sessions().stream()
                .map(Report.Session::pace)
                .reduce((one, other) -> one.lines() > other.lines() ? one : other)
                .orElseThrow();
        var share = baud == 0 ? 0 : pace.bytes() * BITS_PER_BYTE / (baud * Math.max(1e-9, pace.timeS()));
        var trouble = job.state() != JobState.TO_CHECK
                ? "its job is " + job.state()
                : report.executed(program) ? "" : "it executed something else than the program";
        return new PrinterRow(
                trouble, pace.linesPerS(), share, report.underruns(), report.stoodStillS(), report.resent());
    }
}
