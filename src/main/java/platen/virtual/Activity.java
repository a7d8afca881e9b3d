package platen.virtual;

/// What the present command waits for before its `ok`.
sealed interface Activity {
    Activity IDLE = new Idle();
    Activity MOVING = new Moving();
    Activity ASKING = new Asking();
    Activity DONE = new Done();
    Activity ANSWERED = new Answered();

    /// There is no command.
    record Idle() implements Activity {}

    /// Its moves wait for places in the plan.
    record Moving() implements Activity {}

    /// All moves have to end, then something else.
    record Finishing(Activity then) implements Activity {}

    record Dwelling(double seconds) implements Activity {}

    record Homing(boolean x, boolean y, boolean z) implements Activity {}

    record Heating(HotPart part, boolean coolingToo) implements Activity {}

    /// A person has to do something.
    record Asking() implements Activity {}

    record Done() implements Activity {}

    /// A person has to do something that no command asked for; no `ok` comes of it.
    record Interrupted(Interruption by) implements Activity {}

    /// Done, and the `ok` was said with the answer.
    record Answered() implements Activity {}
}
