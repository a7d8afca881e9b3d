package platen.shop;

/// The steps of the first-run guide, in their order.
public enum Step {
    SHOP,
    PRODUCTS,
    PRICES,
    PRINTER
}
