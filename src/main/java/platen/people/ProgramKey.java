package platen.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.values.Actor;

/// A program's key, as coordinators see it: never the key itself.
public record ProgramKey(
        long id,
        String name,
        String scopes,
        String createdBy,
        Instant createdAt,
        @Nullable Instant usedAt) {

    /// As whom the program appears in events: its name, and whose key it is.
    public Actor actor() {
        return new Actor(Actor.Kind.SYSTEM, name + " (" + createdBy + ")");
    }

    public boolean covers(Scope scope) {
        var own = read(scopes);
        return own.contains(scope)
                || switch (scope) {
                    case SEE_FLOOR -> own.contains(Scope.RUN_FLOOR);
                    case SEE_ORDERS -> own.contains(Scope.RUN_ORDERS);
                    case SEE_MONEY -> own.contains(Scope.TAKE_MONEY);
                    case RUN_FLOOR, RUN_ORDERS, TAKE_MONEY -> false;
                };
    }

    static String written(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::name).collect(Collectors.joining(" "));
    }

    private static Set<Scope> read(String scopes) {
        var read = EnumSet.noneOf(Scope.class);
        Arrays.stream(scopes.split(" ", -1)).map(Scope::valueOf).forEach(read::add);
        return read;
    }
}
