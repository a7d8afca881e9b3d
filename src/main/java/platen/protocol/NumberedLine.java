package platen.protocol;

/// Commands as a firmware takes them: `N<number><command>*<checksum>` and one LF.
///
/// The checksum is the exclusive or of all bytes before the star. Lines are written into the caller's
/// array, as one is written for each move of a print.
public final class NumberedLine {
    public static final int TOO_LONG = -1;
    private static final int CHECKSUM_LONGEST = 5; // * three digits LF
    private static final int NUMBER_LONGEST = 11; // N ten digits
    private static final int WAYS = 4;

    private NumberedLine() {}

    /// Writes the line and returns its length, or [#TOO_LONG]: beyond `longest` bytes, the LF among them, a
    /// firmware cuts the surplus, the checksum vanishes, and it asks for ever.
    public static int write(int number, byte[] command, int from, int length, int longest, byte[] into, int at) {
        if (length + NUMBER_LONGEST + CHECKSUM_LONGEST > longest && size(number, length) > longest) return TOO_LONG;
        into[at] = 'N';
        int end = digits(number, into, at + 1);
        return frame(command, from, length, into, at, end);
    }

    /// The same for a firmware that reads the checksum behind the first star: where one damaged byte could become a
    /// star
    /// with the right checksum behind it by chance (`N9G1X84.7Y76.2` is sound as `N9G1X84.7*76`), a zero before the
    /// number or a blank behind it changes the chance, if there is room.
    public static int writeUncut(int number, byte[] command, int from, int length, int longest, byte[] into, int at) {
        int written = write(number, command, from, length, longest, into, at);
        for (int way = 1; written != TOO_LONG && way < WAYS && mayBeCut(into, at, written); way++) {
            if (size(number, length) + 2 > longest) return written;
            int end = at;
            into[end++] = 'N';
            if ((way & 1) != 0) into[end++] = '0';
            end = digits(number, into, end);
            if ((way & 2) != 0) into[end++] = ' ';
            written = frame(command, from, length, into, at, end);
        }
        return written;
    }

    /// Whether a line is sound, too, when one of its bytes becomes a star.
    static boolean mayBeCut(byte[] line, int at, int length) {
        int sum = 0;
        for (int i = at; i < at + length && line[i] != '*'; i++) {
            if (sum == numberAt(line, i + 1)) return true;
            sum ^= line[i];
        }
        return false;
    }

    private static int numberAt(byte[] line, int at) {
        int from = at;
        while (line[from] == ' ') from++;
        int value = 0;
        int i = from;
        for (; line[i] >= '0' && line[i] <= '9' && value < 256; i++) value = value * 10 + line[i] - '0';
        return value;
    }

    /// Puts command, checksum and LF behind the number.
    private static int frame(byte[] command, int from, int length, byte[] into, int at, int behindNumber) {
        System.arraycopy(command, from, into, behindNumber, length);
        int end = behindNumber + length;
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
