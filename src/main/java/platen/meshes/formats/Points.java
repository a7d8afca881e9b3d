package platen.meshes.formats;

import java.util.Arrays;
import platen.meshes.Mesh;
import platen.meshes.Unusable;

/// Points of a mesh that is written as points first and faces that name them afterwards.
final class Points {
    private float[] numbers = {};
    private int count;

    void add(float x, float y, float z, long line) throws Unusable {
        if (count == Mesh.LARGEST) throw new Unusable("meshes.too-many-points", Mesh.LARGEST, line);
        if (count * 3 == numbers.length) numbers = Arrays.copyOf(numbers, Math.max(96, numbers.length * 2));
        numbers[count * 3] = x;
        numbers[count * 3 + 1] = y;
        numbers[count * 3 + 2] = z;
        count++;
    }

    int count() {
        return count;
    }

    float x(int point) {
        return numbers[point * 3];
    }

    float y(int point) {
        return numbers[point * 3 + 1];
    }

    float z(int point) {
        return numbers[point * 3 + 2];
    }
}
