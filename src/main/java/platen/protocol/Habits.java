package platen.protocol;

import platen.printers.Dialect;

/// What a firmware does differently from the others, as far as it changes what we do.
///
/// @param numbered        lines carry a number and a checksum
/// @param enforcesNumbers a line out of turn is refused, so nothing can be executed twice or left out
/// @param asksAgain       a damaged line is asked for; else it vanishes in silence
/// @param okAfterResend   an `ok` that accepts nothing follows each request
/// @param lossless        no line is lost on the way (a pseudo-terminal on the same computer)
/// @param readsExponents  `X10E1` is read as 100, so the blank before E has to stay
/// @param endsAtColon     a line ends at a colon
/// @param endsAtFirstStar the checksum is read behind the first star of a line, and what follows it is not looked at
/// @param acksOnReceipt   an `ok` says that a line has come, not that it was carried out; answers follow it
public record Habits(
        boolean numbered,
        boolean enforcesNumbers,
        boolean asksAgain,
        boolean okAfterResend,
        boolean lossless,
        boolean readsExponents,
        boolean endsAtColon,
        boolean endsAtFirstStar,
        boolean acksOnReceipt) {

    public static Habits of(Dialect dialect) {
        return switch (dialect) {
            case MARLIN -> new Habits(true, true, true, true, false, false, false, false, false);
            case PRUSA -> new Habits(true, true, true, true, false, true, false, true, false);
            case PRUSA_BUDDY -> new Habits(true, true, true, true, false, true, false, false, false);
            case REPETIER -> new Habits(true, true, true, true, false, true, true, true, true);
            case SMOOTHIE -> new Habits(true, true, true, false, false, true, false, true, false);
            case REPRAPFIRMWARE -> new Habits(true, false, false, false, false, true, false, false, false);
            case KLIPPER -> new Habits(false, false, false, false, true, true, false, false, false);
        };
    }
}
