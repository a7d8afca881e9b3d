package platen.people;

import platen.values.Actor;
import platen.values.PersonId;

/// Somebody who works here.
public record Person(PersonId id, String name, String email, Role role) {

    /// As whom this person appears in events.
    public Actor actor() {
        return Actor.worker(name);
    }
}
