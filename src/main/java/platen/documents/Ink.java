package platen.documents;

/// What a job is printed with: black alone, a colour printer that takes colours as they come, or a press, whose four
/// inks take colours as CMYK.
public enum Ink {
    BLACK,
    COLOUR,
    PRESS
}
