package platen.gcode;

/// Plans moves ahead as Marlin does: a ring of blocks whose corner speeds grow as more moves follow.
///
/// [#push] adds a move, [#start] lets the oldest one run and tells how long it takes, [#finish] frees its
/// place. An estimate calls them as fast as it can, a printer in real time: the plan is the same for the
/// same fill of the ring, and a ring that runs empty slows down as it does in a real printer. What runs
/// can't be changed any more, nor its speed at the end. Not for several threads; allocates nothing.
public final class Planner implements Lookahead {
    private static final double LOWEST_MM_PER_S = 0.05;
    private static final double LOWEST_SQUARED = LOWEST_MM_PER_S * LOWEST_MM_PER_S;
    private static final int FEWEST_STEPS = 6;
    private static final int E = 3;

    /// What is worked out about a move before it becomes a block.
    static final class Move {
        final double[] distance = new double[4];
        final double[] speed = new double[4];
        double millimetres;
        double stepsPerMm;
        double nominal;
        double acceleration;
        boolean extrudes;
    }

    private final int ring;
    private final int slowsBelow;
    private final Limits limits;
    private final Corner corner;
    private final Move move = new Move();
    private final double[] position = new double[4];
    private final double[] mmPerStep = new double[4];

    private final double[] length;
    private final double[] acceleration;
    private final double[] nominal;
    private final double[] stepsPerMm;
    private final double[] gain; // of speed squared, from its start to its end
    private final double[] maxEntrySquared;
    private final double[] entrySquared;
    private final double[][] target;
    private final long[] tags;
    private int tail;
    private int count;
    private boolean running;
    private final double[] runsFrom = new double[4];
    private final Trapezoid trapezoid = new Trapezoid();

    public Planner(MotionSettings settings) {
        ring = settings.planBlocks() - 1;
        slowsBelow = settings.planBlocks() / 2;
        limits = new Limits(settings);
        for (int axis = 0; axis < 4; axis++) mmPerStep[axis] = 1 / limits.stepsPerMm[axis];
        corner = new Corner(settings.cornering());
        length = new double[ring];
        acceleration = new double[ring];
        nominal = new double[ring];
        stepsPerMm = new double[ring];
        gain = new double[ring];
        maxEntrySquared = new double[ring];
        entrySquared = new double[ring];
        tags = new long[ring];
        target = new double[ring][4];
    }

    /// Adds a move to a position in mm at a speed; the tag says later whose block it is. There has to be
    /// room. False when the move is too short for a block: the next one then covers its way, too.
    @Override
    public boolean push(double x, double y, double z, double e, double mmPerS, long tag) {
        if (count == ring) throw new IllegalStateException("the plan is full: start and finish a block first");
        int block = at(count);
        double[] end = target[block];
        end[0] = x;
        end[1] = y;
        end[2] = z;
        end[E] = e;
        if (!measure(end)) return false;
        limitSpeed(mmPerS);
        limitAcceleration();
        length[block] = move.millimetres;
        acceleration[block] = move.acceleration;
        gain[block] = 2 * move.acceleration * move.millimetres;
        nominal[block] = move.nominal;
        stepsPerMm[block] = move.stepsPerMm;
        maxEntrySquared[block] = Math.max(corner.maxSquared(limits, move, waiting() == 0), LOWEST_SQUARED);
        entrySquared[block] = LOWEST_SQUARED;
        tags[block] = tag;
        System.arraycopy(end, 0, position, 0, 4);
        count++;
        raiseEntrySpeeds();
        return true;
    }

    /// Starts the oldest block that waits and says how many seconds it takes.
    @Override
    public double start() {
        if (running || count == 0) throw new IllegalStateException("nothing to start");
        running = true;
        double entry = entrySquared[tail];
        double exit = LOWEST_SQUARED;
        if (count > 1) {
            int next = at(1);
            entrySquared[next] = Math.min(entrySquared[next], entry + gain[tail]);
            exit = entrySquared[next];
        }
        return trapezoid.shape(length[tail], stepsPerMm[tail], acceleration[tail], nominal[tail], entry, exit);
    }

    /// The running block has ended; its place is free.
    @Override
    public void finish() {
        if (!running) throw new IllegalStateException("nothing runs");
        running = false;
        System.arraycopy(target[tail], 0, runsFrom, 0, 4);
        tail = at(1);
        count--;
    }

    /// Stops at once, `seconds` into the running block, and forgets the rest: the position is where it is then.
    public void abort(double seconds) {
        if (running) {
            double part = trapezoid.done(seconds);
            for (int axis = 0; axis < 4; axis++) runsFrom[axis] += part * (target[tail][axis] - runsFrom[axis]);
        }
        running = false;
        count = 0;
        System.arraycopy(runsFrom, 0, position, 0, 4);
    }

