package platen.people;

import platen.values.Actor;
import platen.values.PersonId;

/// Somebody who works here, with what they may do. `books` is the right to see money, which a coordinator gives.
public record Person(PersonId id, String name, String email, Role role, boolean books) {

    /// As whom this person appears in events.
    public Actor actor() {
        return Actor.worker(name);
    }

    /// Whether this person changes anything on the floor.
    public boolean acts() {
        return role.covers(Role.WORKER);
    }

    public boolean coordinates() {
        return role.covers(Role.COORDINATOR);
    }

    /// Coordinators see money in any case.
    public boolean seesMoney() {
        return acts() && (books || coordinates());
    }

    /// The same person with the rights of a worker at most: for whom is known less surely.
    Person held() {
        return new Person(id, name, email, coordinates() ? Role.WORKER : role, false);
    }
}
