package platen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import platen.events.Subject;

/// What a soak saw from outside: what it did, what the server acknowledged, and what broke a law at once.
/// Several threads write here.
final class SoakNotes {
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Said, int[]> acts = new TreeMap<>();
    private final List<Ordered> orders = new ArrayList<>();
    private final Map<Integer, List<String>> broken = new TreeMap<>();

    /// An act by a form: the thing it was about, and the event that tells of it.
    record Said(Subject.Kind kind, long id, String event) implements Comparable<Said> {
        @Override
        public int compareTo(Said other) {
            return toString().compareTo(other.toString());
        }
    }

    /// How often an act was acknowledged, and how often no answer came.
    record Answers(int yes, int unknown) {}

    /// An order at the price that its customer was shown, and `approved` or left as a draft.
    record Ordered(String token, String title, String program, int copies, long quote, long cents, boolean approved) {}

    synchronized void count(String what) {
        count(what, 1);
    }

    synchronized void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized void acknowledged(Said act) {
        acts.computeIfAbsent(act, _ -> new int[2])[0]++;
    }

    synchronized void unanswered(Said act) {
        acts.computeIfAbsent(act, _ -> new int[2])[1]++;
    }

    synchronized Map<Said, Answers> acts() {
        var all = new TreeMap<Said, Answers>();
        acts.forEach((act, times) -> all.put(act, new Answers(times[0], times[1])));
        return all;
    }

    synchronized void ordered(Ordered order) {
        orders.add(order);
    }

    synchronized List<Ordered> orders() {
        return List.copyOf(orders);
    }

    synchronized boolean hasApproved() {
        return orders.stream().anyMatch(Ordered::approved);
    }

    /// A law of the seven was seen broken; 0 stands for what no law says, and yet should not be.
    synchronized void broken(int law, String evidence) {
        var all = broken.computeIfAbsent(law, _ -> new ArrayList<>());
        if (!all.contains(evidence)) all.add(evidence);
    }

    synchronized List<String> broken(int law) {
        return List.copyOf(broken.getOrDefault(law, List.of()));
    }

    synchronized boolean isSound() {
        return broken.isEmpty();
    }
}
