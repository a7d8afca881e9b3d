package platen.gcode;

/// Plans moves ahead, as a firmware does: how fast a corner is taken depends on the moves behind it.
///
/// [#push] adds a move. Once the plan [#isFull], the oldest move is settled: [#start] tells how long it takes,
/// [#finish]
/// frees its place. When no more moves come, all that are left settle. Not for several threads; allocates nothing for a
/// move.
public sealed interface Lookahead permits Planner, KlipperPlanner {

    /// As the firmware of these settings plans.
    static Lookahead of(MotionSettings settings) {
        return switch (settings.cornering()) {
            case JERK, JUNCTION -> new Planner(settings);
            case KLIPPER -> new KlipperPlanner(settings);
        };
    }

    /// Adds a move to a position in mm at a speed; the tag says later whose move it is. The plan must not be full.
    /// False when it is too short to be planned: the next one then covers its way, too.
    boolean push(double x, double y, double z, double e, double mmPerS, long tag);

    /// Starts the oldest move that waits and says how many seconds it takes.
    double start();

    /// The move that was started has ended; its place is free.
    void finish();

    /// The tag of the oldest move.
    long tag();

    /// Where the oldest move ends.
    double end(int axis);

    boolean isFull();

    boolean isEmpty();

    /// Declares where the head is (`G92`, homing), without a move.
    void place(double x, double y, double z, double e);

    /// Where the head will be when all moves are done; axes are 0 to 3 for X Y Z E.
    double position(int axis);

    /// What the firmware is limited by now; commands of the program change it.
    Limits limits();
}
