package platen.sync;

/// Which call of a host this is: calls of one host epoch are in total order, by the number of the
/// host's start and the number of the call since then.
public record CallNumber(long boot, long call) implements Comparable<CallNumber> {
    public static final CallNumber NONE = new CallNumber(0, 0);

    public CallNumber next() {
        return new CallNumber(boot, call + 1);
    }

    public boolean isAfter(CallNumber other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(CallNumber other) {
        return boot == other.boot ? Long.compare(call, other.call) : Long.compare(boot, other.boot);
    }
}
