package platen.web;

import io.javalin.security.RouteRole;
import org.jspecify.annotations.Nullable;
import platen.people.Person;
import platen.people.Role;

/// Who may use a route. Each route names one; one that names none does not start.
public enum Access implements RouteRole {
    /// Everybody, with or without an account. A private page is known by the secret in its address.
    ANYONE,
    WORKER,
    COORDINATOR,
    /// A printer computer, which shows a key of its own: the handler looks at it.
    HOST,
    /// A slicer, or another program that sends and watches prints: the handler looks at its key.
    SLICER;

    boolean admits(@Nullable Person visitor) {
        return switch (this) {
            case ANYONE, HOST, SLICER -> true;
            case WORKER -> visitor != null && visitor.role().covers(Role.WORKER);
            case COORDINATOR -> visitor != null && visitor.role().covers(Role.COORDINATOR);
        };
    }
}
