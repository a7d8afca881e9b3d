package platen.queue;

import platen.values.Message;

/// Why a job is not running, or what it does, in words; and the way to resolve it, at the job, machine or order `at`.
public record Why(Message what, Way way, long at) {
    /// What a person can do about it.
    public enum Way {
        /// Nothing: it goes on by itself, or is over.
        NONE,
        /// It can start on the machine.
        START,
        /// Somebody can do it now, at the table.
        BY_HAND,
        /// The order is to be paid, or let go without.
        PAY,
        /// Somebody asks the customer.
        TALK,
        /// Whoever holds it lets it go.
        LET_GO,
        /// A file is to be uploaded.
        UPLOAD,
        /// Somebody looks whether the plate of the machine is empty.
        CLEAR,
        /// The machine wants another material.
        LOAD,
        /// Somebody goes to the machine.
        MACHINE,
        /// The shop has no machine for it.
        ADD_MACHINE,
        /// Another job comes first.
        JOB,
        /// Other machines may be chosen for it.
        PLACES,
        /// What was made is taken off and counted.
        COUNT,
        /// It is tried again, closed with what is good, or given up.
        DECIDE
    }

    static Why of(Way way, long at, String key, Object... args) {
        return new Why(Message.of(key, args), way, at);
    }
}
