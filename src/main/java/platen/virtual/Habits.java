package platen.virtual;

/// What a build of Marlin was compiled with. [#marlin] is what most printers run.
public record Habits(
        boolean emergencyParser,
        boolean busyMessages,
        boolean autoReports,
        boolean hostActions,
        boolean advancedOk,
        boolean answersDuplicates) {

    public static Habits marlin() {
        return new Habits(true, true, true, true, false, false);
    }

    /// A small board: no emergency parser, nothing said without being asked.
    public static Habits minimal() {
        return new Habits(false, false, false, false, false, false);
    }

    /// `ok N4 P15 B3`: the line, free planner blocks, free places in the command queue.
    public Habits withAdvancedOk() {
        return new Habits(emergencyParser, busyMessages, autoReports, hostActions, true, answersDuplicates);
    }
}
