package platen.gcode;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The kinds of commands in a program, and the line where each first occurs.
final class Tally {
    private static final int NUMBERS = 1_000;
    private static final int MOST_OTHERS = 1_000;
    private static final String LETTERS = "GMT";

    private final long[][] first = new long[LETTERS.length()][NUMBERS];
    private final Map<String, Long> others = new HashMap<>();

    void count(Words words, long line) {
        int letter = switch (words.letter()) {
            case 'G' -> 0;
            case 'M' -> 1;
            case 'T' -> 2;
            default -> -1;
        };
        if (letter >= 0 && words.number() >= 0 && words.number() < NUMBERS && words.subcode() == 0) {
            if (first[letter][words.number()] == 0) first[letter][words.number()] = line;
        } else {
            var point = words.subcode() == 0 ? "" : "." + words.subcode();
            count(words.letter() + Integer.toString(words.number()) + point, line);
        }
    }

    void count(String command, long line) {
        if (others.size() < MOST_OTHERS) others.putIfAbsent(command, line);
    }

    /// 0 where it never occurs.
    long firstLine(char letter, int number) {
        return first[LETTERS.indexOf(letter)][number];
    }

    Map<String, Long> firstLines() {
        var lines = new LinkedHashMap<String, Long>();
        for (int letter = 0; letter < LETTERS.length(); letter++) {
            for (int number = 0; number < NUMBERS; number++) {
                if (first[letter][number] > 0) {
                    lines.put(LETTERS.charAt(letter) + Integer.toString(number), first[letter][number]);
                }
            }
        }
        lines.putAll(others);
        return lines;
    }
}
