package platen.web;

import io.javalin.security.RouteRole;
import org.jspecify.annotations.Nullable;
import platen.people.Person;

/// Who may use a route. Each route names one; one that names none does not start.
public enum Access implements RouteRole {
    /// Everybody, with or without an account. A private page is known by the secret in its address.
    ANYONE,
    /// Who sees the floor.
    VIEWER,
    /// Who signed in themselves, for what is their own.
    SELF,
    WORKER,
    /// A worker who sees money.
    BOOKS,
    COORDINATOR,
    /// A printer computer, which shows a key of its own: the handler looks at it.
    HOST;

    boolean admits(@Nullable Person visitor) {
        return switch (this) {
            case ANYONE, HOST -> true;
            case VIEWER, SELF -> visitor != null;
            case WORKER -> visitor != null && visitor.acts();
            case BOOKS -> visitor != null && visitor.seesMoney();
            case COORDINATOR -> visitor != null && visitor.coordinates();
        };
    }
}
