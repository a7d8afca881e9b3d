package platen.streaming;

import platen.protocol.Command;

/// The lines on their way: how far they were sent, and how far the firmware has accepted them.
///
/// Where the firmware wants lines again, the next to be sent lies behind the last that was entered.
final class Flight {
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

    /// Whether one of the lines that wait for their `ok`, or are to be sent again, may take minutes. The last that has
    /// one counts
    /// too, as a doubled `ok` may have been its own.
    boolean waitsForLong() {
        return waitsFor(Command.LONG);
    }

    boolean waitsForHeat() {
        return waitsFor(Command.LONG | Command.HEAT);
    }

    private boolean waitsFor(int traits) {
        for (int line = accepted; line < ledger.next(); line++) {
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
