package platen.shop;

/// In which units people read sizes; stored are millimetres.
public enum Units {
    INCH,
    MM
}
