package platen.virtual;

import java.util.List;
import java.util.Map;
import java.util.Set;
import platen.virtual.EmergencyParser.Call;

/// How a kind of firmware speaks: data, so that what they do differently is written down and not spread over the code.
///
/// In texts, `{name}` stands for what is known when they are said; a text of [#OK] alone is an `ok`, which can get
/// lost as any other; one that starts with [#ACTION] is only said by a build with host actions.
///
/// @param greeting what the board says when it starts first
/// @param again    what it says when it starts anew
/// @param calls    the commands that act before those in front of them, if the build can do so
/// @param words    the answers to words that are no G-code
record Tongue(
        List<String> greeting,
        List<String> again,
        Set<Call> calls,
        Map<String, List<String>> words,
        Numbers numbers,
        Acks acks,
        Refusal refusal,
        Texts texts,
        Death death) {
    static final String OK = "ok";
    static final String ACTION = "//action:";

    /// What is made of line numbers and checksums.
    ///
    /// @param checked       they are looked at; else they are passed over
    /// @param enforced      a line out of turn is refused
    /// @param starNeeded    a line with a number needs a checksum
    /// @param numberNeeded  once a line had a number, all need one
    /// @param checksumFirst a damaged line is seen as damaged before it is seen as out of turn
    /// @param firstStar     the checksum stands behind the first star, not the last
    /// @param remembers     how many of the lines accepted last are known as such when they come again
    record Numbers(
            boolean checked,
            boolean enforced,
            boolean starNeeded,
            boolean numberNeeded,
            boolean checksumFirst,
            boolean firstStar,
            int remembers) {}

    /// What is acknowledged, and when.
    ///
    /// @param onReceipt   when a command is read, not when it is done
    /// @param numbered    with the number of its line: `ok 12`
    /// @param blanks      a line without a command, too
    /// @param words       what is no command but a word, too
    /// @param waits       an idle firmware says `wait` each second
    /// @param anyCase     commands may be written small
    record Acks(boolean onReceipt, boolean numbered, boolean blanks, boolean words, boolean waits, boolean anyCase) {}

    /// What is said about a line that is refused: `{why}`, `{last}`, `{next}`, `{number}`.
    ///
    /// @param request asks for the line again; empty: it is dropped in silence
    /// @param repeat  about a line that was accepted before; empty: it is dropped in silence
    /// @param flushes what else has arrived is thrown away
    /// @param skips   how many lines out of turn are answered as repeated ones after a request
    record Refusal(List<String> request, List<String> repeat, boolean flushes, int skips) {}

    /// What is told.
    ///
    /// @param temperatures a format: nozzle, its target, bed, its target, their powers
    /// @param heating      a format while it heats: the temperatures as above, the seconds left, the nozzle
    /// @param position     a format: X, Y, Z, E, and the steps of X, Y and Z; as with the identity, what starts
    ///                     with `ok ` acknowledges as well
    /// @param unknown      about `{command}`, which starts with `{word}`, a `{letter}` code
    /// @param busy         what stands before `processing` and `paused for user`
    /// @param unhomed      about a move before all axes are homed, which is refused then; empty: it moves
    /// @param cold         about an extrusion that is refused
    /// @param identity     the answer to M115, with `{machine}`
    /// @param tellsAlways  homing and G92 tell the position, too
    /// @param capabilities what the build can do follows the identity
    record Texts(
            String temperatures,
            String heating,
            String position,
            String unknown,
            String busy,
            String unhomed,
            String cold,
            String identity,
            boolean tellsAlways,
            boolean capabilities) {}

    /// What is said when the firmware stops for good.
    ///
    /// @param killed  by M112
    /// @param halted  by itself
    /// @param runaway as it lost its heater
    /// @param answers to each command from then on
    /// @param revive  the command that makes it start anew; empty: the reset button, or a host that opens the port
    record Death(List<String> killed, List<String> halted, List<String> runaway, List<String> answers, String revive) {}
}
