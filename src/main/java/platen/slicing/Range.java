package platen.slicing;

/// A figure that is not known exactly: likely so much, at least and at most so much.
public record Range(double low, double likely, double high) {

    static Range around(double likely, double share) {
        return new Range(likely * (1 - share), likely, likely * (1 + share));
    }
}
