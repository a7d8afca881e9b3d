package platen.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What goes wrong between host and firmware. Spared are line ends, and the N before a number: without it
/// Marlin takes a line for an unnumbered one and executes it unchecked, against which no host can do anything.
enum BadWire {
    SOUND(0, 0, 0, 0, 0),
    /// Bytes of a line are damaged or lost, as by a bad cable.
    DAMAGES_LINES(0.03, 0, 0, 0, 0),
    /// Answers are lost, or come twice.
    LOSES_ANSWERS(0, 0.02, 0.02, 0, 0),
    /// Other lines stand among the answers.
    SAYS_MORE(0, 0, 0, 0.1, 0),
    /// The board starts anew, as by a dip of its power.
    RESTARTS(0, 0, 0, 0, 0.003),
    ALL(0.02, 0.01, 0.01, 0.05, 0.0003);

    private static final List<String> MORE = List.of(
            "echo:busy: processing",
            " T:200.1 /200.0 B:60.0 /60.0 @:64 B@:12",
            "echo:Unknown command: \"M900 K0.1\"",
            "\0\0\0",
            "",
            "//action:notification hello",
            "\u00ff\u00fe\u0080");

    private final double damagedLine;
    private final double lostOk;
    private final double doubledOk;
    private final double moreSaid;
    private final double restart;

    BadWire(double damagedLine, double lostOk, double doubledOk, double moreSaid, double restart) {
        this.damagedLine = damagedLine;
        this.lostOk = lostOk;
        this.doubledOk = doubledOk;
        this.moreSaid = moreSaid;
        this.restart = restart;
    }

    /// Whether nothing that the host says is lost: only then does a window open by itself.
    boolean losesNothing() {
        return damagedLine == 0;
    }

    /// Whether the board starts anew in a moment of a print.
    boolean restarts(Random random) {
        return restart > 0 && random.nextDouble() < restart;
    }

    /// A line as the firmware receives it, its LF included. One byte at most is wrong: two could cancel each other out
    /// in the checksum.
    String toFirmware(String line, Random random) {
        if (random.nextDouble() >= damagedLine || line.length() < 3) return line;
        int at = 1 + random.nextInt(line.length() - 2);
        if (line.charAt(at) == 'N') return line;
        var rest = line.substring(at + 1);
        if (random.nextBoolean()) return line.substring(0, at) + rest;
        char damaged = (char) (line.charAt(at) ^ (1 << random.nextInt(7)));
        return damaged == '\n' || damaged == '\r' ? line : line.substring(0, at) + damaged + rest;
    }

    /// What the host hears where the firmware says a line.
    List<String> toHost(String line, Random random) {
        var heard = new ArrayList<String>();
        if (random.nextDouble() < moreSaid) heard.add(MORE.get(random.nextInt(MORE.size())));
        boolean isOk = line.startsWith("ok");
        if (isOk && random.nextDouble() < lostOk) return heard;
        heard.add(line);
        if (isOk && random.nextDouble() < doubledOk) heard.add(line);
        return heard;
    }
}
