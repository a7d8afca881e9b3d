package platen.meshes.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import platen.meshes.Mesh;
import platen.meshes.Unusable;

/// Wavefront OBJ: `v x y z` are points, `f a b c …` are faces of them, counted from 1 or backwards from -1.
final class Obj {
    private final Words words;
    private final Points points = new Points();
    private final Mesh mesh = new Mesh();

    private Obj(Words words) {
        this.words = words;
    }

    static Mesh read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new Obj(new Words(in)).read();
        }
    }

    private Mesh read() throws IOException {
        do {
            if (!words.inLine()) continue;
            if (words.is("v")) points.add(coordinate(), coordinate(), coordinate(), words.line());
            else if (words.is("f")) face();
        } while (words.endLine());
        if (mesh.triangles() == 0) throw new Unusable("meshes.empty", words.line());
        return mesh;
    }

    private float coordinate() throws IOException {
        if (!words.inLine()) throw new Unusable("meshes.not-a-number", words.line());
        return words.number();
    }

    /// A face of more corners is a fan of triangles.
    private void face() throws IOException {
        int first = -1;
        int previous = -1;
        int corners = 0;
        for (; words.inLine(); corners++) {
            int point = point();
            if (corners == 0) first = point;
            if (corners > 1) add(first, previous, point);
            previous = point;
        }
        if (corners < 3) throw new Unusable("meshes.no-face", words.line());
    }

    private int point() throws Unusable {
        var text = words.text();
        var slash = text.indexOf('/');
        try {
            var named = Integer.parseInt(slash < 0 ? text : text.substring(0, slash));
            var point = named < 0 ? points.count() + named : named - 1;
            if (point >= 0 && point < points.count()) return point;
        } catch (NumberFormatException _) {
            // told below: it names no point either
        }
        throw new Unusable("meshes.no-such-point", words.line());
    }

    private void add(int a, int b, int c) throws Unusable {
        mesh.add(
                points.x(a),
                points.y(a),
                points.z(a),
                points.x(b),
                points.y(b),
                points.z(b),
                points.x(c),
                points.y(c),
                points.z(c));
    }
}
