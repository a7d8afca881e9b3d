package platen.gcode.binary;

import java.io.ByteArrayOutputStream;

/// Unpacks MeatPack: two characters of the fifteen most frequent in a byte, others in whole bytes after it, and
/// commands behind two bytes of ones.
///
/// Blanks between words are left out of moves by those who pack; they are put in again, so that people can read them.
final class MeatPack {
    private static final int SIGNAL = 0xff;
    private static final int ON = 251;
    private static final int OFF = 250;
    private static final int RESET = 249;
    private static final int NO_SPACES = 247;
    private static final int SPACES = 246;
    private static final int WHOLE = 0xf;
    private static final String FREQUENT = "0123456789. \nGX";
    /// Where no blanks are sent, the E takes the place of the blank.
    private static final int BLANK = 11;

    private static final String PARAMETERS = "XYZEFIJRPSGWHCA";

    private final ByteArrayOutputStream out;
    private boolean packed;
    private boolean noSpaces;
    private int signals;
    private int wholeToCome;
    private int held = -1; // the second of a pair whose first comes whole
    private int last = '\n';
    private boolean inMove;

    private MeatPack(int size) {
        out = new ByteArrayOutputStream(size);
    }

    static byte[] unpacked(byte[] data) {
        var unpacking = new MeatPack(2 * data.length);
        for (byte one : data) unpacking.take(one & 0xff);
        return unpacking.out.toByteArray();
    }

    private void take(int one) {
        if (one == SIGNAL && signals < 2) {
            signals++;
            return;
        }
        if (signals == 2) {
            signals = 0;
            command(one);
            return;
        }
        if (signals == 1) {
            signals = 0;
            character(SIGNAL);
        }
        character(one);
    }

    private void command(int command) {
        switch (command) {
            case ON -> packed = true;
            case OFF, RESET -> packed = false;
            case NO_SPACES -> noSpaces = true;
            case SPACES -> noSpaces = false;
            default -> {} // a question for the printer
        }
    }

    private void character(int one) {
        if (!packed) {
            write(one);
        } else if (wholeToCome > 0) {
            wholeToCome--;
            write(one);
            if (held >= 0) write(held);
            held = -1;
        } else pair(one & WHOLE, one >> 4);
    }

    private void pair(int first, int second) {
        if (first == WHOLE) {
            wholeToCome = second == WHOLE ? 2 : 1;
            if (second != WHOLE) held = frequent(second);
            return;
        }
        int character = frequent(first);
        write(character);
        if (character == '\n') return; // what fills the byte
        if (second == WHOLE) wholeToCome = 1;
        else write(frequent(second));
    }

    private int frequent(int number) {
        return number == BLANK && noSpaces ? 'E' : FREQUENT.charAt(number);
    }

    private void write(int character) {
        if (last == '\n') inMove = character == 'G';
        else if (inMove && last != ' ' && PARAMETERS.indexOf(character) >= 0) out.write(' ');
        out.write(character);
        last = character;
    }
}
