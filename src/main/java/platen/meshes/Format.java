package platen.meshes;

/// The ways in which a mesh is written, with the names that people know.
public enum Format {
    STL_BINARY("STL"),
    STL_TEXT("STL as text"),
    OBJ("OBJ"),
    THREE_MF("3MF");

    private final String title;

    Format(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
