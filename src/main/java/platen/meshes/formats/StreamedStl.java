package platen.meshes.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import platen.meshes.Measures;
import platen.meshes.Mesh;

/// Measures a binary STL while its bytes come in, in a few kilobytes of memory, whatever they are: so that its size
/// and its volume are known with the last of them. How its triangles meet is for a longer look.
public final class StreamedStl {
    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int NUMBERS = Mesh.NUMBERS_PER_TRIANGLE;
    private static final int NORMAL_BYTES = 3 * Float.BYTES;

    private final byte[] record = new byte[Math.max(BinaryStl.HEADER_BYTES, Mesh.RECORD_BYTES)];
    private final float[] n = new float[NUMBERS];
    private final float[] low = new float[3];
    private final float[] high = new float[3];
    private int held;
    private long claimed = -1;
    private long triangles;
    private boolean nonsense;
    private double fromX;
    private double fromY;
    private double fromZ;
    private double sixVolumes;
    private double twoAreas;

    /// The next bytes of the file.
    public void add(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && !nonsense) {
            if (held == 0 && claimed >= 0 && end - at >= Mesh.RECORD_BYTES) {
                addTriangle(bytes, at);
                at += Mesh.RECORD_BYTES;
                continue;
            }
            int wanted = claimed < 0 ? BinaryStl.HEADER_BYTES : Mesh.RECORD_BYTES;
            int now = Math.min(wanted - held, end - at);
            System.arraycopy(bytes, at, record, held, now);
            held += now;
            at += now;
            if (held < wanted) return;
            held = 0;
            if (claimed < 0) begin();
            else addTriangle(record, 0);
        }
    }

    /// What was measured, if this was a whole binary STL of a part with a volume.
    public Optional<Measures> measures() {
        if (nonsense || held > 0 || claimed <= 0 || triangles != claimed) return Optional.empty();
        var size = List.of((double) high[0] - low[0], (double) high[1] - low[1], (double) high[2] - low[2]);
        var volume = Math.abs(sixVolumes) / 6;
        if (!(volume > 0) || size.stream().anyMatch(side -> side <= 0)) return Optional.empty();
        return Optional.of(new Measures(size, volume, twoAreas / 2, (int) triangles, 0, 0, 0, sixVolumes < 0));
    }

    private void begin() {
        claimed = BinaryStl.claimed(ByteBuffer.wrap(record));
        nonsense = claimed == 0 || claimed > Mesh.LARGEST;
    }

    private void addTriangle(byte[] bytes, int at) {
        if (triangles++ == claimed) nonsense = true;
        for (int i = 0; i < NUMBERS; i++) n[i] = (float) FLOATS.get(bytes, at + NORMAL_BYTES + i * Float.BYTES);
        if (triangles == 1) beginAt(n[0], n[1], n[2]);
        for (int i = 0; i < NUMBERS; i++) surround(n[i], i % 3);
        if (!nonsense) addSpace();
    }

    /// The volume is that of the pyramids between each triangle and the first corner.
    private void beginAt(float x, float y, float z) {
        fromX = x;
        fromY = y;
        fromZ = z;
        low[0] = high[0] = x;
        low[1] = high[1] = y;
        low[2] = high[2] = z;
    }

    private void surround(float number, int axis) {
        if (!(Math.abs(number) <= Mesh.FARTHEST_MM)) nonsense = true;
        if (number < low[axis]) low[axis] = number;
        else if (number > high[axis]) high[axis] = number;
    }

    private void addSpace() {
        double ux = (double) n[3] - n[0];
        double uy = (double) n[4] - n[1];
        double uz = (double) n[5] - n[2];
        double vx = (double) n[6] - n[0];
        double vy = (double) n[7] - n[1];
        double vz = (double) n[8] - n[2];
        double x = uy * vz - uz * vy;
        double y = uz * vx - ux * vz;
        double z = ux * vy - uy * vx;
        sixVolumes += (n[0] - fromX) * x + (n[1] - fromY) * y + (n[2] - fromZ) * z;
        twoAreas += Math.sqrt(x * x + y * y + z * z);
    }
}
