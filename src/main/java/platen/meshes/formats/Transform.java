package platen.meshes.formats;

import java.util.Optional;

/// An affine map as 3MF writes it: twelve numbers, for a row vector times a 4×3 matrix.
record Transform(
        double m00,
        double m01,
        double m02,
        double m10,
        double m11,
        double m12,
        double m20,
        double m21,
        double m22,
        double m30,
        double m31,
        double m32) {

    static Transform scale(double factor) {
        return new Transform(factor, 0, 0, 0, factor, 0, 0, 0, factor, 0, 0, 0);
    }

    /// Empty for what is none.
    static Optional<Transform> parse(String text) {
        var words = text.strip().split("\\s+", -1);
        if (words.length != 12) return Optional.empty();
        var m = new double[12];
        try {
            for (int i = 0; i < 12; i++) m[i] = Double.parseDouble(words[i]);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
        return Optional.of(new Transform(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]));
    }

    /// First this, then `outer`.
    Transform then(Transform outer) {
        return new Transform(
                m00 * outer.m00 + m01 * outer.m10 + m02 * outer.m20,
                m00 * outer.m01 + m01 * outer.m11 + m02 * outer.m21,
                m00 * outer.m02 + m01 * outer.m12 + m02 * outer.m22,
                m10 * outer.m00 + m11 * outer.m10 + m12 * outer.m20,
                m10 * outer.m01 + m11 * outer.m11 + m12 * outer.m21,
                m10 * outer.m02 + m11 * outer.m12 + m12 * outer.m22,
                m20 * outer.m00 + m21 * outer.m10 + m22 * outer.m20,
                m20 * outer.m01 + m21 * outer.m11 + m22 * outer.m21,
                m20 * outer.m02 + m21 * outer.m12 + m22 * outer.m22,
                outer.x(m30, m31, m32),
                outer.y(m30, m31, m32),
                outer.z(m30, m31, m32));
    }

    double x(double x, double y, double z) {
        return x * m00 + y * m10 + z * m20 + m30;
    }

    double y(double x, double y, double z) {
        return x * m01 + y * m11 + z * m21 + m31;
    }

    double z(double x, double y, double z) {
        return x * m02 + y * m12 + z * m22 + m32;
    }

    /// True for a mirror, which turns surfaces inside out.
    boolean mirrors() {
        return m00 * (m11 * m22 - m12 * m21) - m01 * (m10 * m22 - m12 * m20) + m02 * (m10 * m21 - m11 * m20) < 0;
    }
}
