package platen.documents;

public enum Kind {
    PDF,
    PNG,
    JPEG
}
