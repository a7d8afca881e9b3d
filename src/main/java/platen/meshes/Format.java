package platen.meshes;

public enum Format {
    STL_BINARY,
    STL_TEXT,
    OBJ,
    THREE_MF
}
