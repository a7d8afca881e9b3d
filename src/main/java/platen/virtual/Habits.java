package platen.virtual;

import platen.printers.Dialect;

/// What a build of a firmware was compiled with, and how that firmware speaks. [#marlin] is what most printers run.
public record Habits(
        Tongue tongue,
        boolean emergencyParser,
        boolean busyMessages,
        boolean autoReports,
        boolean hostActions,
        boolean advancedOk,
        boolean answersDuplicates) {

    /// A build of Marlin.
    public Habits(
            boolean emergencyParser,
            boolean busyMessages,
            boolean autoReports,
            boolean hostActions,
            boolean advancedOk,
            boolean answersDuplicates) {
        this(Tongues.MARLIN, emergencyParser, busyMessages, autoReports, hostActions, advancedOk, answersDuplicates);
    }

    public static Habits marlin() {
        return new Habits(true, true, true, true, false, false);
    }

    /// A small board: no emergency parser, nothing said without being asked.
    public static Habits minimal() {
        return new Habits(false, false, false, false, false, false);
    }

    /// What the usual build of a firmware does.
    public static Habits of(Dialect dialect) {
        return switch (dialect) {
            case MARLIN -> marlin();
            case PRUSA -> new Habits(Tongues.PRUSA, false, true, true, true, false, true);
            case PRUSA_BUDDY -> new Habits(Tongues.PRUSA_BUDDY, true, true, true, true, false, true);
            case REPETIER -> new Habits(Tongues.REPETIER, false, true, false, false, false, false);
            case REPRAPFIRMWARE -> new Habits(Tongues.REPRAPFIRMWARE, false, false, false, false, false, false);
            case SMOOTHIE -> new Habits(Tongues.SMOOTHIE, false, false, false, false, false, false);
            case KLIPPER -> new Habits(Tongues.KLIPPER, true, false, false, false, false, false);
        };
    }

    /// `ok N4 P15 B3`: the line, free planner blocks, free places in the command queue.
    public Habits withAdvancedOk() {
        return new Habits(tongue, emergencyParser, busyMessages, autoReports, hostActions, true, answersDuplicates);
    }
}
