package platen.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import platen.virtual.FaultPlan.Fault;
import platen.virtual.FaultPlan.Rate;

/// One kind of fault in a plan: its rate, its moments, its own chance, and how often it happened.
final class Lot {
    private static final long APART = 0x9E3779B97F4A7C15L;

    private final List<Fault> moments = new ArrayList<>();
    private final SplittableRandom chance;
    private @Nullable Fault each;
    private double probability;
    private long count;

    Lot(FaultKind kind, FaultPlan plan) {
        chance = new SplittableRandom(plan.seed() * APART + kind.name().hashCode());
        for (var fault : plan.faults()) {
            if (fault.kind() != kind) continue;
            if (fault.when() instanceof Rate rate) {
                each = fault;
                probability = rate.probability();
            } else {
                moments.add(fault);
            }
        }
    }

    List<Fault> moments() {
        return moments;
    }

    SplittableRandom chance() {
        return chance;
    }

    long count() {
        return count;
    }

    boolean isPlanned() {
        return probability > 0 || !moments.isEmpty();
    }

    /// By a moment that has come, or by the rate; null if neither.
    @Nullable
    Fault draw(Predicate<Fault> hasCome) {
        var due = drawMoment(hasCome);
        return due == null ? drawRate() : due;
    }

    @Nullable
    Fault drawMoment(Predicate<Fault> hasCome) {
        if (moments.isEmpty()) return null;
        for (var moment : moments) {
            if (!hasCome.test(moment)) continue;
            moments.remove(moment);
            count++;
            return moment;
        }
        return null;
    }

    private @Nullable Fault drawRate() {
        if (probability == 0 || chance.nextDouble() >= probability) return null;
        count++;
        return each;
    }
}
