package platen.web;

import platen.machines.Machine;
import platen.people.Person;

/// Who may do what with which machine, where the role alone does not say it. Every route by which somebody moves, heats
/// or tells a printer something by hand asks here.
final class Rights {
    private Rights() {}

    /// Whether this person may work with the machine by hand.
    static boolean mayHandle(Person person, Machine machine) {
        return person.acts();
    }
}
