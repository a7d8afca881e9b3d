package platen.people;

/// What a program may do with its key. One that may change things may also see them.
public enum Scope {
    SEE_FLOOR,
    RUN_FLOOR,
    SEE_ORDERS,
    RUN_ORDERS,
    SEE_MONEY,
    TAKE_MONEY
}
