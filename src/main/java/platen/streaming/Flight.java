package platen.streaming;

import platen.protocol.Command;
import platen.protocol.NumberedLine;

/// The lines on their way: how far they were sent, and how far the firmware has accepted them.
///
/// Where the firmware wants lines again, the next to be sent lies behind the last that was entered.
final class Flight {
    /// For number and checksum.
    private static final int ROOM = 16;

    private final Ledger ledger;
    private final Outbox out;
    private int accepted; // up to here all lines have their ok
    private int next = 1; // to be sent

    Flight(Ledger ledger, Outbox out) {
        this.ledger = ledger;
        this.out = out;
    }

    Ledger ledger() {
        return ledger;
    }

    /// Nothing was sent: what was entered goes out from line 1.
    void restart() {
        accepted = 0;
        next = 1;
    }

    /// Enters a command behind all others and sends it; false when it is too long for any firmware.
    boolean send(byte[] command, int from, int length, int traits, int fileLine, long fileOffset, long now) {
        int number = ledger.next();
        if (!ledger.add(command, from, length, traits, fileLine, fileOffset)) return false;
        ledger.send(number, out, now);
        next = number + 1;
        return true;
    }

    /// Sends the next line once more, which was entered before.
    void sendAgain(long now) {
        ledger.send(next++, out, now);
    }

    /// Says a command under a number of which the firmware has had another line. It is not entered.
    void sayUnder(int number, byte[] command) {
        var line = new byte[command.length + ROOM];
        int length = NumberedLine.write(number, command, 0, command.length, line.length, line, 0);
        out.add(line, 0, length);
    }

    /// Whether lines that were entered have to be sent again first.
    boolean isBehind() {
        return next < ledger.next();
    }

    int accepted() {
        return accepted;
    }

    /// The last line that was sent.
    int sent() {
        return next - 1;
    }

    /// How many lines were sent and wait for their `ok`.
    int waiting() {
        return next - 1 - accepted;
    }

    int bytesWaiting() {
        int bytes = 0;
        for (int line = accepted + 1; line < next; line++) bytes += ledger.length(line);
        return bytes;
    }

    /// Whether one of the lines that wait for their `ok` may take minutes. The last that has one counts
    /// too, as a doubled `ok` may have been its own.
    boolean waitsForLong() {
        return waitsFor(Command.LONG, next);
    }

    boolean waitsForHeat() {
        return waitsFor(Command.LONG | Command.HEAT, next);
    }

    /// Whether it waits for heat now, or will when all lines are sent again.
    boolean willWaitForHeat() {
        return waitsFor(Command.LONG | Command.HEAT, ledger.next());
    }

    private boolean waitsFor(int traits, int until) {
        for (int line = accepted; line < until; line++) {
            if ((ledger.traits(line) & traits) == traits) return true;
        }
        return false;
    }

    /// The oldest line that waits has its `ok`.
    void acceptOne() {
        accepted++;
    }

    void acceptAll() {
        accepted = next - 1;
    }

    /// The firmware has come up to this line; true when it was thought to lack it, and had to get it again.
    boolean acceptUpTo(int line) {
        accepted = line;
        if (line < next) return false;
        next = line + 1;
        return true;
    }

    /// The firmware wants this line and all behind it.
    void goBackTo(int line) {
        accepted = line - 1;
        next = line;
    }
}
