package platen.books;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Several people who do the same at once.
final class Crowd {
    static final int PEOPLE = 8;

    private Crowd() {}

    static <T> List<T> of(IntFunction<T> act) throws InterruptedException, ExecutionException {
        try (var people = Executors.newFixedThreadPool(PEOPLE)) {
            var acts = new ArrayList<Future<T>>();
            for (int i = 0; i < PEOPLE; i++) {
                var who = i;
                acts.add(people.submit(() -> act.apply(who)));
            }
            var done = new ArrayList<T>();
            for (var one : acts) done.add(one.get());
            return done;
        }
    }
}
