package platen.documents;

/// What a page looks like when it is drawn: how much of it each ink covers, in percent; whether any of it is
/// coloured; and whether ink reaches an edge of the finished page.
public record Coverage(
        double cyanPercent,
        double magentaPercent,
        double yellowPercent,
        double blackPercent,
        boolean coloured,
        boolean reachesEdge) {

    public boolean isBlank() {
        return cyanPercent + magentaPercent + yellowPercent + blackPercent == 0;
    }
}