    /// Declares where the head is (`G92`, homing), without a move.
    @Override
    public void place(double x, double y, double z, double e) {
        position[0] = x;
        position[1] = y;
        position[2] = z;
        position[E] = e;
        if (count == 0) System.arraycopy(position, 0, runsFrom, 0, 4);
    }

    @Override
    public boolean isFull() {
        return count == ring;
    }

    @Override
    public boolean isEmpty() {
        return count == 0;
    }

    public boolean isRunning() {
        return running;
    }

    /// Places that are free for moves.
    public int free() {
        return ring - count;
    }

    /// Blocks that are planned and do not run yet.
    public int waiting() {
        return running ? count - 1 : count;
    }

    /// The tag of the oldest block.
    @Override
    public long tag() {
        return tags[tail];
    }

    /// Where the head will be when all blocks are done; axes are 0 to 3 for X Y Z E.
    @Override
    public double position(int axis) {
        return position[axis];
    }

    @Override
    public double end(int axis) {
        return target[tail][axis];
    }

    @Override
    public Limits limits() {
        return limits;
    }

    private int at(int offset) {
        int index = tail + offset;
        return index >= ring ? index - ring : index;
    }

    private boolean measure(double[] end) {
        double mostSteps = 0;
        for (int axis = 0; axis < 4; axis++) {
            double steps = limits.stepsPerMm[axis];
            if (steps > 0) end[axis] = Math.rint(end[axis] * steps) * mmPerStep[axis];
            double distance = end[axis] - position[axis];
            move.distance[axis] = distance;
            double itsSteps = Math.abs(distance) * steps;
            if (itsSteps > mostSteps) mostSteps = itsSteps;
        }
        double x = move.distance[0];
        double y = move.distance[1];
        double z = move.distance[2];
        double squared = x * x + y * y + z * z;
        move.extrudes = move.distance[E] != 0;
        move.millimetres = squared > 0 ? Math.sqrt(squared) : Math.abs(move.distance[E]);
        move.stepsPerMm = mostSteps / move.millimetres;
        return move.millimetres > 0 && (mostSteps == 0 || mostSteps > FEWEST_STEPS - 0.5);
    }

    private void limitSpeed(double mmPerS) {
        double wish = Math.max(mmPerS, move.extrudes ? limits.minPrintFeed : limits.minTravelFeed);
        double seconds = move.millimetres / Math.max(wish, LOWEST_MM_PER_S);
        int waiting = waiting();
        if (waiting >= 2 && waiting < slowsBelow && seconds < limits.minSegmentS) {
            seconds += 2 * (limits.minSegmentS - seconds) / waiting; // the ring is running empty
        }
        double perSecond = 1 / seconds;
        double factor = 1;
        for (int axis = 0; axis < 4; axis++) {
            double speed = move.distance[axis] * perSecond;
            move.speed[axis] = speed;
            if (Math.abs(speed) * factor > limits.maxFeed[axis]) factor = limits.maxFeed[axis] / Math.abs(speed);
        }
        if (factor < 1) for (int axis = 0; axis < 4; axis++) move.speed[axis] *= factor;
        move.nominal = move.millimetres * perSecond * factor;
    }

    private void limitAcceleration() {
        boolean moves = move.distance[0] != 0 || move.distance[1] != 0 || move.distance[2] != 0;
        if (!moves) {
            move.acceleration = limits.retractAcceleration;
            return;
        }
        double most = move.extrudes ? limits.printAcceleration : limits.travelAcceleration;
        for (int axis = 0; axis < 4; axis++) {
            double part = Math.abs(move.distance[axis]);
            double limit = limits.maxAcceleration[axis] * move.millimetres;
            if (part * most > limit) most = limit / part;
        }
        move.acceleration = most;
    }

    /// From the newest block backwards: each may start as fast as it can still brake for the next. The first
    /// block that waits keeps its speed while another runs, because that one ends with it.
    private void raiseEntrySpeeds() {
        int first = running ? 2 : 1;
        double exit = LOWEST_SQUARED;
        int block = at(count);
        for (int left = count - first; left > 0; left--) {
            block = block == 0 ? ring - 1 : block - 1;
            double reachable = exit + gain[block];
            double most = maxEntrySquared[block];
            double entry = reachable < most ? reachable : most; // whole slopes go one way: quicker than Math.min
            if (entry == entrySquared[block]) return;
            entrySquared[block] = entry;
            exit = entry;
        }
    }
}
