package platen.shop;

/// The family of paper sizes the shop works with: Letter and Tabloid, or A4 and A3.
public enum Paper {
    US,
    A
}
