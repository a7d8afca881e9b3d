package platen.meshes.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import platen.meshes.Mesh;
import platen.meshes.Unusable;

/// STL as text: `facet … outer loop vertex x y z` three times `endloop endfacet`, between `solid` and `endsolid`.
final class TextStl {
    private final Words words;
    private final Mesh mesh = new Mesh();
    private final float[] corners = new float[9];

    private TextStl(Words words) {
        this.words = words;
    }

    static Mesh read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new TextStl(new Words(in)).read();
        }
    }

    private Mesh read() throws IOException {
        var ended = false;
        while (words.next()) {
            if (words.is("facet")) facet();
            else if (words.is("solid")) ended = false;
            else if (words.is("endsolid")) ended = true;
            else throw surprised();
            words.endLine(); // the name of a solid, the normal of a facet
        }
        if (mesh.triangles() == 0) throw new Unusable("meshes.empty", words.line());
        if (!ended) throw new Unusable("meshes.cut-off", words.line());
        return mesh;
    }

    private void facet() throws IOException {
        words.endLine();
        expect("outer");
        expect("loop");
        for (int corner = 0; corner < 3; corner++) {
            expect("vertex");
            for (int axis = 0; axis < 3; axis++) {
                if (!words.next()) throw new Unusable("meshes.cut-off", words.line());
                corners[corner * 3 + axis] = words.number();
            }
        }
        expect("endloop");
        expect("endfacet");
        mesh.add(
                corners[0],
                corners[1],
                corners[2],
                corners[3],
                corners[4],
                corners[5],
                corners[6],
                corners[7],
                corners[8]);
    }

    private void expect(String wanted) throws IOException {
        if (!words.next()) throw new Unusable("meshes.cut-off", words.line());
        if (!words.is(wanted)) throw surprised();
    }

    /// A wrong word is mostly a part of one, the last of a file that breaks off.
    private Unusable surprised() throws IOException {
        var line = words.line();
        return new Unusable(words.endLine() ? "meshes.not-stl" : "meshes.cut-off", line);
    }
}
