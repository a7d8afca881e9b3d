package platen.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The plates that copies of a part are printed on: at most `most` on one, and `startSeconds` of each plate's time
/// pass before its first line, for all its copies together.
public record Plates(int most, long startSeconds, List<Plate> plates) {
    /// More are told in another way: `20 × 8 + 4`.
    private static final int MOST_LISTED = 6;

    /// `times` plates with `copies` each; milligrams and seconds are those of one plate.
    public record Plate(int copies, int times, long milligrams, long seconds) {
        public Plate {
            if (copies < 1 || times < 1 || milligrams < 0 || seconds < 0)
                throw new IllegalArgumentException("no plate: " + copies + " × " + times);
        }
    }

    public Plates {
        plates = List.copyOf(plates);
        if (plates.isEmpty() || most < 1 || startSeconds < 0) throw new IllegalArgumentException("no plates");
    }

    public int count() {
        return plates.stream().mapToInt(Plate::times).sum();
    }

    public int copies() {
        return plates.stream().mapToInt(plate -> plate.copies() * plate.times()).sum();
    }

    long milligrams() {
        return plates.stream()
                .mapToLong(plate -> Math.multiplyExact(plate.milligrams(), plate.times()))
                .reduce(0, Math::addExact);
    }

    long seconds() {
        return plates.stream()
                .mapToLong(plate -> Math.multiplyExact(plate.seconds(), plate.times()))
                .reduce(0, Math::addExact);
    }

    long longestSeconds() {
        return plates.stream().mapToLong(Plate::seconds).max().orElse(0);
    }

    /// What each plate holds: `8 + 8 + 4`.
    public String words() {
        if (count() > MOST_LISTED) {
            return plates.stream()
                    .map(plate -> plate.times() == 1 ? "" + plate.copies() : plate.times() + " × " + plate.copies())
                    .collect(Collectors.joining(" + "));
        }
        return plates.stream()
                .flatMap(plate -> Collections.nCopies(plate.times(), plate.copies()).stream())
                .map(String::valueOf)
                .collect(Collectors.joining(" + "));
    }

    /// So many copies: plates that are known as they are, others by the share of those that are.
    Plates times(int quantity) {
        var wanted = new ArrayList<Plate>();
        split(quantity, most).forEach(plate -> wanted.add(like(plate.copies(), plate.times())));
        return new Plates(most, startSeconds, wanted);
    }

    private Plate like(int copies, int times) {
        var fullest = plates.getFirst();
        return plates.stream()
                .filter(plate -> plate.copies() == copies)
                .findFirst()
                .map(known -> new Plate(copies, times, known.milligrams(), known.seconds()))
                .orElseGet(() -> new Plate(
                        copies,
                        times,
                        share(fullest.milligrams(), copies, fullest.copies()),
                        startSeconds + share(Math.max(0, fullest.seconds() - startSeconds), copies, fullest.copies())));
    }

    private static long share(long of, int copies, int all) {
        return Math.ceilDiv(Math.multiplyExact(of, copies), all);
    }

    /// How many copies stand on how many plates: full ones, and one with the rest.
    public record Split(int copies, int times) {}

    public static List<Split> split(int quantity, int most) {
        int full = quantity / most;
        int rest = quantity % most;
        return Stream.of(new Split(most, full), new Split(rest, 1))
                .filter(split -> split.copies() > 0 && split.times() > 0)
                .toList();
    }
}
