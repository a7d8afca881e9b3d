package platen.meshes;

import platen.values.Message;

/// What came of reading a file that should be a mesh.
public sealed interface Reading {
    record Read(Format format, Mesh mesh) implements Reading {}

    record Refused(Message why) implements Reading {}
}
