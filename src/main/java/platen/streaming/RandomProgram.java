package platen.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import platen.gcode.ProgramDigest;
import platen.values.Digest;

/// A short program of all sorts of commands, for a simulated print.
final class RandomProgram {
    private final List<String> lines = new ArrayList<>();
    private final Random random;
    private final boolean hot;

    RandomProgram(Random random) {
        this.random = random;
        hot = random.nextBoolean();
        if (hot) lines.addAll(List.of("M140 S60", "M104 S200", "M109 S200"));
        lines.add("G28");
        for (int moves = random.nextInt(60); moves > 0; moves--) lines.add(command());
        if (hot && random.nextBoolean()) lines.addAll(List.of("M104 S0", "M140 S0"));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /// Without what counts as housekeeping.
    List<String> commands() {
        return lines.stream()
                .filter(line -> !ProgramDigest.isHousekeeping(line.getBytes(ISO_8859_1), 0, line.length()))
                .toList();
    }

    static Digest digest(List<String> commands) {
        var digest = new ProgramDigest();
        for (var command : commands) {
            var bytes = command.getBytes(ISO_8859_1);
            digest.line(bytes, 0, bytes.length);
        }
        return digest.counted().digest();
    }

    private String command() {
        return switch (random.nextInt(12)) {
            case 0 -> "G92 E0";
            case 1 -> "M106 S" + random.nextInt(256);
            case 2 -> "G4 P" + random.nextInt(20);
            case 3 -> "M117 layer " + random.nextInt(100);
            case 4 -> "G1 F" + (600 + random.nextInt(6_000));
            case 5 -> "G0 Z" + random.nextInt(50) / 10.0;
            default ->
                "G1 X" + random.nextInt(2_000) / 10.0 + " Y" + random.nextInt(2_000) / 10.0
                        + (hot ? " E" + random.nextInt(300) / 100.0 : "");
        };
    }
}
