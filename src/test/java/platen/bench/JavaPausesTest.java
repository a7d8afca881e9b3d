package platen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavaPausesTest {
    @Test
    void countsCollectionsAndFindsTheLongestStop() {
        var log = """
            [0.010s][info][gc] Using Serial
            [0.350s][info][gc,start    ] GC(0) Pause Young (Allocation Failure)
            [0.353s][info][gc          ] GC(0) Pause Young (Allocation Failure) 8M->1M(31M) 3.250ms
            [0.353s][info][safepoint   ] Safepoint "SerialCollectForAllocation", Time since last: 61 ns, Reaching safepoint: 10 ns, Cleanup: 3 ns, At safepoint: 3300000 ns, Leaving safepoint: 9 ns, Total: 3400000 ns, Threads: 0 runnable, 9 total
            [0.900s][info][gc,metaspace] GC(1) Metaspace: 7000K(7200K)->7000K(7200K)
            [0.900s][info][gc          ] GC(1) Pause Full (Metadata GC Threshold) 4M->2M(31M) 10.750ms
            [0.990s][info][safepoint   ] Safepoint "ICBufferFull", Time since last: 61 ns, Reaching safepoint: 25000000 ns, Cleanup: 3 ns, At safepoint: 9 ns, Leaving safepoint: 9 ns, Total: 25500000 ns, Threads: 0 runnable, 9 total
            """;
        assertEquals(
                new JavaPauses(2, 10.75, 14, 25.5), JavaPauses.of(log.lines().toList()));
    }
}
