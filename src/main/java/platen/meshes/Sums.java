package platen.meshes;

/// What one pass over the triangles tells: volume, areas, and whether the surface is closed and turned one way.
///
/// Closed and turned alike are read off two sums over all edges, in which the order of triangles plays no part.
/// Each edge has a pseudo-random number of 64 bits made of its two ends. In a closed surface every edge comes an
/// even number of times, so that the numbers cancel by exclusive or; where all faces look outward it comes as often
/// in one direction as in the other, and the numbers cancel when one direction counts as negative. A surface that
/// is sound always passes. One that is not passes by chance once in 2⁶⁴ surfaces.
///
/// `volumeMm3` is negative for a part that is inside out. `overhangMm2` is what faces down more steeply than 45°
/// and does not lie on the plate.
record Sums(double volumeMm3, double areaMm2, double overhangMm2, boolean closed, boolean alike) {
    private static final double STEEPER_THAN = Math.sqrt(0.5);
    /// A first layer's height: what is no farther from the plate lies on it.
    private static final double ON_PLATE_MM = 0.3;

    static Sums of(Mesh mesh) {
        var adding = new Adding(mesh.box());
        for (int triangle = 0; triangle < mesh.triangles(); triangle += Mesh.PIECE_TRIANGLES) {
            adding.add(mesh.piece(triangle), Math.min(Mesh.PIECE_TRIANGLES, mesh.triangles() - triangle));
        }
        return new Sums(
                adding.volume / 6, adding.area / 2, adding.overhang / 2, adding.parity == 0, adding.directions == 0);
    }

    double overhangShare() {
        return areaMm2 > 0 ? overhangMm2 / areaMm2 : 0;
    }

    /// The sums as they grow. The volume is that of the pyramids between each triangle and one corner of the box.
    private static final class Adding {
        private final double fromX;
        private final double fromY;
        private final double fromZ;
        private double volume;
        private double area;
        private double overhang;
        private long parity;
        private long directions;

        Adding(Box box) {
            fromX = box.minX();
            fromY = box.minY();
            fromZ = box.minZ();
        }

        void add(float[] n, int triangles) {
            for (int at = 0; at < triangles * Mesh.NUMBERS_PER_TRIANGLE; at += Mesh.NUMBERS_PER_TRIANGLE) {
                addSpace(n, at);
                addEdges(n, at);
            }
        }

        private void addSpace(float[] n, int at) {
            double ax = n[at];
            double ay = n[at + 1];
            double az = n[at + 2];
            double ux = n[at + 3] - ax;
            double uy = n[at + 4] - ay;
            double uz = n[at + 5] - az;
            double vx = n[at + 6] - ax;
            double vy = n[at + 7] - ay;
            double vz = n[at + 8] - az;
            double crossX = uy * vz - uz * vy;
            double crossY = uz * vx - ux * vz;
            double crossZ = ux * vy - uy * vx;
            volume += (ax - fromX) * crossX + (ay - fromY) * crossY + (az - fromZ) * crossZ;
            double twice = Math.sqrt(crossX * crossX + crossY * crossY + crossZ * crossZ);
            area += twice;
            if (-crossZ > STEEPER_THAN * twice && az + Math.max(0, Math.max(uz, vz)) > fromZ + ON_PLATE_MM) {
                overhang += twice;
            }
        }

        private void addEdges(float[] n, int at) {
            long a = point(n[at], n[at + 1], n[at + 2]);
            long b = point(n[at + 3], n[at + 4], n[at + 5]);
            long c = point(n[at + 6], n[at + 7], n[at + 8]);
            long ab = edge(a, b);
            long bc = edge(b, c);
            long ca = edge(c, a);
            parity ^= ab ^ bc ^ ca;
            directions += (a < b ? ab : -ab) + (b < c ? bc : -bc) + (c < a ? ca : -ca);
        }

        /// Adding 0 makes one zero of the two.
        private static long point(float x, float y, float z) {
            long plane = (long) Float.floatToRawIntBits(y + 0f) << 32;
            plane |= Integer.toUnsignedLong(Float.floatToRawIntBits(x + 0f));
            plane *= 0x9E37_79B9_7F4A_7C15L;
            plane ^= plane >>> 32;
            long space = (plane + Float.floatToRawIntBits(z + 0f)) * 0xC2B2_AE3D_27D4_EB4FL;
            return space ^ (space >>> 29);
        }

        /// The same for either direction. An edge from a point to itself is none.
        private static long edge(long from, long to) {
            if (from == to) return 0;
            long mixed = from + to;
            mixed = (mixed ^ (mixed >>> 32)) * 0xBF58_476D_1CE4_E5B9L;
            mixed = (mixed ^ (mixed >>> 29)) * 0x94D0_49BB_1331_11EBL;
            return mixed ^ (mixed >>> 32);
        }
    }
}
