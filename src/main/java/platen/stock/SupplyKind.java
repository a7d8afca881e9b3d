package platen.stock;

/// What a supply is.
public enum SupplyKind {
    PAPER,
    INK,
    MASTER,
    TONER,
    OTHER
}
