package platen.meshes.formats;

import java.util.List;
import platen.meshes.Format;
import platen.meshes.Mesh;
import platen.values.Message;

/// What came of reading a file that should be a mesh.
public sealed interface Reading {
    /// `materials` are the names and colours that the file gives to what is built; only a 3MF has any.
    record Read(Format format, Mesh mesh, List<String> materials) implements Reading {
        public Read {
            materials = List.copyOf(materials);
        }
    }

    record Refused(Message why) implements Reading {}
}
