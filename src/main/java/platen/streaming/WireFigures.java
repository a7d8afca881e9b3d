package platen.streaming;

/// How a print goes over the wire, in figures: how soon lines are answered, how many were sent again, and whether the
/// firmware's planner has moves enough.
final class WireFigures {
    private final Latencies latencies = new Latencies();
    private final PlannerSense planner = new PlannerSense();
    private long resends;

    /// A new print begins.
    void startCounting() {
        resends = 0;
        latencies.clear();
        planner.startCounting();
    }

    /// A line was answered after so many ns, with so many places free in the planner.
    void accepted(int plannerFree, long latency) {
        planner.accepted(plannerFree, latency);
        latencies.add(latency);
    }

    void sentAgain() {
        resends++;
    }

    Latencies latencies() {
        return latencies;
    }

    PlannerSense planner() {
        return planner;
    }

    long resends() {
        return resends;
    }
}
