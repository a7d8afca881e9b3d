package platen.orders;

/// The life of an order. A column holds it, so every change is an update guarded by the state before.
public enum OrderState {
    DRAFT,
    SUBMITTED,
    QUOTED,
    APPROVED,
    IN_PRODUCTION,
    READY,
    COLLECTED,
    DECLINED,
    CANCELLED,
    EXPIRED
}
