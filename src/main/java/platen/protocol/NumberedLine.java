package platen.protocol;

/// Commands as a firmware takes them: `N<number><command>*<checksum>` and one LF.
///
/// The checksum is the exclusive or of all bytes before the star. Lines are written into the caller's
/// array, as one is written for each move of a print.
public final class NumberedLine {
    public static final int TOO_LONG = -1;
    private static final int CHECKSUM_LONGEST = 5; // * three digits LF
    private static final int NUMBER_LONGEST = 11; // N ten digits

    private NumberedLine() {}

    /// Writes the line and returns its length, or [#TOO_LONG]: beyond `longest` bytes, the LF among them, a
    /// firmware cuts the surplus, the checksum vanishes, and it asks for ever.
    public static int write(int number, byte[] command, int from, int length, int longest, byte[] into, int at) {
        if (length + NUMBER_LONGEST + CHECKSUM_LONGEST > longest && size(number, length) > longest) return TOO_LONG;
        int end = at;
        into[end++] = 'N';
        end = digits(number, into, end);
        System.arraycopy(command, from, into, end, length);
        end += length;
        int checksum = 0;
        for (int i = at; i < end; i++) checksum ^= into[i];
        into[end++] = '*';
        end = digits(checksum & 0xFF, into, end);
        into[end++] = '\n';
        return end - at;
    }

    /// The same without number and checksum, for firmwares that check neither.
    public static int writePlain(byte[] command, int from, int length, int longest, byte[] into, int at) {
        if (length + 1 > longest) return TOO_LONG;
        System.arraycopy(command, from, into, at, length);
        into[at + length] = '\n';
        return length + 1;
    }

    private static int size(int number, int length) {
        return 1 + (number == 0 ? 1 : (int) Math.log10(number) + 1) + length + CHECKSUM_LONGEST;
    }

    private static int digits(int number, byte[] into, int at) {
        int end = at;
        for (int rest = number; rest >= 10; rest /= 10) end++;
        int last = end;
        int rest = number;
        do {
            into[end--] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return last + 1;
    }
}
