package platen.meshes.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import platen.meshes.Mesh;
import platen.meshes.Unusable;

/// What one `.model` part of a 3MF says: objects by their number, and those that are to be built.
final class Model {
    /// An object as part of another or of the build; `path` names another part of the file, or is empty.
    record Use(String path, String object, Transform transform) {}

    /// One of a group of materials or colours.
    record MaterialUse(String group, int index) {}

    /// An object: triangles of points, uses of other objects, or both empty.
    static final class Body {
        final Points points = new Points();
        final List<Use> components = new ArrayList<>();
        final Set<MaterialUse> materials = new LinkedHashSet<>();
        private int[] corners = {};
        private int count;
        boolean printed = true;

        void add(int a, int b, int c) throws Unusable {
            if (count == Mesh.LARGEST) throw new Unusable("meshes.too-large", Mesh.LARGEST);
            if (count * 3 == corners.length) corners = Arrays.copyOf(corners, Math.max(96, corners.length * 2));
            corners[count * 3] = a;
            corners[count * 3 + 1] = b;
            corners[count * 3 + 2] = c;
            count++;
        }

        boolean hasPoints(int a, int b, int c) {
            return Math.min(a, Math.min(b, c)) >= 0 && Math.max(a, Math.max(b, c)) < points.count();
        }

        int triangles() {
            return count;
        }

        int corner(int triangle, int which) {
            return corners[triangle * 3 + which];
        }
    }

    final Map<String, Body> bodies = new HashMap<>();
    final Map<String, List<String>> materials = new HashMap<>();
    final List<Use> build = new ArrayList<>();
    double millimetres = 1;
}
