package platen.virtual;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import platen.gcode.ProgramDigest;
import platen.virtual.Report.Pace;
import platen.virtual.Report.Session;

/// What was executed, in order, and how the lines came in. A session starts where the line numbers are set to 0.
final class Ledger {
    private static final int MOST_SESSIONS = 1_000;
    private static final int MOST_MARKS = 16;
    private static final double NS_PER_S = 1e9;

    private final Deque<Session> finished = new ArrayDeque<>();
    private final Deque<ProgramDigest.Counted> marks = new ArrayDeque<>();
    private ProgramDigest digest = new ProgramDigest();
    private long firstMoveNs;
    private long firstMoveLine;
    private long firstMoveByte;
    private long lastMoveNs;
    private long lastMoveLine;
    private long lastMoveByte;
    private boolean moved;
    long lines;
    long bytes;
    long resent;
    long repeated;
    long missing;
    long resets;

    void executed(byte[] text, int length, long now) {
        digest.line(text, 0, length);
        if (!isMove(text, length)) return;
        lastMoveNs = now;
        lastMoveLine = lines;
        lastMoveByte = bytes;
        if (moved) return;
        moved = true;
        firstMoveNs = now;
        firstMoveLine = lines;
        firstMoveByte = bytes;
    }

    /// G0 to G3.
    private static boolean isMove(byte[] text, int length) {
        boolean isG = length > 1 && text[0] == 'G' && text[1] >= '0' && text[1] <= '3';
        return isG && (length == 2 || !Character.isDigit(text[2]));
    }

    private Pace pace() {
        if (!moved) return Pace.NONE;
        return new Pace(
                lastMoveLine - firstMoveLine, lastMoveByte - firstMoveByte, (lastMoveNs - firstMoveNs) / NS_PER_S);
    }

    /// The host waited until all was done (`M400`): what it sent so far may be a whole program.
    void mark() {
        var counted = digest.counted();
        if (counted.commands() == 0) return;
        marks.addLast(counted);
        if (marks.size() > MOST_MARKS) marks.removeFirst();
    }

    void startSession() {
        var session = session();
        if (session.commands() == 0) return;
        finished.addLast(session);
        if (finished.size() > MOST_SESSIONS) finished.removeFirst();
        digest = new ProgramDigest();
        marks.clear();
        moved = false;
    }

    /// The sessions in which something was executed, the present one last.
    List<Session> sessions() {
        var sessions = new ArrayList<>(finished);
        var present = session();
        if (present.commands() > 0 || sessions.isEmpty()) sessions.add(present);
        return sessions;
    }

    private Session session() {
        var counted = digest.counted();
        return new Session(counted.digest(), counted.commands(), List.copyOf(marks), pace());
    }
}
