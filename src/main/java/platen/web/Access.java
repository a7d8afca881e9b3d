package platen.web;

import io.javalin.security.RouteRole;
import org.jspecify.annotations.Nullable;
import platen.people.Person;
import platen.people.Scope;

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
    /// A program with a key for this; the gate looks at it.
    PROGRAM_SEES_FLOOR(Scope.SEE_FLOOR),
    PROGRAM_RUNS_FLOOR(Scope.RUN_FLOOR),
    PROGRAM_SEES_ORDERS(Scope.SEE_ORDERS),
    PROGRAM_RUNS_ORDERS(Scope.RUN_ORDERS),
    PROGRAM_SEES_MONEY(Scope.SEE_MONEY),
    PROGRAM_TAKES_MONEY(Scope.TAKE_MONEY),
    /// A printer computer, which shows a key of its own: the handler looks at it.
    HOST,
    /// A slicer, or another program that sends and watches prints: the handler looks at its key.
    SLICER;

    private final @Nullable Scope scope;

    Access() {
        this.scope = null;
    }

    Access(Scope scope) {
        this.scope = scope;
    }

    /// What a program's key must be for; nothing on routes that are for people.
    @Nullable
    Scope scope() {
        return scope;
    }

    boolean admits(@Nullable Person visitor) {
        return switch (this) {
            case ANYONE, HOST, SLICER -> true;
            case VIEWER, SELF -> visitor != null;
            case WORKER -> visitor != null && visitor.acts();
            case BOOKS -> visitor != null && visitor.seesMoney();
            case PROGRAM_SEES_FLOOR,
                    PROGRAM_RUNS_FLOOR,
                    PROGRAM_SEES_ORDERS,
                    PROGRAM_RUNS_ORDERS,
                    PROGRAM_SEES_MONEY,
                    PROGRAM_TAKES_MONEY -> false;
            case COORDINATOR -> visitor != null && visitor.coordinates();
        };
    }
}
