package platen.orders;

/// What a line of an order asks for.
public enum Product {
    /// A 3D part, from a mesh or from G-code.
    PART,
    /// Prints on paper, from a PDF or a picture.
    PAPER
}
